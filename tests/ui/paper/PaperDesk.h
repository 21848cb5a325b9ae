#pragma once

#include "core/monitor/ReadReports.h"
#include "tests/fakes/FakePorts.h"
#include "tests/fakes/FakeReadLog.h"
#include "tests/fakes/Samples.h"
#include "ui/viewmodels/booking/ClinicChoice.h"

namespace clinidesk {

/// Scripted ports with a press, an audit and the clinic of the samples.
struct PaperDesk
{
    PaperDesk()
    {
        ports.ports.reads = &reads;
        ports.ports.hours = &ports.hours;
        ports.clinics.clinicsCall.always(QList<Clinic>{samples::berlin(), samples::newYork()});
        ports.clinics.departmentsCall.always(samples::departments());
        ports.clinics.doctorsCall.always(samples::doctors());
        ports.clinics.stepsCall.always(samples::steps());
        ports.hours.hoursCall.always(QList<SeatHours>());
        ports.press.printersCall.always(
            PaperPress::Printers{{QStringLiteral("Reception"), QStringLiteral("Room 2")}});
        log.writeCall.always(Done{});
    }

    /// What the audit was told, in order.
    [[nodiscard]] QList<KeptRead> told()
    {
        reads.flush();
        QList<KeptRead> all;
        for (int call = 0; call < log.writeCall.count(); ++call)
            all += log.writeCall.question(call);
        return all;
    }

    FakePorts ports;
    FakeReadLog log;
    ReadReports reads{log, ports.clock};
    ClinicChoice clinics{ports.clinics, ports.connection};
};

} // namespace clinidesk
