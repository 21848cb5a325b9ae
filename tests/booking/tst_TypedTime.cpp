#include "core/booking/TypedTime.h"

#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

const QDate today(2026, 11, 22); // A Sunday.
const QDate shown(2026, 11, 30);

} // namespace

class TestTypedTime final : public QObject
{
    Q_OBJECT

private slots:
    void day_isReadAsPeopleSayIt_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QDate>("day");
        QTest::newRow("weeks") << u"+2w"_s << QDate(2026, 12, 6);
        QTest::newRow("days back") << u"-3d"_s << QDate(2026, 11, 19);
        QTest::newRow("back") << u"- 3"_s << QDate(2026, 11, 19);
        QTest::newRow("weeks back") << u"-1w"_s << QDate(2026, 11, 15);
        QTest::newRow("months back") << u"-9m"_s << QDate(2026, 2, 22);
        QTest::newRow("t") << u"T"_s << today;
        QTest::newRow("today") << u" today "_s << today;
        QTest::newRow("yesterday") << u"Yesterday"_s << QDate(2026, 11, 21);
        QTest::newRow("weekday") << u"thu"_s << QDate(2026, 11, 26);
        QTest::newRow("day and month") << u"19.12."_s << QDate(2026, 12, 19);
        QTest::newRow("year at the end") << u"19 dec 2026"_s << QDate(2026, 12, 19);
    }
    void day_isReadAsPeopleSayIt()
    {
        QFETCH(QString, typed);
        QFETCH(QDate, day);
        QCOMPARE(typedTime(typed, today, shown), std::optional<TypedTime>(TypedDay{day}));
    }

    void time_isReadWithItsDayOrOnTheDayShown_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QDate>("day");
        QTest::addColumn<QTime>("time");
        const QDate thursday(2026, 11, 26);
        QTest::newRow("weekday") << u"thu 9:30"_s << thursday << QTime(9, 30);
        QTest::newRow("date") << u"19.12.2026 14:00"_s << QDate(2026, 12, 19) << QTime(14, 0);
        QTest::newRow("day and month") << u"19.12. 14:00"_s << QDate(2026, 12, 19) << QTime(14, 0);
        QTest::newRow("weeks") << u"+2w 8:05"_s << QDate(2026, 12, 6) << QTime(8, 5);
        QTest::newRow("today") << u"t 17:00"_s << today << QTime(17, 0);
        QTest::newRow("alone") << u"9:30"_s << shown << QTime(9, 30);
        QTest::newRow("with h") << u"9h30"_s << shown << QTime(9, 30);
        QTest::newRow("whole hour") << u"14h"_s << shown << QTime(14, 0);
        QTest::newRow("morning") << u"9 am"_s << shown << QTime(9, 0);
        QTest::newRow("afternoon") << u"Thursday 2:15 PM"_s << thursday << QTime(14, 15);
        QTest::newRow("noon") << u"12pm"_s << shown << QTime(12, 0);
        QTest::newRow("midnight") << u"12 am"_s << shown << QTime(0, 0);
    }
    void time_isReadWithItsDayOrOnTheDayShown()
    {
        QFETCH(QString, typed);
        QFETCH(QDate, day);
        QFETCH(QTime, time);
        QCOMPARE(typedTime(typed, today, shown),
                 std::optional<TypedTime>(TypedDayAndTime{day, time}));
    }

    void nextFree_keepsWhoIsMeant()
    {
        QCOMPARE(typedTime(u"next free"_s, today, shown),
                 std::optional<TypedTime>(TypedNextFree{}));
        QCOMPARE(typedTime(u" Next  free Dr  Okafor "_s, today, shown),
                 std::optional<TypedTime>(TypedNextFree{{{u"Dr Okafor"_s}, {}, {}}}));
        const SlotWish several{{u"dr okafor"_s, u"dr weber"_s},
                               {Qt::Monday, Qt::Tuesday},
                               {{QTime(14, 0), QTime(0, 0)}}};
        QCOMPARE(typedTime(u"next free dr okafor, dr weber mon tue after 14:00"_s, today, shown),
                 std::optional<TypedTime>(TypedNextFree{several}));
        QCOMPARE(typedTime(u"next free after lunch"_s, today, shown), std::nullopt);
        QCOMPARE(typedTime(u"next freedom"_s, today, shown), std::nullopt);
    }

    void nonsense_isNothing_data()
    {
        QTest::addColumn<QString>("typed");
        for (const QString &typed : {u""_s,
                                     u" "_s,
                                     u"24:00"_s,
                                     u"9:60"_s,
                                     u"13 pm"_s,
                                     u"0 am"_s,
                                     u"930"_s,
                                     u"2026"_s,
                                     u"19.12. 2026"_s,
                                     u"31.2.2027 9:30"_s,
                                     u"somewhen 9:30"_s,
                                     u"9:30 thu"_s,
                                     u"9:3"_s,
                                     u"-"_s,
                                     u"-1y"_s,
                                     u"+"_s,
                                     u"Monica 9:30"_s,
                                     u"9:30:00"_s,
                                     u"٩:٣٠"_s,
                                     u"😀"_s,
                                     QString(10'000, u'9'),
                                     u"9:30\u0000"_s})
            QTest::newRow(qPrintable(typed.left(20))) << typed;
    }
    void nonsense_isNothing()
    {
        QFETCH(QString, typed);
        QCOMPARE(typedTime(typed, today, shown), std::nullopt);
    }

    void otherLanguage_putsItsOwnWords()
    {
        DateWords german;
        german.weekdays = {u"montag"_s,  u"dienstag"_s, u"mittwoch"_s, u"donnerstag"_s,
                           u"freitag"_s, u"samstag"_s,  u"sonntag"_s};
        german.months[2] = u"märz"_s;
        german.today = u"heute"_s;
        german.tomorrow = u"morgen"_s;
        german.yesterday = u"gestern"_s;
        german.nextFree = u"nächster"_s;
        const auto read
            = [&german](const QString &typed) { return typedTime(typed, today, shown, german); };
        const QDate tomorrow = today.addDays(1);
        QCOMPARE(read(u"Gestern"_s), std::optional<TypedTime>(TypedDay{today.addDays(-1)}));
        QCOMPARE(read(u"morgen 9:30"_s),
                 std::optional<TypedTime>(TypedDayAndTime{tomorrow, {9, 30}}));
        QCOMPARE(read(u"die 8h"_s),
                 std::optional<TypedTime>(TypedDayAndTime{{2026, 11, 24}, {8, 0}}));
        QCOMPARE(read(u"3. März 2027"_s), std::optional<TypedTime>(TypedDay{{2027, 3, 3}}));
        QCOMPARE(read(u"Nächster Okafor"_s),
                 std::optional<TypedTime>(TypedNextFree{{{u"Okafor"_s}, {}, {}}}));
        QCOMPARE(read(u"yesterday"_s), std::nullopt);
    }
};

QTEST_GUILESS_MAIN(TestTypedTime)
#include "tst_TypedTime.moc"
