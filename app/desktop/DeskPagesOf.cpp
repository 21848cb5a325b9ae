#include "app/desktop/DeskPagesOf.h"

#include "ui/booking/BookingPage.h"
#include "ui/history/AppointmentHistoryPage.h"
#include "ui/viewmodels/booking/ClinicChoice.h"
#include "ui/waiting/TodayPage.h"

namespace clinidesk {

DeskPages deskPagesOf(const Ports &ports, const Session &session, QWidget *parent)
{
    DeskPages desk;
    desk.clinics = std::make_unique<ClinicChoice>(ports.clinics, ports.connection);
    auto *today = new TodayPage(ports, *desk.clinics, session, parent);
    auto *history = new AppointmentHistoryPage(ports, *desk.clinics, session, parent);
    desk.pages = {today};
    if (session.role != Role::Doctor)
        desk.pages.append(new BookingPage(ports, *desk.clinics, parent));
    desk.pages.append(history);
    desk.dayPage = today;
    desk.patientPage = history;
    desk.showDay = [today](QDate day) { today->viewModel().show(day); };
    desk.showPatient = [history](const Patient &patient) { history->showPatient(patient); };
    desk.clinics->load();
    return desk;
}

} // namespace clinidesk
