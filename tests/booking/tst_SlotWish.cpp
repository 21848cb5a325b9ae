#include "core/booking/SlotWish.h"

#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

const QTime midnight(0, 0);
const QTime noon(12, 0);

} // namespace

class TestSlotWish final : public QObject
{
    Q_OBJECT

private slots:
    void words_areWhomWeekdaysOrHours_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QStringList>("whom");
        QTest::addColumn<QList<Qt::DayOfWeek>>("weekdays");
        QTest::addColumn<QList<WallHours>>("hours");
        using Days = QList<Qt::DayOfWeek>;
        using Hours = QList<WallHours>;
        QTest::newRow("nothing") << u"  "_s << QStringList() << Days() << Hours();
        QTest::newRow("one") << u" dr  Okafor"_s << QStringList{u"dr Okafor"_s} << Days()
                             << Hours();
        QTest::newRow("several") << u"okafor,dr weber , Vaccination"_s
                                 << QStringList{u"okafor"_s, u"dr weber"_s, u"Vaccination"_s}
                                 << Days() << Hours();
        QTest::newRow("days and a half")
            << u"cardiology Mon tues am"_s << QStringList{u"cardiology"_s}
            << Days{Qt::Monday, Qt::Tuesday} << Hours{{midnight, noon}};
        QTest::newRow("days first")
            << u"fri, weber"_s << QStringList{u"weber"_s} << Days{Qt::Friday} << Hours();
        QTest::newRow("a day twice")
            << u"fri friday"_s << QStringList() << Days{Qt::Friday} << Hours();
        QTest::newRow("someone called Sun")
            << u"Dr Sun sat"_s << QStringList{u"Dr Sun"_s} << Days{Qt::Saturday} << Hours();
        QTest::newRow("afternoon")
            << u"afternoon"_s << QStringList() << Days() << Hours{{noon, midnight}};
        QTest::newRow("after") << u"after 14"_s << QStringList() << Days()
                               << Hours{{QTime(14, 0), midnight}};
        QTest::newRow("after by half")
            << u"after 2 pm"_s << QStringList() << Days() << Hours{{QTime(14, 0), midnight}};
        QTest::newRow("before") << u"before 9h30"_s << QStringList() << Days()
                                << Hours{{midnight, QTime(9, 30)}};
        QTest::newRow("between") << u"before 11 after 9:15"_s << QStringList() << Days()
                                 << Hours{{QTime(9, 15), QTime(11, 0)}};
        QTest::newRow("spans") << u"9-11 14:30-24:00"_s << QStringList() << Days()
                               << Hours{{QTime(9, 0), QTime(11, 0)}, {QTime(14, 30), midnight}};
    }
    void words_areWhomWeekdaysOrHours()
    {
        QFETCH(QString, typed);
        QFETCH(QStringList, whom);
        QFETCH(QList<Qt::DayOfWeek>, weekdays);
        QFETCH(QList<WallHours>, hours);
        const auto wish = slotWish(typed);
        QVERIFY(wish.has_value());
        QCOMPARE(wish->whom, whom);
        QCOMPARE(wish->weekdays, weekdays);
        QCOMPARE(wish->hours, hours);
    }

    void hoursNoClockShows_areNothing_data()
    {
        QTest::addColumn<QString>("typed");
        for (const char *typed : {"after", "after lunch", "before 25:00", "14:00-9:00", "9:00-",
                                  "9:00", "after 15 before 14", "9-11-13", "-9"})
            QTest::newRow(typed) << QString::fromLatin1(typed);
    }
    void hoursNoClockShows_areNothing()
    {
        QFETCH(QString, typed);
        if (typed == u"-9"_s)
            QCOMPARE(slotWish(typed)->whom, QStringList{typed}); // No number: a strange name.
        else
            QVERIFY(!slotWish(typed).has_value());
    }

    void equalQuestions_areEqualInTheirOrder()
    {
        SlotQuery one;
        one.doctors = {DoctorId(3), DoctorId(1), DoctorId(3)};
        one.weekdays = {Qt::Friday, Qt::Monday, Qt::Friday};
        one.hours = {{QTime(13, 0), midnight}, {midnight, QTime(9, 0)}, {QTime(8, 0), noon}};
        SlotQuery other;
        other.doctors = {DoctorId(1), DoctorId(3)};
        other.weekdays = {Qt::Monday, Qt::Friday};
        other.hours = {{midnight, noon}, {QTime(13, 0), midnight}};
        QCOMPARE(canonical(one), other);
        one.weekdays = {Qt::Monday, Qt::Tuesday,  Qt::Wednesday, Qt::Thursday,
                        Qt::Friday, Qt::Saturday, Qt::Sunday};
        one.hours = {{midnight, noon}, {noon, midnight}};
        QVERIFY(canonical(one).weekdays.isEmpty());
        QVERIFY(canonical(one).hours.isEmpty());
        one.hours = {{noon, QTime(9, 0)}}; // The database is to say what is wrong with it.
        QCOMPARE(canonical(one).hours, one.hours);
    }
};

QTEST_GUILESS_MAIN(TestSlotWish)
#include "tst_SlotWish.moc"
