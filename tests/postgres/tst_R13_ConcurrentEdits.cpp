#include "tests/postgres/BookingCalls.h"
#include "tests/support/PrivateServer.h"

#include <QElapsedTimer>
#include <QTest>

#include <barrier>
#include <random>
#include <thread>

using namespace clinidesk;
using namespace Qt::StringLiterals;
using Answer = SqlSession::Answer;

namespace {

constexpr int raceCount = 1000;

/// One edit of the shared appointment, drawn anew for each race.
struct Edit
{
    QString function;
    QStringList arguments;
};

Edit randomEdit(std::mt19937 &random)
{
    const auto below
        = [&random](int end) { return std::uniform_int_distribution(0, end - 1)(random); };
    if (below(3) == 0)
        return {u"resize"_s, {QString::number(10 + 5 * below(10))}};
    return {u"move"_s,
            {QString::number(1 + below(2)), berlin(2 + below(20), u"%1:00"_s.arg(9 + below(8))),
             u"20"_s}};
}

} // namespace

class TestConcurrentEdits final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(m_server.start(), m_server.problem()); }

    void twoDesksOnOneAppointment_neverOverwriteSilently()
    {
        QVERIFY2(!m_server.freshDatabase().isEmpty(), m_server.problem());
        SqlSession rita(m_server.profile(), logins::receptionist, logins::password);
        SqlSession ruth(m_server.profile(), logins::chief, logins::password);
        Answer current = book(rita);
        QVERIFY(current.isOk());

        QElapsedTimer timer;
        timer.start();
        std::mt19937 random(13);
        int ritaWon = 0;
        for (int race = 0; race < raceCount; ++race) {
            const Edit hers = randomEdit(random);
            const Edit other = randomEdit(random);
            const auto [first, second] = atOnce(current, {&rita, &ruth}, {hers, other});
            QVERIFY2(first.isOk() != second.isOk(), qPrintable(first.message % second.message));
            const Answer &lost = first.isOk() ? second : first;
            const Answer &won = first.isOk() ? first : second;
            QCOMPARE(lost.state, u"CD004"_s);
            QCOMPARE(lost.detail.value(u"version"_s).toInt(), won.value(1).toInt());
            QCOMPARE(won.value(1).toInt(), current.value(1).toInt() + 1);
            ritaWon += first.isOk();
            current = won;
        }
        QCOMPARE(m_server.value(u"SELECT version FROM clinidesk.appointment"_s).toInt(),
                 raceCount + 1);
        QCOMPARE(m_server.value(u"SELECT count(*) FROM clinidesk.appointment_event"_s).toInt(),
                 raceCount + 1);
        qInfo("R13: %d races in %lld ms, won %d to %d, 0 silent overwrites", raceCount,
              static_cast<long long>(timer.elapsed()), ritaWon, raceCount - ritaWon);
    }

    void editsOfOnePatient_neverOverwriteSilently()
    {
        QVERIFY2(!m_server.freshDatabase().isEmpty(), m_server.problem());
        SqlSession rita(m_server.profile(), logins::receptionist, logins::password);
        SqlSession ruth(m_server.profile(), logins::chief, logins::password);
        const auto rename = [](SqlSession &session, int version, const QString &family) {
            return session.call(
                u"SELECT * FROM patient_update($1, 1, $2, '', $3, 'Sara', NULL, NULL, 'female', '', '', 'de')"_s,
                {newRequest(), QString::number(version), family});
        };
        for (int version = 1; version <= 100; ++version) {
            Answer second;
            std::barrier together(2);
            std::thread rival([&] {
                together.arrive_and_wait();
                second = rename(ruth, version, u"Ruth's"_s);
            });
            together.arrive_and_wait();
            const Answer first = rename(rita, version, u"Rita's"_s);
            rival.join();
            QVERIFY(first.isOk() != second.isOk());
            QCOMPARE((first.isOk() ? second : first).state, u"CD004"_s);
            QCOMPARE(m_server.value(u"SELECT family FROM clinidesk.patient WHERE id = 1"_s),
                     first.isOk() ? u"Rita's"_s : u"Ruth's"_s);
        }
    }

private:
    /// Both edits of the version that @p current shows, started together.
    static std::pair<Answer, Answer> atOnce(const Answer &current,
                                            std::array<SqlSession *, 2> desks,
                                            const std::array<Edit, 2> &edits)
    {
        Answer second;
        std::barrier together(2);
        std::thread rival([&] {
            together.arrive_and_wait();
            second = change(*desks[1], edits[1].function, current, edits[1].arguments);
        });
        together.arrive_and_wait();
        const Answer first = change(*desks[0], edits[0].function, current, edits[0].arguments);
        rival.join();
        return {first, second};
    }

    PrivateServer m_server;
};

QTEST_GUILESS_MAIN(TestConcurrentEdits)
#include "tst_R13_ConcurrentEdits.moc"
