#pragma once

#include "tests/fakes/FakePorts.h"
#include "tests/ui/PageTest.h"
#include "tests/ui/schedule/BoardSamples.h"
#include "ui/schedule/DayBoard.h"
#include "ui/schedule/SchedulePage.h"

#include <memory>

namespace clinidesk {

/// The page on scripted ports, on a day of Dr Okafor's that has rows at 09:00 and 10:00.
struct BoardDesk
{
    explicit BoardDesk(Role role = Role::Receptionist)
        : clinics(ports.ports.clinics, ports.ports.connection)
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
        ports.days.dayCall.always([](const FakeDayList::Question &asked) {
            const QDate day = asked.date.isValid() ? asked.date : samples::today;
            return samples::day(
                day == samples::today
                    ? QList<Appointment>{samples::appointment(1, 0), samples::appointment(2, 60)}
                    : QList<Appointment>(),
                day);
        });
        page = std::make_unique<SchedulePage>(ports.ports, clinics, samples::session(role));
        page->resize(1100, 700);
        page->show();
        page->activateWindow();
        (void)QTest::qWaitForWindowActive(page.get());
        page->enter();
        board = named<DayBoard>(page.get(), "dayBoard");
        QTRY_COMPARE(page->viewModel().state(), ListState::Shown);
        goTo(20);
    }

    void goTo(int minute)
    {
        const BoardSheet &sheet = page->viewModel().sheet();
        page->viewModel().setCursor(cursorAt(sheet, 0, sheet.grid.rowAt(samples::at(minute))));
    }
    /// To what has the focus, as a hand on the keyboard does.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        ++keys;
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }
    void type(const QString &text)
    {
        keys += int(text.size());
        QTest::keyClicks(QApplication::focusWidget(), text);
    }
    void waitForMatches()
    {
        QTRY_VERIFY(named<QWidget>(page.get(), "boardPatientMatches")->isVisible());
    }
    [[nodiscard]] QPoint pointAt(int minute) const
    {
        const BoardSheet &sheet = page->viewModel().sheet();
        const QRect cell = board->geometryNow().cell(0, sheet.grid.rowAt(samples::at(minute)));
        return cell.center();
    }
    /// On the lower edge of an appointment.
    [[nodiscard]] QPoint lowerEdge(int id) const
    {
        const BoardSheet &sheet = page->viewModel().sheet();
        const BoardEntry *entry = sheet.find(AppointmentId(id));
        const BoardGeometry geometry = board->geometryNow();
        const QRect rect = geometry.span(0,
                                         {sheet.grid.fractionAt(entry->appointment.startsAt),
                                          sheet.grid.fractionAt(entry->appointment.endsAt)});
        return {rect.center().x(), rect.bottom() - 1};
    }
    void hover(const QPointF &point, Qt::MouseButtons pressed = Qt::NoButton)
    {
        QMouseEvent move(QEvent::MouseMove, point, board->viewport()->mapToGlobal(point),
                         Qt::NoButton, pressed, Qt::NoModifier);
        QApplication::sendEvent(board->viewport(), &move);
    }
    void drag(const QPoint &start, const QPoint &end)
    {
        QTest::mousePress(board->viewport(), Qt::LeftButton, {}, start);
        for (int part = 1; part <= 4; ++part)
            hover(start + (end - start) * part / 4, Qt::LeftButton);
        QTest::mouseRelease(board->viewport(), Qt::LeftButton, {}, end);
    }
    /// From the middle of what stands at @p from, by the same length.
    void drag(int from, int to) { drag(pointAt(from), pointAt(to)); }
    /// The lower edge of an appointment to so many minutes after its start.
    void pull(int id, int minutes)
    {
        const Appointment on = page->viewModel().sheet().find(AppointmentId(id))->appointment;
        const QPoint edge = lowerEdge(id);
        const int length = int(on.startsAt.secsTo(on.endsAt) / 60);
        const int line = int(page->viewModel().sheet().grid.step().count());
        drag(edge, edge + QPoint(0, (minutes - length) * board->geometryNow().rowHeight / line));
    }
    [[nodiscard]] QString refusal() const { return page->viewModel().refusal(); }

    FakePorts ports;
    ClinicChoice clinics;
    std::unique_ptr<SchedulePage> page;
    DayBoard *board = nullptr;
    int keys = 0;
};

inline QList<SeatHours> roundTheClock(int doctors, QDate day)
{
    QList<SeatHours> hours;
    for (int number = 0; number < doctors; ++number) {
        SeatHours seat = samples::hoursOf(DoctorId(100 + number),
                                          QStringLiteral("Dr Number%1").arg(number), day);
        seat.hours = {{samples::at(-9 * 60, day), samples::at(15 * 60, day)}};
        hours.append(seat);
    }
    return hours;
}

/// A clinic of @p doctors, open day and night, each with a patient in every other line.
inline void fill(BoardDesk &desk, int doctors)
{
    QList<Doctor> all;
    QList<Appointment> rows;
    Clinic clinic = samples::berlin();
    clinic.opens = QTime(0, 0);
    clinic.closes = {};
    QList<Department> departments = samples::departments();
    departments.first().slotLength = std::chrono::minutes(15);
    for (int number = 0; number < doctors; ++number) {
        const QString name = QStringLiteral("Dr Number%1").arg(number);
        Doctor doctor = samples::doctors().first();
        doctor.id = DoctorId(100 + number);
        all.append(doctor);
        for (int place = 0; place < 96; place += 2) {
            Appointment row = samples::appointment(number * 100 + place + 1, place * 15 - 540,
                                                   Status(place % 5));
            row.endsAt = row.startsAt.addSecs(15 * 60);
            row.doctor = doctor.id;
            row.doctorName = name;
            rows.append(row);
        }
    }
    desk.ports.clinics.clinicsCall.always(QList<Clinic>{clinic});
    desk.ports.clinics.departmentsCall.always(departments);
    desk.ports.clinics.doctorsCall.always(all);
    const auto hours = [doctors](const FakeDayHours::Question &asked) {
        return roundTheClock(doctors, asked.first);
    };
    desk.ports.hours.hoursCall.always(hours);
    desk.ports.hours.peekRule = hours;
    desk.ports.days.dayCall.always(samples::day(rows));
    const QDate next = samples::today.addDays(1);
    QList<Appointment> later = rows;
    for (Appointment &row : later) {
        row.startsAt = row.startsAt.addDays(1);
        row.endsAt = row.endsAt.addDays(1);
        row.day = next;
    }
    desk.ports.days.peekRule = [today = samples::day(rows), other = samples::day(later, next)](
                                   const FakeDayList::Question &asked) {
        return asked.date == other.date ? other : today;
    };
    desk.clinics.load();
    QTRY_COMPARE(int(desk.clinics.doctors().size()), doctors);
    desk.page->refresh();
    QTRY_COMPARE(int(desk.page->viewModel().sheet().columns.size()), doctors);
}

} // namespace clinidesk
