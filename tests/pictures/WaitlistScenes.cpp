#include "tests/pictures/WaitlistScenes.h"

#include "tests/pictures/InventedClinic.h"
#include "tests/ui/waitlist/WaitlistDesk.h"
#include "tests/window/FakeDesk.h"
#include "ui/waitlist/WaitlistPage.h"
#include "ui/widgets/RowTable.h"

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

using Kind = Scene::Kind;

Error unavailable()
{
    return samples::failure(Error::Code::Unavailable);
}

WaitlistPage *pageOf(FakeDesk &desk)
{
    return named<WaitlistPage>(&desk.window, "waitlistPage");
}

/// People of the day, who wait for very different things.
QList<Waiting> people()
{
    QList<Waiting> all;
    for (const Appointment &one : invented::today().appointments.mid(0, 7)) {
        const int number = int(all.size()) + 1;
        Waiting waits = waiting(number);
        waits.family = one.family;
        waits.given = one.given;
        waits.birthDate = one.birthDate;
        waits.days = 23 - 3 * number;
        if (number % 3 == 0) {
            waits.doctorName.clear();
            waits.wish.until = {};
            waits.wish.weekdays = {Qt::Tuesday, Qt::Thursday};
        }
        if (number == 2) {
            waits.wish.urgency = WaitingWish::Urgency::Urgent;
            waits.wish.remark = u"Lives round the corner, can be here at once"_s;
        }
        if (number == 4)
            waits.hasAppointment = freePlace().time.startsAt.addDays(12);
        if (number == 5)
            waits.phone.clear();
        all.append(waits);
    }
    return all;
}

QList<Candidate> suited()
{
    QList<Candidate> all;
    for (const Waiting &one : people()) {
        Candidate suits = candidate(int(all.size()) + 1);
        suits.waiting = one;
        all.append(suits);
    }
    return all.mid(1, 5);
}

void openList(FakeDesk &desk)
{
    desk.open(Role::Receptionist);
    desk.show("waitlistPage");
    QCoreApplication::processEvents();
}

void openFull(FakeDesk &desk)
{
    desk.ports.waitlist.entriesCall.always(people());
    openList(desk);
    QTRY_COMPARE(pageOf(desk)->list().state(), ListState::Shown);
    QCoreApplication::processEvents();
}

void openOffers(FakeDesk &desk, const Result<QList<Candidate>> &list)
{
    openFull(desk);
    desk.ports.waitlist.candidatesCall.always(list);
    pageOf(desk)->offer(freePlace());
    QTRY_VERIFY(pageOf(desk)->offers().state() != ListState::Loading);
    QCoreApplication::processEvents();
}

void openAsked(FakeDesk &desk)
{
    QList<Candidate> list = suited();
    list.first() = offered(list.first(), 14min + 32s);
    list.last().asked = Candidate::Asked::SaidNo;
    list.last().askedAt = invented::now().addSecs(-300);
    openOffers(desk, list);
}

/// A cancellation at this desk, for whose time three people wait.
void freeATime(FakeDesk &desk)
{
    desk.ports.waitlist.freedCall.always(
        std::optional(FreedTime{.time = freePlace().time,
                                .zone = freePlace().zone,
                                .name = freePlace().name,
                                .endsAt = freePlace().time.startsAt.addSecs(1200),
                                .waiting = 3}));
    desk.open(Role::Receptionist);
    desk.show("todayPage");
    QCoreApplication::processEvents();
    desk.ports.book.actCall.always(samples::change(AppointmentId(900), Status::Cancelled));
    (void)desk.ports.booking.act({AppointmentId(900), 1}, Action::Cancel, {});
    QTRY_VERIFY(named<QWidget>(&desk.window, "todayPageFreed")->isVisible());
}

void openForm(FakeDesk &desk)
{
    openFull(desk);
    QTest::keyClick(named<RowTable>(&desk.window, "waitlistTable"), Qt::Key_F2);
    QTRY_VERIFY(named<QWidget>(&desk.window, "waitingSave")->isVisible());
}

} // namespace

QList<Scene> waitlistScenes()
{
    return {
        {u"waitlist"_s, Kind::Content, openFull},
        {u"waitlist-failed"_s, Kind::Failed,
         [](FakeDesk &desk) {
             desk.ports.waitlist.entriesCall.always(unavailable());
             openList(desk);
         }},
        {u"waitlist-form"_s, Kind::Other, openForm},
        {u"waitlist-offers"_s, Kind::Content, openAsked},
        {u"today-freed"_s, Kind::Other, freeATime},
    };
}

QList<Scene> rareWaitlistScenes()
{
    return {
        {u"waitlist-empty"_s, Kind::Other,
         [](FakeDesk &desk) {
             desk.ports.waitlist.entriesCall.always(QList<Waiting>{});
             openList(desk);
         }},
        {u"waitlist-loading"_s, Kind::Other,
         [](FakeDesk &desk) {
             openList(desk);
             QTRY_VERIFY(named<QWidget>(&desk.window, "waitlistStateCancel")->isVisible());
         }},
        {u"waitlist-stale"_s, Kind::Other,
         [](FakeDesk &desk) {
             openFull(desk);
             desk.ports.waitlist.entriesCall.always(unavailable());
             desk.press(Qt::Key_F5);
             QTRY_VERIFY(named<QWidget>(&desk.window, "waitlistStateStale")->isVisible());
         }},
        {u"waitlist-add"_s, Kind::Other,
         [](FakeDesk &desk) {
             openFull(desk);
             desk.press(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
             QTest::keyClicks(named<QLineEdit>(&desk.window, "waitingSearch"), u"mul"_s);
             QTRY_VERIFY(named<QWidget>(&desk.window, "waitingSearchMatches")->isVisible());
         }},
        {u"waitlist-form-faults"_s, Kind::Other,
         [](FakeDesk &desk) {
             openForm(desk);
             QTest::keyClicks(named<QLineEdit>(&desk.window, "waitingFrom"), u"soon"_s);
             QTRY_VERIFY(named<QWidget>(&desk.window, "waitingFromFault")->isVisible());
         }},
        {u"waitlist-form-refused"_s, Kind::Other,
         [](FakeDesk &desk) {
             openForm(desk);
             QTest::keyClick(named<QLineEdit>(&desk.window, "waitingRemark"), Qt::Key_Return);
             desk.ports.waitlist.changeCall.answer(
                 samples::failure(Error::Code::Conflict, {{u"taken"_s, u"waiting"_s}}));
             QTRY_VERIFY(named<QWidget>(&desk.window, "waitingRefusal")->isVisible());
         }},
        {u"waitlist-taken-off"_s, Kind::Other,
         [](FakeDesk &desk) {
             openFull(desk);
             QTest::keyClick(named<RowTable>(&desk.window, "waitlistTable"), Qt::Key_Delete);
             desk.ports.waitlist.takeOffCall.answer(SeenWaiting{WaitingId(1), 2});
             QTRY_VERIFY(named<QWidget>(&desk.window, "waitlistGone")->isVisible());
         }},
        {u"offers-taken"_s, Kind::Other,
         [](FakeDesk &desk) { openOffers(desk, samples::failure(Error::Code::Conflict)); }},
        {u"offers-refused"_s, Kind::Other,
         [](FakeDesk &desk) {
             openOffers(desk, suited());
             QTest::keyClick(named<RowTable>(&desk.window, "offersTable"), Qt::Key_Return);
             desk.ports.waitlist.offerCall.answer(
                 samples::failure(Error::Code::Conflict, {{u"taken"_s, u"offer"_s}}));
             QTRY_VERIFY(named<QWidget>(&desk.window, "offersRefusal")->isVisible());
         }},
    };
}

} // namespace clinidesk
