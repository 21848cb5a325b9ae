#include "tests/pictures/CalendarScenes.h"

#include "tests/pictures/InventedClinic.h"
#include "tests/window/FakeDesk.h"
#include "ui/schedule/MonthView.h"
#include "ui/schedule/SchedulePage.h"
#include "ui/schedule/WeekView.h"

#include <QLineEdit>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

using Kind = Scene::Kind;

Error unavailable()
{
    return samples::failure(Error::Code::Unavailable);
}

SchedulePage &pageOf(FakeDesk &desk)
{
    return *named<SchedulePage>(&desk.window, "schedulePage");
}

void press(FakeDesk &desk, Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QTest::keyClick(&desk.window, key, modifiers);
    QCoreApplication::processEvents();
}

/// Every day of the week has what today has, a little later each day.
void fillWeek(FakeDesk &desk)
{
    desk.ports.hours.hoursCall.always([](const FakeDayHours::Question &asked) {
        QList<SeatHours> all;
        for (QDate day = asked.first; day <= asked.last; day = day.addDays(1)) {
            QList<SeatHours> hours = invented::hours(samples::today);
            for (SeatHours &row : hours) {
                row.day = day;
                const qint64 apart = samples::today.daysTo(day);
                for (OpenSpan &span : row.hours)
                    span = {span.startsAt.addDays(apart), span.endsAt.addDays(apart)};
                for (Away &away : row.away) {
                    away.startsAt = away.startsAt.addDays(apart);
                    away.endsAt = away.endsAt.addDays(apart);
                }
                if (day.dayOfWeek() > 5)
                    row.hours.clear();
            }
            all += hours;
        }
        return all;
    });
    desk.ports.days.dayCall.always([](const FakeDayList::Question &asked) {
        Day day = invented::today();
        const QDate date = asked.date.isValid() ? asked.date : samples::today;
        const qint64 apart = samples::today.daysTo(date);
        day.date = date;
        if (date.dayOfWeek() > 5)
            day.appointments.clear();
        for (Appointment &row : day.appointments) {
            row.id = AppointmentId(row.id.value() + 1000 * (apart + 10));
            row.day = date;
            row.startsAt = row.startsAt.addDays(apart).addSecs(apart * 1200);
            row.endsAt = row.endsAt.addDays(apart).addSecs(apart * 1200);
            if (apart > 0)
                row.status = Status::Booked;
        }
        return day;
    });
}

DayLoadList loadsOf(const LoadQuery &asked)
{
    DayLoadList list;
    list.freshness = samples::fresh();
    for (QDate day = asked.first; day <= asked.last; day = day.addDays(1)) {
        DayLoad load{
            .day = day, .offered = 3000min, .open = 3000min, .taken = {}, .appointments = 0};
        if (day.dayOfWeek() > 5)
            load.offered = load.open = 0min;
        if (day.day() == 12)
            load.open = 0min;
        load.taken = load.open * ((day.day() * 37) % 101) / 100;
        if (day.day() == 19)
            load.taken = load.open;
        load.appointments = int(load.taken / 20min);
        list.days.append(load);
    }
    return list;
}

void openWeek(FakeDesk &desk, Role role = Role::Receptionist)
{
    desk.open(role);
    desk.show("schedulePage");
    press(desk, Qt::Key_W, Qt::ControlModifier | Qt::ShiftModifier);
}

void readWeek(FakeDesk &desk)
{
    fillWeek(desk);
    openWeek(desk);
    QTRY_COMPARE(pageOf(desk).week().viewModel().state(), ListState::Shown);
}

void openMonth(FakeDesk &desk, Role role = Role::Receptionist)
{
    desk.open(role);
    desk.show("schedulePage");
    press(desk, Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
}

void readMonth(FakeDesk &desk)
{
    desk.ports.loads.loadsCall.always(loadsOf);
    openMonth(desk);
    QTRY_COMPARE(pageOf(desk).month().viewModel().state(), ListState::Shown);
}

QList<Scene> weeks()
{
    return {
        {u"week"_s, Kind::Content, readWeek},
        {u"week-details"_s, Kind::Other,
         [](FakeDesk &desk) {
             readWeek(desk);
             WeekViewModel &week = pageOf(desk).week().viewModel();
             for (const BoardColumn &column : week.sheet().columns) {
                 if (!column.entries.isEmpty())
                     week.setCursor(*cursorOn(week.sheet(), column.entries.first().appointment.id));
             }
             desk.ports.book.appointmentCall.always(
                 week.sheet().find(week.cursor().appointment)->appointment);
             press(desk, Qt::Key_Return);
             QTRY_VERIFY(named<QWidget>(&desk.window, "weekDetailsEvents")->isVisible());
         }},
        {u"week-loading"_s, Kind::Other,
         [](FakeDesk &desk) {
             desk.ports.days.dayCall.wait();
             openWeek(desk);
             QTRY_VERIFY(named<QWidget>(&desk.window, "weekStateCancel")->isVisible());
         }},
        {u"week-failed"_s, Kind::Failed,
         [](FakeDesk &desk) {
             desk.ports.days.dayCall.always(unavailable());
             openWeek(desk);
         }},
        {u"week-nobody"_s, Kind::Other,
         [](FakeDesk &desk) {
             desk.ports.hours.hoursCall.always(QList<SeatHours>{});
             openWeek(desk);
         }},
        {u"week-offline"_s, Kind::Other,
         [](FakeDesk &desk) {
             readWeek(desk);
             desk.ports.clock.advance(3min);
             desk.ports.disconnect();
         }},
        {u"week-stale"_s, Kind::Other,
         [](FakeDesk &desk) {
             readWeek(desk);
             desk.ports.days.dayCall.always(unavailable());
             press(desk, Qt::Key_F5);
             QTRY_VERIFY(named<QWidget>(&desk.window, "weekStateStale")->isVisible());
         }},
    };
}

QList<Scene> months()
{
    return {
        {u"month"_s, Kind::Content, readMonth},
        {u"month-doctor"_s, Kind::Other,
         [](FakeDesk &desk) {
             desk.ports.loads.loadsCall.always(loadsOf);
             openMonth(desk, Role::Doctor);
         }},
        {u"month-loading"_s, Kind::Other,
         [](FakeDesk &desk) {
             desk.ports.loads.loadsCall.wait();
             openMonth(desk);
             QTRY_VERIFY(named<QWidget>(&desk.window, "monthStateCancel")->isVisible());
             named<QWidget>(&desk.window, "monthScope")->setFocus();
         }},
        {u"month-failed"_s, Kind::Failed,
         [](FakeDesk &desk) {
             desk.ports.loads.loadsCall.always(unavailable());
             openMonth(desk);
             named<QWidget>(&desk.window, "monthScope")->setFocus();
         }},
        {u"month-offline"_s, Kind::Other,
         [](FakeDesk &desk) {
             readMonth(desk);
             desk.ports.clock.advance(3min);
             desk.ports.disconnect();
         }},
        {u"month-stale"_s, Kind::Other,
         [](FakeDesk &desk) {
             readMonth(desk);
             desk.ports.loads.loadsCall.always(unavailable());
             press(desk, Qt::Key_F5);
             QTRY_VERIFY(named<QWidget>(&desk.window, "monthStateStale")->isVisible());
         }},
        {u"view-saving"_s, Kind::Other,
         [](FakeDesk &desk) {
             readMonth(desk);
             press(desk, Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
             QVERIFY(named<QLineEdit>(&desk.window, "savedViewName")->isVisible());
         }},
    };
}

} // namespace

QList<Scene> calendarScenes()
{
    return weeks() + months();
}

} // namespace clinidesk
