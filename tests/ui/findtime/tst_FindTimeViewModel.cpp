#include "tests/ui/findtime/FindTimeDesk.h"
#include "ui/viewmodels/schedule/FindTimeViewModel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace clinidesk;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

struct Desk : FindTimeDesk
{
    Desk()
    {
        (void)QTest::qWaitFor([this] { return clinics.isLoaded(); });
        find.open();
    }
    FindTimeViewModel find{ports.ports, clinics};
};

const auto failure = samples::failure(Error::Code::Unavailable);

} // namespace

class TestFindTimeViewModel final : public QObject
{
    Q_OBJECT

private slots:
    void opened_asksForAnybodyFromTodayOn()
    {
        Desk desk;
        const SlotQuery query = desk.search().last();
        QCOMPARE(query.doctors, (QList{DoctorId(11), DoctorId(12)}));
        QCOMPARE(query.firstDay, samples::today);
        QCOMPARE(query.lastDay, samples::today.addDays(60));
        QVERIFY(query.weekdays.isEmpty() && query.hours.isEmpty() && !query.length);
        QCOMPARE(desk.ports.freeSlots.lastReading, Reading::PastTheCache);
        QCOMPARE(desk.find.whomText(), u"Anybody at %1"_s.arg(samples::berlin().name));
        QCOMPARE(desk.find.state(), ListState::Loading);
    }

    void wishes_areOneQuestion()
    {
        Desk desk;
        desk.search().always(QList<Slot>{samples::slot(0)});
        desk.find.setWhom(u"lindqvist, okafor fri"_s);
        desk.find.setWeekday(Qt::Monday, true);
        desk.find.setHours(u"after 14:00"_s);
        desk.find.setFirstDay(samples::today.addDays(3));
        desk.find.setLength(40min);
        QCOMPARE(desk.find.whomText(), u"Dr Maja Lindqvist or Dr Chidi Okafor"_s);
        QTRY_COMPARE(desk.find.state(), ListState::Shown);
        const SlotQuery query = desk.search().last();
        QCOMPARE(query.doctors, (QList{DoctorId(11), DoctorId(12)}));
        QVERIFY(query.department.isNull());
        QCOMPARE(query.weekdays, (QList{Qt::Monday, Qt::Friday}));
        QCOMPARE(query.hours, (QList<WallHours>{{QTime(14, 0), QTime(0, 0)}}));
        QCOMPARE(query.firstDay, samples::today.addDays(3));
        QCOMPARE(query.lastDay, samples::today.addDays(63));
        QCOMPARE(*query.length, 40min);
        QCOMPARE(desk.find.freshness()->layer, Freshness::Layer::Database);
    }

    void department_isAskedAsOne()
    {
        Desk desk;
        desk.find.setWhom(u"derm"_s);
        QCOMPARE(desk.find.whomText(), u"Anybody of Dermatology"_s);
        QTRY_COMPARE(desk.search().last().department, DepartmentId(2));
        QVERIFY(desk.search().last().doctors.isEmpty());
    }

    void typing_asksOnceAfterTheLastKeyAndTheLastQuestionWins()
    {
        Desk desk;
        const int before = desk.search().count();
        desk.find.setWhom(u"o"_s);
        desk.find.setWhom(u"ok"_s);
        desk.find.setWhom(u"oka"_s);
        QTRY_COMPARE(desk.search().count(), before + 1);
        QCOMPARE(desk.search().last().doctors, QList{DoctorId(11)});
        // The question of the opening is answered late: it is nobody's any more.
        desk.search().answer(QList<Slot>{samples::slot(400)});
        QCoreApplication::processEvents();
        QCOMPARE(desk.find.state(), ListState::Loading);
        desk.search().answer(QList<Slot>{samples::slot(20)});
        QTRY_COMPARE(desk.find.state(), ListState::Shown);
        QCOMPARE(desk.find.table().found(), QList<Slot>{samples::slot(20)});
    }

    void anotherQuestion_takesTheRowsOfTheOldOneAway()
    {
        Desk desk;
        desk.search().answer(QList<Slot>{samples::slot(20)});
        QTRY_COMPARE(desk.find.state(), ListState::Shown);
        desk.find.setWhom(u"lindqvist"_s);
        QVERIFY(desk.find.table().found().isEmpty());
        QSignalSpy chosen(&desk.find, &FindTimeViewModel::chosen);
        desk.find.choose(0);
        QCOMPARE(chosen.count(), 0);
    }

    void unclearWishes_areSaidAndNotAsked_data()
    {
        QTest::addColumn<QString>("whom");
        QTest::addColumn<QString>("hours");
        QTest::addColumn<QString>("said");
        QTest::newRow("nobody") << u"dr who"_s << QString() << u"Nobody here is called “dr who”."_s;
        QTest::newRow("two departments")
            << u"derm, cardio"_s << QString() << u"Only one department"_s;
        QTest::newRow("no hours") << QString() << u"after lunch"_s << u"Type hours such as"_s;
        QTest::newRow("name as hours") << QString() << u"okafor"_s << u"Type hours such as"_s;
        QTest::newRow("weekday as hours") << QString() << u"mon"_s << u"Type hours such as"_s;
    }
    void unclearWishes_areSaidAndNotAsked()
    {
        QFETCH(QString, whom);
        QFETCH(QString, hours);
        QFETCH(QString, said);
        Desk desk;
        const int before = desk.search().count();
        desk.find.setWhom(whom);
        desk.find.setHours(hours);
        QVERIFY2(desk.find.fault().startsWith(said), qPrintable(desk.find.fault()));
        QTest::qWait(2 * int(FindTimeViewModel::pause.count()));
        QCOMPARE(desk.search().count(), before);
        desk.find.setWhom({});
        desk.find.setHours({});
        desk.find.setFirstDay({});
        QVERIFY(desk.find.fault().startsWith(u"Type a day"_s));
    }

    void none_isSaidAfterAnAnswerOnlyAndLeadsOn()
    {
        Desk desk;
        QVERIFY(!desk.find.hasLater());
        desk.search().answer(QList<Slot>{});
        QTRY_COMPARE(desk.find.state(), ListState::Empty);
        QCOMPARE(desk.find.lookedUntil(), samples::today.addDays(60));
        desk.find.goOn();
        QTRY_COMPARE(desk.search().last().firstDay, samples::today.addDays(61));
    }

    void manyTimes_goOnAfterTheLastDayShown()
    {
        Desk desk;
        QList<Slot> many;
        for (int i = 0; i < FindTimeViewModel::most; ++i)
            many << samples::slot(20 * (i % 20) + 24 * 60 * (i / 20));
        desk.search().answer(many);
        QTRY_COMPARE(desk.find.state(), ListState::Shown);
        desk.find.goOn();
        QCOMPARE(desk.find.firstDay(), samples::today.addDays(3));
    }

    void failure_isNoEmptyListAndOldTimesAreMarked()
    {
        Desk desk;
        desk.search().answer(failure);
        QTRY_COMPARE(desk.find.state(), ListState::Failed);
        QVERIFY(!desk.find.hasLater());
        desk.find.refresh();
        desk.search().answer(QList<Slot>{samples::slot(20)});
        QTRY_COMPARE(desk.find.state(), ListState::Shown);
        desk.find.refresh();
        desk.search().answer(failure);
        QTRY_COMPARE(desk.find.state(), ListState::Old);
        QVERIFY(desk.find.freshness()->isStale);
        QCOMPARE(desk.find.table().found().size(), 1);
        desk.find.setHours(u"am"_s);
        desk.search().always(failure);
        QTRY_COMPARE(desk.find.state(), ListState::Failed);
        QVERIFY(desk.find.table().found().isEmpty());
    }

    void timeInAnotherDepartment_isSentToTheBookingPage()
    {
        Desk desk;
        QSignalSpy chosen(&desk.find, &FindTimeViewModel::chosen);
        Slot slot = samples::slot(20, DoctorId(12));
        slot.doctorName = u"Dr Lindqvist"_s;
        slot.department = DepartmentId(2); // On the board she is booked for cardiology.
        desk.search().answer(QList<Slot>{slot, samples::slot(40)});
        QTRY_COMPARE(desk.find.state(), ListState::Shown);
        desk.find.choose(0);
        QCOMPARE(chosen.count(), 0);
        QVERIFY(desk.find.refusal().contains(u"Dermatology"_s));
        desk.find.choose(1);
        QCOMPARE(chosen.count(), 1);
        QVERIFY(desk.find.refusal().isEmpty());
    }

    void table_namesADayWhereItBeginsAndAlwaysForScreenReaders()
    {
        Desk desk;
        QAbstractItemModelTester tester(&desk.find.table(),
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        desk.search().answer(
            QList<Slot>{samples::slot(0), samples::slot(20), samples::slot(24 * 60)});
        QTRY_COMPARE(desk.find.state(), ListState::Shown);
        const auto day = [&](int row, int role) {
            return desk.find.table().index(row, FindTimeTable::Day).data(role).toString();
        };
        QVERIFY(!day(0, Qt::DisplayRole).isEmpty());
        QVERIFY(day(1, Qt::DisplayRole).isEmpty());
        QVERIFY(!day(2, Qt::DisplayRole).isEmpty());
        QCOMPARE(day(1, Qt::AccessibleTextRole), day(0, Qt::DisplayRole));
        QCOMPARE(desk.find.table().index(1, FindTimeTable::With).data().toString(),
                 u"Dr Okafor, Cardiology"_s);
    }
};

QTEST_GUILESS_MAIN(TestFindTimeViewModel)
#include "tst_FindTimeViewModel.moc"
