// Two whole desks on one Redis and one database: what one has open the other one sees, whoever
// books first has it, and nothing is left of a desk that was killed.
#include "tests/e2e/FrontDesk.h"
#include "tests/postgres/Reception.h"
#include "tests/support/TestRedis.h"
#include "tests/ui/PageMain.h"
#include "ui/schedule/SchedulePage.h"

#include <QApplication>
#include <QComboBox>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QProcess>
#include <QSocketNotifier>
#include <QTest>

#include <cstdio>
#include <iostream>
#include <string>

using namespace clinidesk;
using namespace std::chrono;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr auto holdLife = 8s;
constexpr int patienceMs = 20'000;

/// Puts the board on the cell that begins at @p time in Dr Weber's column; false until it is there.
bool goTo(DayBoardViewModel &board, const QDateTime &time)
{
    const int column = board.sheet().indexOf(smallclinic::weber, {});
    const int row = board.sheet().grid.rowAt(time);
    if (board.state() != ListState::Shown || column < 0 || row < 0)
        return false;
    board.setCursor({.column = column, .row = row, .appointment = {}});
    return true;
}

QDate dayOf(const QDateTime &time)
{
    return time.toTimeZone(QTimeZone("Europe/Berlin")).date();
}

/// The other desk: the same window, in a process of its own that can be killed. It opens the time
/// it is told, and books when it is told.
int beDesk(char **words)
{
    RedisOptions redis;
    redis.endpoints = {{u"127.0.0.1"_s, QByteArray(words[1]).toUShort()}};
    DesktopWiring wiring({.isStandalone = false,
                          .hasDemo = false,
                          .dataFolder = {},
                          .settingsFolder = QString::fromLocal8Bit(words[0]),
                          .redis = redis,
                          .holdLife = holdLife});
    wiring.start();
    const auto typeInto = [&](const QString &name, const QString &text) {
        auto *field = wiring.window().findChild<QLineEdit *>(name);
        field->setText(text);
        QTest::keyClick(field, Qt::Key_Return);
    };
    typeInto(u"signInLogin"_s, logins::chief);
    typeInto(u"signInPassword"_s, logins::password);
    SchedulePage *page = nullptr;
    const auto find
        = [&] { return (page = wiring.window().findChild<SchedulePage *>()) != nullptr; };
    if (!QTest::qWaitFor(find, patienceMs))
        return 1;
    emit page->wanted();
    DayBoardViewModel &board = page->viewModel();
    const QDateTime time
        = QDateTime::fromMSecsSinceEpoch(QByteArray(words[2]).toLongLong(), Qt::UTC);
    auto *clinic = page->findChild<QComboBox *>(u"boardClinic"_s);
    if (!QTest::qWaitFor([&] { return clinic->count() == 2; }, patienceMs))
        return 3;
    clinic->setCurrentIndex(clinic->findData(smallclinic::riverside.value()));
    board.show(dayOf(time));
    if (!QTest::qWaitFor([&] { return goTo(board, time); }, patienceMs))
        return 2;
    board.openSlot();
    std::cout << (board.inPlace().isOpen() ? "open" : "refused") << std::endl;

    QSocketNotifier told(fileno(stdin), QSocketNotifier::Read);
    QObject::connect(&told, &QSocketNotifier::activated, &board, [&] {
        std::string word;
        std::getline(std::cin, word);
        told.setEnabled(false);
        board.inPlace().search().setTyped(u"müller sara"_s);
        (void)QTest::qWaitFor([&] { return board.inPlace().search().state() == ListState::Shown; },
                              patienceMs);
        board.inPlace().search().submit(0);
        (void)QTest::qWaitFor([&] { return !board.refusal().isEmpty(); }, patienceMs);
        std::cout << board.refusal().toUtf8().constData() << std::endl;
    });
    return QApplication::exec();
}

/// The program once more, as the other desk.
class OtherDesk final
{
public:
    OtherDesk(PrivateServer &server, const TestRedis &redis, const QDateTime &opens)
    {
        SavedServers saved(m_folder.filePath(u"servers.ini"_s));
        ServerProfile profile = server.profile();
        profile.name = u"Riverside"_s;
        if (!saved.save(profile))
            qFatal("the other desk's folder can't be written");
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QCoreApplication::applicationFilePath(),
                        {u"desk"_s, m_folder.path(), QString::number(redis.port()),
                         QString::number(opens.toMSecsSinceEpoch())});
    }
    ~OtherDesk() { kill(); }
    Q_DISABLE_COPY_MOVE(OtherDesk)

    /// The next line it wrote; empty when none came.
    [[nodiscard]] QString line()
    {
        (void)QTest::qWaitFor(
            [this] { return m_process.canReadLine() || m_process.state() == QProcess::NotRunning; },
            2 * patienceMs);
        if (m_process.state() == QProcess::NotRunning)
            qInfo("the other desk ended with %d", m_process.exitCode());
        return QString::fromUtf8(m_process.readLine().trimmed());
    }
    void book() { m_process.write("book\n"); }
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
};

} // namespace

class TestTwoDesksHold final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.start(), m_server.problem());
        QVERIFY2(m_redis.start(), m_redis.problem());
        QVERIFY(!m_server.freshDatabase().isEmpty());
        noteSchemaVersion(m_server);
        Reception colleague(m_server, logins::chief);
        m_slots = colleague.freeSlots(40);
        QVERIFY(m_slots.size() > 20);
        m_desk = std::make_unique<FrontDesk>(m_server, m_redis.options());
        QVERIFY(m_desk->signIn(logins::receptionist));
        m_page = m_desk->window().findChild<SchedulePage *>();
        QVERIFY(m_page);
        emit m_page->wanted();
    }
    void cleanupTestCase() { m_desk.reset(); }

    void openTime_isSeenWithTheNameAndGoneAfterKill()
    {
        const Slot slot = m_slots.at(20);
        show(slot);
        OtherDesk other(m_server, m_redis, slot.startsAt);
        QElapsedTimer time;
        QCOMPARE(other.line(), u"open"_s);
        time.start();
        QTRY_VERIFY_WITH_TIMEOUT(ghost(slot) != nullptr, patienceMs);
        qInfo("holds: on the other desk's board %lld ms after it said that the time is open",
              time.elapsed());
        QVERIFY(time.elapsed() <= 1'000);
        QCOMPARE(ghost(slot)->who, nameOf(logins::chief));
        board().openSlot();
        QVERIFY(!board().inPlace().isOpen());
        QVERIFY2(board().refusal().startsWith(nameOf(logins::chief)),
                 qPrintable(board().refusal()));
        other.kill();
        time.start();
        QTRY_VERIFY_WITH_TIMEOUT(!ghost(slot), patienceMs);
        qInfo("holds: off the board %lld ms after kill -9 of a desk whose holds live %lld ms",
              time.elapsed(), qlonglong(milliseconds(holdLife).count()));
        board().setCursor(board().cursor());
        board().openSlot();
        QVERIFY(board().inPlace().isOpen());
        board().closeSlot();
    }

    void whoBooksAllTheSame_hasIt_andTheHolderIsToldSo()
    {
        const Slot slot = m_slots.at(22);
        show(slot);
        OtherDesk other(m_server, m_redis, slot.startsAt);
        QCOMPARE(other.line(), u"open"_s);
        QTRY_VERIFY_WITH_TIMEOUT(ghost(slot) != nullptr, patienceMs);
        board().openSlot();
        board().openSlot(); // On purpose.
        QVERIFY(board().inPlace().isOpen());
        board().inPlace().search().setTyped(u"nguyễn"_s);
        QTRY_COMPARE_WITH_TIMEOUT(board().inPlace().search().state(), ListState::Shown, patienceMs);
        board().inPlace().search().submit(0);
        QTRY_VERIFY_WITH_TIMEOUT(
            m_server.value(u"SELECT count(*) FROM clinidesk.appointment"_s) == u"1"_s, patienceMs);
        other.book();
        const QString told = other.line();
        qInfo().noquote() << "holds: whoever held it is told:" << told;
        QVERIFY2(told.contains(u"taken"_s), qPrintable(told));
        QCOMPARE(m_server.value(u"SELECT count(*) FROM clinidesk.appointment"_s), u"1"_s);
    }

private:
    [[nodiscard]] DayBoardViewModel &board() { return m_page->viewModel(); }
    void show(const Slot &slot)
    {
        board().show(dayOf(slot.startsAt));
        QTRY_VERIFY_WITH_TIMEOUT(goTo(board(), slot.startsAt), patienceMs);
    }
    [[nodiscard]] const BoardGhost *ghost(const Slot &slot)
    {
        const BoardColumn *column
            = board().sheet().column(board().sheet().indexOf(smallclinic::weber, {}));
        return column ? ghostIn(*column, slot.startsAt, slot.endsAt) : nullptr;
    }
    [[nodiscard]] QString nameOf(const QString &login)
    {
        return m_server.value(
            u"SELECT display_name FROM clinidesk.staff WHERE login = '%1'"_s.arg(login));
    }

    PrivateServer m_server;
    TestRedis m_redis;
    QList<Slot> m_slots;
    std::unique_ptr<FrontDesk> m_desk;
    SchedulePage *m_page = nullptr;
};

int main(int argc, char **argv)
{
    if (argc == 5 && qstrcmp(argv[1], "desk") == 0) {
        QApplication program(argc, argv);
        return beDesk(argv + 2);
    }
    return runPageTest(argc, argv, [] { return std::make_unique<TestTwoDesksHold>(); });
}
#include "tst_TwoDesksHold.moc"
