#include "tests/window/SeriesScenes.h"

#include "tests/pictures/InventedDesk.h"
#include "ui/widgets/RowTable.h"

#include <QComboBox>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace clinidesk::walk {

using Kind = Scene::Kind;

QList<Scene> seriesScenes()
{
    const auto openSheet = [](FakeDesk &desk, const char *button, const QList<int> &taken) {
        desk.ports.seriesBook.conflictsCall.always(
            [taken](const FakeSeriesBook::ConflictsQuestion &question) {
                QList<StartState> states(question.starts.size());
                for (int i = 0; i < taken.size(); ++i)
                    states[taken.at(i)].kind = StartState::Kind(1 + i);
                return states;
            });
        desk.ports.seriesBook.membersCall.always([](AppointmentId id) {
            QList<SeriesMember> all;
            for (int i = 0; i < 6; ++i)
                all.append(
                    {.appointment = i == 0 ? id : AppointmentId(9000 + i),
                     .version = 1,
                     .status = Status::Booked,
                     .startsAt = QDateTime(samples::today, QTime(10, 0), Qt::UTC).addDays(7 * i),
                     .endsAt = QDateTime(samples::today, QTime(10, 20), Qt::UTC).addDays(7 * i)});
            return all;
        });
        desk.ports.book.appointmentCall.always([](AppointmentId id) {
            Appointment a = samples::appointment(1, 0);
            a.id = id;
            return a;
        });
        desk.ports.book.eventsCall.always(QList<AppointmentEvent>{});
        desk.open();
        desk.show("todayPage");
        settle();
        auto *table = named<RowTable>(&desk.window, "todayTable");
        table->setFocus();
        table->setCurrentIndex(table->model()->index(0, 0));
        QTest::keyClick(table, Qt::Key_Return);
        auto *action = named<QToolButton>(&desk.window, button);
        QTRY_VERIFY(action->isVisible() && action->isEnabled());
        action->click();
        settle();
    };
    return {
        {u"series-repeat"_s, Kind::Other,
         [=](FakeDesk &desk) {
             openSheet(desk, "todayDetailsRepeatButton", {0, 1, 2, 3, 4});
         }},
        {u"series-offers"_s, Kind::Other,
         [=](FakeDesk &desk) {
             openSheet(desk, "todayDetailsRepeatButton", {1});
             auto *rows = named<RowTable>(&desk.window, "seriesTable");
             rows->setFocus();
             QTest::keyClick(rows, Qt::Key_Return);
             settle();
         }},
        {u"series-change"_s, Kind::Other,
         [=](FakeDesk &desk) { openSheet(desk, "todayDetailsChangeSeriesButton", {}); }},
        {u"series-cancel"_s, Kind::Other,
         [=](FakeDesk &desk) {
             openSheet(desk, "todayDetailsChangeSeriesButton", {});
             named<QComboBox>(&desk.window, "seriesDeed")->setCurrentIndex(1);
             settle();
         }},
    };
}

} // namespace clinidesk::walk
