#include "core/booking/SeriesRule.h"

#include <QTest>
#include <QTimeZone>

#include <random>

using namespace clinidesk;
using namespace Qt::StringLiterals;

using Kind = Occurrence::Kind;
using Unit = SeriesRule::Unit;

namespace {

const QByteArray berlin = QByteArrayLiteral("Europe/Berlin");

QDateTime berlinAt(QDate day, QTime time)
{
    return QDateTime(day, time, QTimeZone(berlin)).toUTC();
}

QList<Occurrence> occurrences(const SeriesRule &rule, const QDateTime &first,
                              const QByteArray &zone = berlin)
{
    const auto answer = occurrencesOf(rule, first, zone);
    return answer ? *answer : QList<Occurrence>();
}

QList<QDate> daysOf(const QList<Occurrence> &occurrences)
{
    QList<QDate> days;
    for (const Occurrence &occurrence : occurrences)
        days.append(occurrence.day());
    return days;
}

} // namespace

class TestSeriesRule final : public QObject
{
    Q_OBJECT

private slots:
    void everyOtherWeek_keepsTheWallTimeOverTheTurnedClock()
    {
        const auto all
            = occurrences({.unit = Unit::Week, .step = 2, .weekdays = {}, .times = 4, .until = {}},
                          berlinAt({2027, 3, 4}, {9, 30}));
        QCOMPARE(daysOf(all),
                 (QList<QDate>{{2027, 3, 4}, {2027, 3, 18}, {2027, 4, 1}, {2027, 4, 15}}));
        QCOMPARE(all[1].instants[0], QDateTime({2027, 3, 18}, {8, 30}, Qt::UTC));
        QCOMPARE(all[2].instants[0], QDateTime({2027, 4, 1}, {7, 30}, Qt::UTC));
        for (const Occurrence &one : all) {
            QCOMPARE(one.kind(), Kind::Usual);
            QCOMPARE(one.local, QTime(9, 30));
        }
    }

    void chosenWeekdays_beginWithTheFirstItself()
    {
        // A Wednesday; every second week on Monday and Friday.
        const auto all = occurrences({.unit = Unit::Week,
                                      .step = 2,
                                      .weekdays = {Qt::Monday, Qt::Friday},
                                      .times = 5,
                                      .until = {}},
                                     berlinAt({2026, 12, 2}, {10, 0}));
        QCOMPARE(
            daysOf(all),
            (QList<QDate>{
                {2026, 12, 2}, {2026, 12, 4}, {2026, 12, 14}, {2026, 12, 18}, {2026, 12, 28}}));
    }

    void days_endWithTheLastDay()
    {
        const auto all = occurrences(
            {.unit = Unit::Day, .step = 3, .weekdays = {}, .times = 0, .until = QDate(2027, 1, 7)},
            berlinAt({2026, 12, 29}, {10, 0}));
        QCOMPARE(daysOf(all),
                 (QList<QDate>{{2026, 12, 29}, {2027, 1, 1}, {2027, 1, 4}, {2027, 1, 7}}));
    }

    void monthsWithoutTheDay_areListedAsNotPossible()
    {
        const auto all
            = occurrences({.unit = Unit::Month, .step = 1, .weekdays = {}, .times = 4, .until = {}},
                          berlinAt({2026, 12, 31}, {10, 0}));
        QCOMPARE(all.size(), 4);
        QCOMPARE(all[1].day(), QDate(2027, 1, 31));
        QCOMPARE(all[2].kind(), Kind::NoSuchDay);
        QCOMPARE(all[2].year, 2027);
        QCOMPARE(all[2].month, 2);
        QCOMPARE(all[2].dayOfMonth, 31);
        QVERIFY(all[2].instants.isEmpty());
        QCOMPARE(all[3].day(), QDate(2027, 3, 31)); // Not moved for good.
    }

    void leapDay_comesInLeapYearsOnly()
    {
        const auto all = occurrences(
            {.unit = Unit::Month, .step = 12, .weekdays = {}, .times = 2, .until = {}},
            berlinAt({2028, 2, 29}, {10, 0}));
        QCOMPARE(all[0].kind(), Kind::Usual);
        QCOMPARE(all[1].kind(), Kind::NoSuchDay);
        QCOMPARE(all[1].year, 2029);
    }

    void skippedHour_isSaidAndNotShifted()
    {
        const auto all
            = occurrences({.unit = Unit::Day, .step = 1, .weekdays = {}, .times = 3, .until = {}},
                          berlinAt({2027, 3, 27}, {2, 30}));
        QCOMPARE(all[1].day(), QDate(2027, 3, 28));
        QCOMPARE(all[1].kind(), Kind::NoSuchTime);
        QCOMPARE(all[2].kind(), Kind::Usual);
        QCOMPARE(all[2].instants[0], QDateTime({2027, 3, 29}, {0, 30}, Qt::UTC));
    }

    void repeatedHour_offersBoth()
    {
        const auto all
            = occurrences({.unit = Unit::Day, .step = 1, .weekdays = {}, .times = 2, .until = {}},
                          berlinAt({2026, 10, 24}, {2, 30}));
        QCOMPARE(all[1].kind(), Kind::TwiceThatDay);
        QCOMPARE(all[1].instants,
                 (QList<QDateTime>{QDateTime({2026, 10, 25}, {0, 30}, Qt::UTC),
                                   QDateTime({2026, 10, 25}, {1, 30}, Qt::UTC)}));
    }

    void firstInARepeatedHour_isTheOneThatWasMeant()
    {
        const QDateTime second({2026, 10, 25}, {1, 30}, Qt::UTC);
        const auto all = occurrences(
            {.unit = Unit::Day, .step = 1, .weekdays = {}, .times = 2, .until = {}}, second);
        QCOMPARE(all[0].instants, QList<QDateTime>{second});
        QCOMPARE(all[0].kind(), Kind::Usual);
    }

    void badRule_namesItsField_data()
    {
        QTest::addColumn<SeriesRule>("rule");
        QTest::addColumn<QString>("field");
        const auto row = [](const char *name, const SeriesRule &rule, const QString &field) {
            QTest::newRow(name) << rule << field;
        };
        const QDate soon(2026, 12, 31);
        row("no end", {.weekdays = {}, .until = {}}, u"times"_s);
        row("two ends", {.weekdays = {}, .times = 3, .until = soon}, u"times"_s);
        row("101 times", {.unit = Unit::Day, .weekdays = {}, .times = 101, .until = {}},
            u"times"_s);
        row("no step", {.step = 0, .weekdays = {}, .times = 3, .until = {}}, u"step"_s);
        row("longer than 18 months",
            {.unit = Unit::Month, .weekdays = {}, .times = 20, .until = {}}, u"times"_s);
        row("until before the first", {.weekdays = {}, .until = QDate(2026, 11, 1)}, u"until"_s);
        row("until too far", {.weekdays = {}, .until = QDate(2028, 12, 1)}, u"until"_s);
        row("too many until then", {.unit = Unit::Day, .weekdays = {}, .until = QDate(2027, 12, 1)},
            u"until"_s);
    }
    void badRule_namesItsField()
    {
        QFETCH(SeriesRule, rule);
        QFETCH(QString, field);
        const auto answer = occurrencesOf(rule, berlinAt({2026, 12, 1}, {10, 0}), berlin);
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, Error::Code::Invalid);
        QCOMPARE(answer.error().facts.value(u"field"_s).toString(), field);
    }

    void unknownZone_isNoZone()
    {
        QVERIFY(!occurrencesOf({.weekdays = {}, .times = 2, .until = {}},
                               berlinAt({2026, 12, 1}, {10, 0}), "Moon/Base"));
        QVERIFY(instantsOf({2026, 12, 1}, {10, 0}, "Moon/Base").isEmpty());
    }

    /// Whatever the rule and the zone: what can be stands on the wall at the first's time, days
    /// rise by the rule, and what can't be is never moved.
    void everyRuleAndZone_keepsItsPromises()
    {
        std::mt19937 random(2026);
        const auto below
            = [&random](int end) { return std::uniform_int_distribution(0, end - 1)(random); };
        const QList<QByteArray> zones{"Europe/Berlin",       "America/New_York",  "Asia/Tokyo",
                                      "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kathmandu",
                                      "Pacific/Apia",        "America/Sao_Paulo"};
        for (int round = 0; round < 2000; ++round) {
            const QByteArray zone = zones[below(int(zones.size()))];
            SeriesRule rule;
            rule.unit = Unit(below(3));
            rule.step = 1 + below(rule.unit == Unit::Month ? 3 : 20);
            if (rule.unit == Unit::Week) {
                for (int day = 1; day <= 7; ++day) {
                    if (below(4) == 0)
                        rule.weekdays.append(Qt::DayOfWeek(day));
                }
            }
            rule.times = 1 + below(6);
            const QDateTime first
                = QDateTime({2025, 1, 1}, {0, 0}, Qt::UTC).addSecs(qint64(300) * below(500'000));
            const auto answer = occurrencesOf(rule, first, zone);
            if (!answer) {
                QVERIFY(rule.step * rule.times > 18 * (rule.unit == Unit::Month ? 1 : 4));
                continue;
            }
            const QTimeZone clock(zone);
            const QDateTime wall = first.toTimeZone(clock);
            QCOMPARE(answer->size(), rule.times);
            QCOMPARE(answer->first().instants, QList<QDateTime>{first});
            QDate before;
            for (const Occurrence &one : *answer) {
                QCOMPARE(one.local, wall.time());
                for (const QDateTime &instant : one.instants) {
                    QCOMPARE(instant.toTimeZone(clock).time(), wall.time());
                    QCOMPARE(instant.toTimeZone(clock).date(), one.day());
                }
                if (rule.unit == Unit::Month)
                    QCOMPARE(one.dayOfMonth, wall.date().day());
                if (one.kind() == Kind::NoSuchDay)
                    continue;
                QVERIFY(!before.isValid() || one.day() > before);
                if (rule.unit == Unit::Day)
                    QCOMPARE(wall.date().daysTo(one.day()) % rule.step, 0);
                if (rule.unit == Unit::Week && !rule.weekdays.isEmpty() && before.isValid())
                    QVERIFY(rule.weekdays.contains(Qt::DayOfWeek(one.day().dayOfWeek())));
                before = one.day();
                if (one.kind() == Kind::NoSuchTime) {
                    // No minute around has this wall time.
                    const QDateTime about(one.day(), one.local, Qt::UTC);
                    for (int minutes = -15 * 60; minutes <= 15 * 60; ++minutes)
                        QVERIFY(about.addSecs(60 * minutes).toTimeZone(clock).time() != one.local
                                || about.addSecs(60 * minutes).toTimeZone(clock).date()
                                    != one.day());
                }
            }
        }
    }
};

Q_DECLARE_METATYPE(clinidesk::SeriesRule)

QTEST_GUILESS_MAIN(TestSeriesRule)
#include "tst_SeriesRule.moc"
