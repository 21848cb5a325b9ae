#include "tests/pictures/InventedDesk.h"

#include "tests/pictures/InventedClinic.h"

namespace clinidesk {

namespace {

Result<Appointment> appointmentOf(AppointmentId id)
{
    for (const QList<Appointment> &rows :
         {invented::today().appointments, invented::historyPage().page.rows}) {
        for (const Appointment &row : rows) {
            if (row.id == id)
                return row;
        }
    }
    return samples::failure(Error::Code::NotFound);
}

} // namespace

std::unique_ptr<FakeDesk> newDesk()
{
    QFont usual = QApplication::font();
    usual.setPointSizeF(10);
    QApplication::setFont(usual);
    auto desk = std::make_unique<FakeDesk>();
    FakePorts &ports = desk->ports;
    ports.clock.set(invented::now());
    ports.connect();
    ports.clinics.clinicsCall.always(invented::clinics());
    ports.clinics.departmentsCall.always(invented::departments());
    ports.clinics.doctorsCall.always(invented::doctors());
    ports.days.dayCall.always(invented::today());
    ports.hours.hoursCall.always(
        [](const FakeDayHours::Question &asked) { return invented::hours(asked.first); });
    ports.freeSlots.findCall.always(invented::freeTimes());
    ports.history.pageCall.always(invented::historyPage());
    ports.patients.searchCall.always(invented::matches());
    ports.book.appointmentCall.always(appointmentOf);
    ports.book.eventsCall.always(invented::events());
    desk->appearance.choose(Appearance::Choice::Light);
    desk->appearance.setTextPercent(Appearance::smallest);
    return desk;
}

void settle()
{
    for (int round = 0; round < 20; ++round) {
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
    }
}

} // namespace clinidesk
