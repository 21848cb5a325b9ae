// The lines of a day where the clock is turned. Every zone's every turn is asked of the database in
// tests/postgres/tst_DayGridZones.
#include "core/booking/DayGrid.h"

#include <QTest>

#include <algorithm>

using namespace clinidesk;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

using Kind = GridRow::Kind;

namespace {

QDateTime utc(int year, int month, int day, int hour, int minute = 0)
{
    return {QDate(year, month, day), QTime(hour, minute), Qt::UTC};
}

/// "02:00 first", of every line that isn't usual.
QStringList unusual(const DayGrid &grid)
{
    QStringList texts;
    for (const GridRow &row : grid.rows()) {
        if (row.kind == Kind::Usual)
            continue;
        const QString kind = row.kind == Kind::Missing ? u" missing"_s
            : row.kind == Kind::First                  ? u" first"_s
                                                       : u" second"_s;
        texts.append(row.local.toString(u"HH:mm"_s) + kind);
    }
    return texts;
}

const DayGrid spring({2027, 3, 28}, "Europe/Berlin", {0, 0}, {}, 30min);
const DayGrid autumn({2027, 10, 31}, "Europe/Berlin", {0, 0}, {}, 30min);

} // namespace

class TestDayGrid final : public QObject
{
    Q_OBJECT

private slots:
    void usualDay_isOpeningToClosing()
    {
        const DayGrid grid({2026, 11, 26}, "Europe/Berlin", {8, 0}, {18, 0}, 15min);
        QCOMPARE(grid.rows().size(), 40);
        QCOMPARE(grid.rows().first().local, QTime(8, 0));
        QCOMPARE(grid.instantAt(0), utc(2026, 11, 26, 7));
        QCOMPARE(grid.rows().last().local, QTime(17, 45));
        QCOMPARE(grid.rows().last().endsAt, utc(2026, 11, 26, 17));
        QVERIFY(unusual(grid).isEmpty());
    }

    void springDay_hasAnHourThatIsNowhere()
    {
        QCOMPARE(spring.rows().size(), 48);
        QCOMPARE(unusual(spring), QStringList({u"02:00 missing"_s, u"02:30 missing"_s}));
        const int missing = spring.rowShowing({2, 15});
        QCOMPARE(missing, 4);
        QVERIFY(!spring.instantAt(missing).isValid());
        QCOMPARE(spring.rowAt(utc(2027, 3, 28, 1)), 6);
        QCOMPARE(spring.fractionAt(utc(2027, 3, 28, 1)), 6.0);
        QCOMPARE(spring.instantAt(3).secsTo(spring.instantAt(6)), 30 * 60);
    }

    void autumnDay_hasAnHourTwice()
    {
        QCOMPARE(autumn.rows().size(), 50);
        QCOMPARE(unusual(autumn),
                 QStringList(
                     {u"02:00 first"_s, u"02:30 first"_s, u"02:00 second"_s, u"02:30 second"_s}));
        QCOMPARE(autumn.rowShowing({2, 30}), 5);
        QCOMPARE(autumn.instantAt(5), utc(2027, 10, 31, 0, 30));
        QCOMPARE(autumn.instantAt(7), utc(2027, 10, 31, 1, 30));
        QCOMPARE(autumn.rowAt(utc(2027, 10, 31, 1, 40)), 7);
    }

    void clockTurnedWithinALine_shortensIt()
    {
        const DayGrid grid({2027, 3, 28}, "Europe/Berlin", {1, 10}, {4, 0}, 40min);
        QStringList lines;
        for (const GridRow &row : grid.rows())
            lines.append(row.local.toString(u"HH:mm"_s)
                         + (row.kind == Kind::Missing
                                ? u" missing"_s
                                : u" %1"_s.arg(row.startsAt.secsTo(row.endsAt) / 60)));
        QCOMPARE(lines,
                 QStringList({u"01:10 40"_s, u"01:50 10"_s, u"02:00 missing"_s, u"02:30 missing"_s,
                              u"03:00 10"_s, u"03:10 40"_s, u"03:50 10"_s}));
        QCOMPARE(grid.rowShowing({1, 59}), 1);
        QCOMPARE(grid.rowShowing({2, 5}), 2);
        QCOMPARE(grid.rowShowing({3, 5}), 4);
    }

    void clockTurnedAtMidnight_keepsTheDayWhole()
    {
        // Forward at midnight, back at midnight into the day before, and by half an hour.
        const DayGrid cairo({2027, 4, 30}, "Africa/Cairo", {0, 0}, {}, 30min);
        QCOMPARE(unusual(cairo), QStringList({u"00:00 missing"_s, u"00:30 missing"_s}));
        QCOMPARE(cairo.fractionAt(utc(2027, 4, 29, 12)), 0.0);
        const DayGrid beirut({2027, 10, 30}, "Asia/Beirut", {0, 0}, {}, 30min);
        QCOMPARE(unusual(beirut),
                 QStringList(
                     {u"23:00 first"_s, u"23:30 first"_s, u"23:00 second"_s, u"23:30 second"_s}));
        const DayGrid nuuk({2027, 3, 27}, "America/Nuuk", {0, 0}, {}, 30min);
        QCOMPARE(unusual(nuuk), QStringList({u"23:00 missing"_s, u"23:30 missing"_s}));
        QCOMPARE(nuuk.fractionAt(utc(2027, 3, 28, 2)), 48.0);
        const DayGrid lordHowe({2027, 4, 4}, "Australia/Lord_Howe", {1, 0}, {3, 0}, 15min);
        QCOMPARE(unusual(lordHowe),
                 QStringList(
                     {u"01:30 first"_s, u"01:45 first"_s, u"01:30 second"_s, u"01:45 second"_s}));
    }

    void leapDays_areDays()
    {
        const DayGrid leap({2028, 2, 29}, "America/New_York", {8, 0}, {18, 0}, 15min);
        QCOMPARE(leap.instantAt(0), utc(2028, 2, 29, 13));
        QVERIFY(
            DayGrid(QDate(2027, 2, 29), "America/New_York", {8, 0}, {}, 15min).rows().isEmpty());
    }

    void impossibleGrid_hasNoLines()
    {
        const QDate day(2026, 11, 26);
        QVERIFY(DayGrid(day, "Nowhere/Town", {8, 0}, {18, 0}, 15min).rows().isEmpty());
        QVERIFY(DayGrid(day, "Europe/Berlin", {8, 0}, {18, 0}, 0min).rows().isEmpty());
        const DayGrid nothing;
        QCOMPARE(nothing.rowAt(utc(2026, 11, 26, 9)), -1);
        QCOMPARE(nothing.fractionAt(utc(2026, 11, 26, 9)), 0.0);
        QCOMPARE(nothing.rowShowing({9, 0}), -1);
        QVERIFY(!nothing.instantAt(0).isValid());
        QCOMPARE(spring.rowAt({}), -1);
        QCOMPARE(spring.rowShowing({}), -1);
    }

    void outsideTheLines_isNoLine()
    {
        const DayGrid grid({2026, 11, 26}, "Europe/Berlin", {8, 0}, {18, 0}, 15min);
        QCOMPARE(grid.rowAt(utc(2026, 11, 26, 6, 59)), -1);
        QCOMPARE(grid.rowAt(utc(2026, 11, 26, 17)), -1);
        QCOMPARE(grid.fractionAt(utc(2026, 11, 25, 17)), 0.0);
        QCOMPARE(grid.fractionAt(utc(2026, 11, 26, 17)), 40.0);
        QCOMPARE(grid.rowShowing({7, 59}), -1);
        QCOMPARE(grid.rowShowing({18, 0}), -1);
        QVERIFY(!grid.instantAt(-1).isValid());
        QVERIFY(!grid.instantAt(40).isValid());
    }

    void place_neverFallsAndComesBackToItsLine_data()
    {
        QTest::addColumn<DayGrid>("grid");
        QTest::newRow("23 hours") << spring;
        QTest::newRow("25 hours") << autumn;
        QTest::newRow("odd lines")
            << DayGrid({2027, 10, 31}, "Europe/Berlin", {0, 50}, {23, 5}, 35min);
    }
    void place_neverFallsAndComesBackToItsLine()
    {
        QFETCH(DayGrid, grid);
        qreal before = 0;
        const QDateTime first(grid.day().addDays(-1), QTime(20, 0), Qt::UTC);
        for (int minute = 0; minute < 36 * 60; ++minute) {
            const QDateTime at = first.addSecs(60 * minute);
            const qreal place = grid.fractionAt(at);
            QVERIFY(place >= before);
            const int row = grid.rowAt(at);
            if (row >= 0) {
                QCOMPARE(int(place), row);
                QVERIFY(grid.instantAt(row) <= at);
            }
            before = place;
        }
        QCOMPARE(before, qreal(grid.rows().size()));
    }
};

QTEST_GUILESS_MAIN(TestDayGrid)
#include "tst_DayGrid.moc"
