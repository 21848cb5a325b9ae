#include "tests/cache/DeskAtWork.h"
#include "tests/support/TestRedis.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QProcess>
#include <QTest>

#include <algorithm>
#include <array>
#include <iostream>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 30'000;

/// From some moment on nobody may be shown less than this.
struct Change
{
    qint64 from;
    qint64 value;
};

/// What was changed when, day by day: in the order of time and with the values rising.
class Changes final
{
public:
    void add(int day, Change change) { m_of[size_t(day)].push_back(change); }
    void arrange()
    {
        for (std::vector<Change> &changes : m_of) {
            std::ranges::sort(changes, {}, &Change::from);
            for (size_t i = 1; i < changes.size(); ++i)
                changes[i].value = std::max(changes[i].value, changes[i - 1].value);
        }
    }
    /// What a read of @p day that began at @p time has to show at least.
    [[nodiscard]] qint64 before(int day, qint64 time) const
    {
        const auto &changes = m_of[size_t(day)];
        const auto after = std::ranges::lower_bound(changes, time, {}, &Change::from);
        return after == changes.begin() ? 0 : std::prev(after)->value;
    }

private:
    std::array<std::vector<Change>, countedDays> m_of;
};

/// One line of what a desk wrote down.
struct Note
{
    QByteArray what;
    QList<qint64> numbers;

    explicit Note(const QByteArray &line)
    {
        const QByteArrayList words = line.trimmed().split(' ');
        what = words.constFirst();
        for (const QByteArray &word : words.sliced(1))
            numbers << word.toLongLong();
    }
    [[nodiscard]] int day() const { return int(numbers.value(0)); }
    [[nodiscard]] qint64 value() const { return numbers.value(1); }
    [[nodiscard]] qint64 began() const { return numbers.value(2); }
};

/// Two desks' notes, held against each other.
class Verdict final
{
public:
    explicit Verdict(const std::array<QList<Note>, 2> &notes)
    {
        for (size_t desk = 0; desk < notes.size(); ++desk) {
            for (const Note &note : notes[desk]) {
                if (note.what != "write")
                    continue;
                ++writes;
                m_known.add(note.day(), {note.numbers.value(3), note.value()});
                m_told[desk].add(note.day(), {note.began(), note.value()});
            }
        }
        m_known.arrange();
        for (size_t desk = 0; desk < notes.size(); ++desk) {
            m_told[desk].arrange();
            for (const Note &note : notes[desk])
                judge(desk, note);
        }
    }

    int writes = 0;
    int failures = 0;
    std::array<int, 4> answers{}; ///< By Freshness::Layer; then those peeked at.
    QStringList faults;

private:
    void judge(size_t desk, const Note &note)
    {
        failures += note.what == "failure" ? 1 : 0;
        if (note.what != "peek" && note.what != "get")
            return;
        ++answers[note.what == "peek" ? 3 : size_t(note.numbers.value(3))];
        const qint64 atLeast = std::max(m_known.before(note.day(), note.began()),
                                        m_told[desk].before(note.day(), note.began()));
        if (note.value() < atLeast)
            faults << u"desk %1: %2 showed %3 instead of %4"_s.arg(desk)
                          .arg(QLatin1StringView(note.what))
                          .arg(note.value())
                          .arg(atLeast);
    }

    Changes m_known; ///< Announced to the end, by either.
    std::array<Changes, 2> m_told; ///< A desk knows its own as soon as it begins to tell.
};

/// The program once more, as one of the desks.
class DeskProcess final
{
public:
    DeskProcess(quint16 shared, quint16 truth, int seed, int steps)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QCoreApplication::applicationFilePath(),
                        {u"desk"_s, QString::number(shared), QString::number(truth),
                         QString::number(seed), QString::number(steps)});
    }
    ~DeskProcess()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    Q_DISABLE_COPY_MOVE(DeskProcess)

    [[nodiscard]] qint64 pid() const { return m_process.processId(); }
    [[nodiscard]] bool isReady() { return m_process.canReadLine(); }
    void begin() { m_process.write("begin\n"); }
    [[nodiscard]] bool isDone() const { return m_process.state() == QProcess::NotRunning; }
    [[nodiscard]] bool isGood() const
    {
        return m_process.exitStatus() == QProcess::NormalExit && m_process.exitCode() == 0;
    }
    [[nodiscard]] QList<Note> notes()
    {
        QList<Note> notes;
        for (m_process.readLine(); m_process.canReadLine();)
            notes << Note(m_process.readLine());
        return notes;
    }

private:
    QProcess m_process;
};

RedisOptions at(const char *port)
{
    RedisOptions options;
    options.endpoints = {{u"127.0.0.1"_s, QByteArray(port).toUShort()}};
    return options;
}

/// What the other processes run.
int beDesk(char **words)
{
    DeskAtWork desk(at(words[0]), at(words[1]), QByteArray(words[2]).toUInt());
    if (!QTest::qWaitFor([&desk] { return desk.isReady(); }, patienceMs))
        return 1;
    std::cout << "ready" << std::endl;
    std::string line;
    std::getline(std::cin, line);
    desk.work(QByteArray(words[3]).toInt());
    for (const QByteArray &note : desk.notes())
        std::cout << note.constData() << '\n';
    std::cout << std::flush;
    return 0;
}

} // namespace

class TestTwoProcesses final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY2(m_shared.start(), m_shared.problem());
        QVERIFY2(m_truth.start(), m_truth.problem());
    }

    /// Memory can't know what came in while the event loop was busy: a peek counts as begun when
    /// its turn did. Whatever isn't there at once counts from the moment it was asked for.
    void noRead_isOlderThanAnAnnouncedChange_data()
    {
        QTest::addColumn<bool>("hasTrouble");
        QTest::newRow("nothing happens") << false;
        QTest::newRow("generations are evicted, then everything") << true;
    }
    void noRead_isOlderThanAnAnnouncedChange()
    {
        QFETCH(const bool, hasTrouble);
        const int all = qMax(10'000, qEnvironmentVariableIntValue("CLINIDESK_CACHE_READS"));
        QElapsedTimer time;
        time.start();
        std::array desks{
            std::make_unique<DeskProcess>(m_shared.port(), m_truth.port(), 20261122, all / 2),
            std::make_unique<DeskProcess>(m_shared.port(), m_truth.port(), 22112026, all / 2)};
        QVERIFY(desks[0]->pid() != desks[1]->pid());
        for (const auto &desk : desks)
            QTRY_VERIFY_WITH_TIMEOUT(desk->isReady(), patienceMs);
        for (const auto &desk : desks)
            desk->begin();
        for (int turn = 0; !desks[0]->isDone() || !desks[1]->isDone(); ++turn) {
            QTest::qWait(50);
            if (hasTrouble)
                makeTrouble(turn);
        }
        for (const auto &desk : desks)
            QVERIFY(desk->isGood());

        const Verdict verdict({desks[0]->notes(), desks[1]->notes()});
        const int reads = std::accumulate(verdict.answers.begin(), verdict.answers.end(), 0);
        qInfo("two processes: %d reads (%d peeked at, %d looked at, %d from Redis, %d loads' "
              "answers), %d writes in %lld ms; %lld older than announced",
              reads, verdict.answers[3], verdict.answers[0], verdict.answers[1], verdict.answers[2],
              verdict.writes, time.elapsed(), qlonglong(verdict.faults.size()));
        QVERIFY2(verdict.faults.isEmpty(), qPrintable(verdict.faults.value(0)));
        QCOMPARE(reads + verdict.writes, all / 2 * 2);
        QCOMPARE(verdict.failures, 0);
        QVERIFY(verdict.answers[3] > 0);
        QVERIFY(verdict.answers[1] > 0);
    }

private:
    void makeTrouble(int turn)
    {
        for (int day = 0; day < countedDays; ++day)
            m_shared.tell({"DEL", "cd:g:" + tagsOfDay(day).at(turn % 2).toText()});
        if (turn % 4 == 3)
            m_shared.tell({"FLUSHALL"});
    }

    TestRedis m_shared;
    TestRedis m_truth;
};

int main(int argc, char **argv)
{
    QCoreApplication program(argc, argv);
    if (argc == 6 && qstrcmp(argv[1], "desk") == 0)
        return beDesk(argv + 2);
    TestTwoProcesses test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_TwoProcesses.moc"
