#pragma once

#include "tests/fakes/FakePorts.h"
#include "tests/ui/schedule/BoardSamples.h"
#include "ui/viewmodels/schedule/DayBoardViewModel.h"

#include <QTest>

namespace clinidesk {

/// The day board without a window, on scripted ports; Dr Okafor's column is the first.
struct Board
{
    explicit Board(Role role = Role::Receptionist)
        : clinics(ports.ports.clinics, ports.ports.connection)
        , viewModel(ports.ports, clinics, samples::session(role))
    {
        ports.clock.set(samples::at(-60));
        ports.clinics.clinicsCall.always(QList<Clinic>{samples::berlin(), samples::newYork()});
        ports.clinics.departmentsCall.always(samples::departments());
        ports.clinics.doctorsCall.always(samples::doctors());
        ports.clinics.stepsCall.always(samples::steps());
        ports.hours.hoursCall.always(
            [](const FakeDayHours::Question &asked) { return samples::hours(asked.first); });
        ports.patients.searchCall.always(QList<PatientMatch>{
            samples::match(samples::patient(5, QStringLiteral("Kirk"), QStringLiteral("James")))});
    }

    void open(const QList<Appointment> &rows)
    {
        show(rows);
        viewModel.setActive(true);
        QTRY_COMPARE(viewModel.state(), ListState::Shown);
    }
    void show(const QList<Appointment> &rows)
    {
        ports.days.dayCall.always([rows](const FakeDayList::Question &asked) {
            const QDate day = asked.date.isValid() ? asked.date : samples::today;
            const bool isTheirs = day == samples::today && asked.clinic == ClinicId(1);
            return samples::day(isTheirs ? rows : QList<Appointment>(), day);
        });
    }
    void goTo(int minute, int column = 0)
    {
        viewModel.setCursor(
            cursorAt(viewModel.sheet(), column, viewModel.sheet().grid.rowAt(samples::at(minute))));
    }
    /// Opens the slot at the cursor and books the patient that is found.
    void book()
    {
        viewModel.openSlot();
        viewModel.inPlace().search().setTyped(QStringLiteral("kir"));
        QTRY_COMPARE(viewModel.inPlace().search().state(), ListState::Shown);
        viewModel.inPlace().search().submit(0);
    }

    FakePorts ports;
    ClinicChoice clinics;
    DayBoardViewModel viewModel;
};

} // namespace clinidesk
