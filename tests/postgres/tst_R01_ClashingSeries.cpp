#include "tests/postgres/SeriesCalls.h"
#include "tests/support/PrivateServer.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <array>
#include <barrier>
#include <functional>
#include <random>
#include <thread>

using namespace clinidesk;
using namespace Qt::StringLiterals;
using Answer = SqlSession::Answer;
using Deed = std::function<Answer(SqlSession &)>;

namespace {

constexpr int occurrenceCount = 8;

int raceCount()
{
    return std::max(200, qEnvironmentVariableIntValue("CLINIDESK_TEST_RACES"));
}

Answer bookSeries(SqlSession &session, int doctor, int patient, const QStringList &starts)
{
    return bookSeries(session,
                      {.doctor = QString::number(doctor),
                       .patient = QString::number(patient),
                       .starts = starts,
                       .times = QString::number(starts.size())});
}

/// Two people's deeds, started together.
std::pair<Answer, Answer> atOnce(std::array<SqlSession *, 2> desks, const Deed &one,
                                 const Deed &other)
{
    Answer second;
    std::barrier together(2);
    std::thread rival([&] {
        together.arrive_and_wait();
        second = other(*desks[1]);
    });
    together.arrive_and_wait();
    Answer first = one(*desks[0]);
    rival.join();
    return {first, second};
}

} // namespace

class TestClashingSeries final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(m_server.start(), m_server.problem()); }
    void init()
    {
        QVERIFY2(!m_server.freshDatabase().isEmpty(), m_server.problem());
        m_server.run(u"INSERT INTO clinidesk.settings VALUES (NULL, 'booking.limit', '1000000')"_s);
        m_rita = session(logins::receptionist);
        m_ruth = session(logins::chief);
    }

    /// Both want some of the same days, in any order: of one doctor, or for one patient.
    void twoSeries_areNeverHalf()
    {
        std::mt19937 random(5);
        const auto below
            = [&random](int end) { return std::uniform_int_distribution(0, end - 1)(random); };
        const auto someDays = [&] {
            QStringList starts;
            const int first = 2 + below(3);
            for (int i = 0; i < occurrenceCount; ++i)
                starts << berlin(first + i, below(4) == 0 ? u"10:10"_s : u"10:00"_s);
            std::shuffle(starts.begin(), starts.end(), random);
            return starts;
        };
        QElapsedTimer timer;
        timer.start();
        int won[3] = {0, 0, 0};
        for (int race = 0; race < raceCount(); ++race) {
            const bool isOneDoctor = below(2) == 0;
            const QStringList hers = someDays();
            const QStringList others = someDays();
            const auto [first, second] = atOnce(
                {m_rita.get(), m_ruth.get()},
                [&](SqlSession &desk) { return bookSeries(desk, 1, 1, hers); },
                [&](SqlSession &desk) {
                    return bookSeries(desk, isOneDoctor ? 1 : 2, isOneDoctor ? 2 : 1, others);
                });
            for (const Answer *answer : {&first, &second}) {
                QVERIFY2(answer->isOk() || answer->state == u"23P01",
                         qPrintable(answer->state % u' ' % answer->message));
            }
            QVERIFY(first.isOk() != second.isOk()); // They share six days at least.
            ++won[first.isOk() ? 0 : 1];
            QCOMPARE(live(), occurrenceCount);
            QCOMPARE(overlaps(), 0);
            const Answer back
                = first.isOk() ? undoSeries(*m_rita, first) : undoSeries(*m_ruth, second);
            QVERIFY2(back.isOk(), qPrintable(back.message));
            QCOMPARE(live(), 0);
        }
        QCOMPARE(m_server.value(u"SELECT count(*) FROM clinidesk.series s WHERE (SELECT count(*)"
                                " FROM clinidesk.appointment a WHERE a.series_id = s.id) <> 8"_s),
                 u"0"_s);
        qInfo("R1 series: %d races of two series of %d in %lld ms, won %d to %d, 0 halves,"
              " 0 overlaps, 0 deadlocks",
              raceCount(), occurrenceCount, static_cast<long long>(timer.elapsed()), won[0],
              won[1]);
    }

    /// Moving, cancelling and taking back the same series, and single changes in its midst.
    void changesOfOneSeries_neverLockEachOtherOut()
    {
        QStringList starts;
        QStringList later;
        for (int i = 0; i < occurrenceCount; ++i) {
            starts << berlin(2 + i, u"10:00"_s);
            later << berlin(2 + i, u"14:00"_s);
        }
        const int rounds = raceCount() / 2;
        for (int round = 0; round < rounds; ++round) {
            const Answer made = bookSeries(*m_rita, 1, 1, starts);
            QVERIFY2(made.isOk(), qPrintable(made.message));
            Answer fifth = made;
            fifth.rows = {made.rows[4]};
            const QList<Deed> rivals{
                [&](SqlSession &desk) {
                    return changeSeries(desk, made, 0, {u"cancel_series"_s, u"all"_s, {u""_s}});
                },
                [&](SqlSession &desk) { return change(desk, u"cancel"_s, fifth, {u""_s}); },
                [&](SqlSession &desk) {
                    return change(desk, u"move"_s, fifth,
                                  {QString(), berlin(6, u"16:00"_s), QString()});
                },
                [&](SqlSession &desk) { return bookSeries(desk, 1, 2, later); },
                [&](SqlSession &desk) {
                    return changeSeries(desk, made, 0, {u"move_series"_s, u"all"_s, later});
                },
            };
            const auto [first, second] = atOnce(
                {m_rita.get(), m_ruth.get()},
                [&](SqlSession &desk) {
                    return round % 2 == 0
                        ? changeSeries(desk, made, 0, {u"move_series"_s, u"all"_s, later})
                        : undoSeries(desk, made);
                },
                rivals[round % rivals.size()]);
            for (const Answer *answer : {&first, &second}) {
                const QStringList known{u"00000"_s, u"23P01"_s, u"CD004"_s, u"CD002"_s, u"22023"_s};
                QVERIFY2(known.contains(answer->state),
                         qPrintable(answer->state % u' ' % answer->message));
            }
            QVERIFY(first.isOk() || second.isOk());
            QCOMPARE(overlaps(), 0);
            QCOMPARE(m_server.value(
                         u"SELECT count(*) FROM (SELECT series_id FROM clinidesk.appointment WHERE"
                         " status = 1 GROUP BY 1 HAVING count(*) NOT IN (7, 8)) half"_s),
                     u"0"_s);
            m_server.run(u"SET clinidesk.undoing = ''; UPDATE clinidesk.appointment SET status = 6,"
                         " version = version + 1 WHERE status = 1"_s);
        }
        qInfo("R1 series: %d rounds of two changes of one series, 0 overlaps, 0 deadlocks", rounds);
    }

private:
    [[nodiscard]] std::unique_ptr<SqlSession> session(const QString &login) const
    {
        return std::make_unique<SqlSession>(m_server.profile(), login, logins::password);
    }
    [[nodiscard]] int live()
    {
        return m_server.value(u"SELECT count(*) FROM clinidesk.appointment WHERE status <= 3"_s)
            .toInt();
    }
    [[nodiscard]] int overlaps()
    {
        return m_server
            .value(u"SELECT count(*) FROM clinidesk.appointment a JOIN clinidesk.appointment b"
                   " ON a.id < b.id AND a.during && b.during AND (a.doctor_id = b.doctor_id OR"
                   " a.patient_id = b.patient_id) WHERE a.status <= 3 AND b.status <= 3"_s)
            .toInt();
    }

    PrivateServer m_server;
    std::unique_ptr<SqlSession> m_rita;
    std::unique_ptr<SqlSession> m_ruth;
};

QTEST_GUILESS_MAIN(TestClashingSeries)
#include "tst_R01_ClashingSeries.moc"
