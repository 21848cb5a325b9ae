#include "app/desktop/DeskPagesOf.h"

#include "ui/absence/AbsencePage.h"
#include "ui/booking/BookingPage.h"
#include "ui/findtime/FindTimePage.h"
#include "ui/history/AppointmentHistoryPage.h"
#include "ui/monitor/MonitorPage.h"
#include "ui/paper/PaperPage.h"
#include "ui/schedule/BoardAbsence.h"
#include "ui/schedule/SchedulePage.h"
#include "ui/viewmodels/booking/ClinicChoice.h"
#include "ui/viewmodels/schedule/SlotOpening.h"
#include "ui/waiting/TodayPage.h"
#include "ui/waitlist/BoardOffers.h"
#include "ui/waitlist/WaitlistPage.h"

#include <QPointer>

#include <memory>
#include <type_traits>

namespace clinidesk {

DeskPages deskPagesOf(const Ports &ports, const Session &session)
{
    DeskPages desk;
    desk.clinics = std::make_unique<ClinicChoice>(ports.clinics, ports.connection);
    ClinicChoice *clinics = desk.clinics.get();
    // Filled as the pages are made; the palette leads to them.
    const auto today = std::make_shared<QPointer<TodayPage>>();
    const auto history = std::make_shared<QPointer<AppointmentHistoryPage>>();

    const auto paper = std::make_shared<QPointer<PaperPage>>();
    const auto absence = std::make_shared<QPointer<AbsencePage>>();
    const auto board = std::make_shared<QPointer<SchedulePage>>();
    const auto leadsToPaper = [paper](auto *page) {
        using Page = std::remove_pointer_t<decltype(page)>;
        QObject::connect(page, &Page::paperWanted, page, [paper](const PaperWish &wish) {
            if (PaperPage *press = *paper)
                press->prepare(wish);
        });
        return page;
    };

    desk.makers.append([=](QWidget *parent) {
        return *today = leadsToPaper(new TodayPage(ports, *clinics, session, parent));
    });
    if (session.role != Role::Administrator)
        desk.makers.append([=](QWidget *parent) {
            auto *page = leadsToPaper(new SchedulePage(ports, *clinics, session, parent));
            *board = page;
            if (ports.absences) {
                auto *ask = new BoardAbsence(page->viewModel(), page);
                QObject::connect(ask, &BoardAbsence::wanted, page,
                                 [absence](const AbsenceWish &wish) {
                                     if (AbsencePage *sheet = *absence)
                                         sheet->prepare(wish);
                                 });
            }
            return page;
        });
    if (session.role != Role::Doctor)
        desk.makers.append(
            [=](QWidget *parent) { return new BookingPage(ports, *clinics, parent); });
    desk.makers.append([=](QWidget *parent) {
        return *history
            = leadsToPaper(new AppointmentHistoryPage(ports, *clinics, session, parent));
    });
    if (ports.press)
        desk.makers.append([=](QWidget *parent) {
            return *paper = new PaperPage(ports, *clinics, session, parent);
        });
    const auto monitor = std::make_shared<QPointer<MonitorPage>>();
    desk.makers.append([=](QWidget *parent) { return *monitor = new MonitorPage(ports, parent); });
    if (ports.absences && session.role != Role::Administrator)
        desk.makers.append([=](QWidget *parent) {
            return *absence = new AbsencePage(ports, *clinics, session, parent);
        });
    if (session.role == Role::Receptionist)
        desk.makers.append([=](QWidget *parent) {
            auto *page = new FindTimePage(ports, *clinics, parent);
            auto *opening = new SlotOpening((*board)->viewModel(), *board);
            QObject::connect(page, &FindTimePage::chosen, opening,
                             [board, opening](const Slot &slot) {
                                 (*board)->showDay();
                                 emit(*board)->wanted();
                                 (*board)->showDay();
                                 opening->open(slot);
                             });
            return page;
        });
    // Last, when the pages that lead to it are there.
    if (ports.waitlist && session.role == Role::Receptionist)
        desk.makers.append([=](QWidget *parent) {
            auto *page = new WaitlistPage(ports, *clinics, parent);
            page->tellBeneath(*today);
            page->tellBeneath(*board);
            auto *ask = new BoardOffers((*board)->viewModel(), *board);
            QObject::connect(ask, &BoardOffers::wanted, page, &WaitlistPage::offer);
            return page;
        });
    desk.showMonitor = [monitor] {
        if (MonitorPage *page = *monitor)
            emit page->wanted();
    };
    desk.showDay = [today](QDate day) {
        TodayPage *page = *today;
        if (!page)
            return;
        emit page->wanted();
        page->viewModel().show(day);
    };
    desk.showPatient = [history](const Patient &patient) {
        AppointmentHistoryPage *page = *history;
        if (!page)
            return;
        emit page->wanted();
        page->showPatient(patient);
    };
    clinics->load();
    return desk;
}

} // namespace clinidesk
