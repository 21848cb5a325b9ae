// Places side by side, held to what they promise on made-up days.
#include "core/booking/LaneLayout.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <random>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

const QDateTime eight(QDate(2026, 11, 26), QTime(8, 0), Qt::UTC);

LaneSpan span(int from, int until, qint64 key = 0)
{
    return {eight.addSecs(60 * from), eight.addSecs(60 * until), key};
}

bool overlap(const LaneSpan &one, const LaneSpan &other)
{
    return one.startsAt < other.endsAt && other.startsAt < one.endsAt;
}

QList<LaneSpan> madeUpDay(QRandomGenerator &random)
{
    QList<LaneSpan> spans;
    const int count = random.bounded(1, 25);
    for (int i = 0; i < count; ++i) {
        const int from = 5 * random.bounded(60);
        spans.append(span(from, from + 5 * random.bounded(1, 18), i + 1));
    }
    return spans;
}

/// By hand: who hangs together with @p first, directly or through others.
QList<qsizetype> companyOf(const QList<LaneSpan> &spans, qsizetype first)
{
    QList<qsizetype> company{first};
    for (qsizetype i = 0; i < company.size(); ++i) {
        for (qsizetype other = 0; other < spans.size(); ++other) {
            if (overlap(spans.at(company.at(i)), spans.at(other)) && !company.contains(other))
                company.append(other);
        }
    }
    return company;
}

/// By hand: the most that go on at one moment of those.
int mostAtOnce(const QList<LaneSpan> &spans, const QList<qsizetype> &company)
{
    qsizetype most = 0;
    for (const qsizetype each : company) {
        most = std::max(most, std::count_if(company.begin(), company.end(), [&](qsizetype other) {
                            return spans.at(other).startsAt <= spans.at(each).startsAt
                                && spans.at(each).startsAt < spans.at(other).endsAt;
                        }));
    }
    return int(most);
}

} // namespace

class TestLaneLayout final : public QObject
{
    Q_OBJECT

private slots:
    void nothing_hasNoPlaces() { QVERIFY(laneLayout({}).isEmpty()); }

    void oneAfterTheOther_haveTheWholeWidth()
    {
        QCOMPARE(laneLayout({span(0, 20), span(20, 40), span(50, 60)}),
                 QList<LanePlace>({{0, 1}, {0, 1}, {0, 1}}));
    }

    void longerOfTwoBeginnings_standsFirst()
    {
        QCOMPARE(laneLayout({span(0, 20, 1), span(0, 40, 2)}), QList<LanePlace>({{1, 2}, {0, 2}}));
    }

    void freedLane_isTakenAgain()
    {
        QCOMPARE(laneLayout({span(0, 60), span(10, 20), span(20, 30), span(60, 70)}),
                 QList<LanePlace>({{0, 2}, {1, 2}, {1, 2}, {0, 1}}));
    }

    void timeless_isSeenBesideOthers()
    {
        QCOMPARE(laneLayout({span(0, 20, 1), span(10, 10, 2), span(10, 10, 3)}),
                 QList<LanePlace>({{0, 3}, {1, 3}, {2, 3}}));
    }

    void madeUpDays_keepEveryPromise()
    {
        QRandomGenerator random(20261126);
        for (int round = 0; round < 500; ++round) {
            const QList<LaneSpan> spans = madeUpDay(random);
            const QList<LanePlace> places = laneLayout(spans);
            QCOMPARE(places.size(), spans.size());
            for (qsizetype one = 0; one < spans.size(); ++one) {
                QVERIFY(places.at(one).lane >= 0 && places.at(one).lane < places.at(one).lanes);
                for (qsizetype other = 0; other < one; ++other) {
                    QVERIFY(!overlap(spans.at(one), spans.at(other))
                            || (places.at(one).lane != places.at(other).lane
                                && places.at(one).lanes == places.at(other).lanes));
                }
                QCOMPARE(places.at(one).lanes, mostAtOnce(spans, companyOf(spans, one)));
            }
        }
    }

    void orderOfComing_makesNoDifference()
    {
        QRandomGenerator random(7);
        for (int round = 0; round < 200; ++round) {
            const QList<LaneSpan> spans = madeUpDay(random);
            QList<LaneSpan> shuffled = spans;
            std::shuffle(shuffled.begin(), shuffled.end(), random);
            const QList<LanePlace> places = laneLayout(spans);
            const QList<LanePlace> again = laneLayout(shuffled);
            for (qsizetype i = 0; i < shuffled.size(); ++i)
                QCOMPARE(again.at(i), places.at(shuffled.at(i).key - 1));
        }
    }
};

QTEST_GUILESS_MAIN(TestLaneLayout)
#include "tst_LaneLayout.moc"
