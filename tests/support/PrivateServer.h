#pragma once

#include "core/standalone/PrivatePostgres.h"
#include "tests/support/ServerGuardian.h"
#include "tests/support/SmallClinic.h"

#include <QTemporaryDir>

#include <memory>
#include <optional>

namespace clinidesk {

/// A PostgreSQL of a test's own: migrated, with a small clinic inside, gone without a trace however
/// the test ends. One server serves a whole test program; every test takes a database of its own.
///
///     PrivateServer server;
///     void initTestCase() { QVERIFY2(server.start(), server.problem()); }
///     void init() { QVERIFY(!server.freshDatabase().isEmpty()); }
///     … server.profile(), logins::receptionist, logins::password …
class PrivateServer final
{
public:
    using Durability = PostgresOptions::Durability;
    using Rows = QList<QStringList>;

    /// Its folder is made below @p disk, which anybody can walk to.
    explicit PrivateServer(PostgresOptions options
                           = {.durability = Durability::Forgetful, .settings = {}},
                           const QString &disk = QStringLiteral("/tmp"));
    ~PrivateServer();
    Q_DISABLE_COPY_MOVE(PrivateServer)

    /// Makes and starts it, migrates, and makes the templates; about a second.
    [[nodiscard]] bool start();
    /// Why something here failed, for QVERIFY2.
    [[nodiscard]] const char *problem() const { return m_problem.constData(); }

    /// A new database with the small clinic; profile() and sql() mean this one from now on.
    /// Empty when it can't be made. The earlier ones stay until the end.
    QString freshDatabase();
    /// The same without a single row: migrated only.
    QString emptyDatabase();
    /// The same without a schema, for tests of the migrations.
    QString bareDatabase();

    /// The server and the current database.
    [[nodiscard]] ServerProfile profile() const;

    /// Runs @p statements (several are one transaction) in the current database as @p login, who is
    /// clinidesk_boot, a superuser, unless named. The test fails when they do, with the SQLSTATE.
    void run(const QString &statements, const QString &login = {});
    /// The rows of the last statement; nulls are null strings.
    [[nodiscard]] Rows rows(const QString &statements, const QString &login = {});
    /// The first column of the first row.
    [[nodiscard]] QString value(const QString &statements, const QString &login = {});
    /// The SQLSTATE @p statements end with; "00000" when they succeed.
    [[nodiscard]] QString sqlState(const QString &statements, const QString &login = {});

    /// Faults. Each returns when it has happened.
    [[nodiscard]] bool stop();
    [[nodiscard]] bool restart();
    [[nodiscard]] bool isRunning() const { return m_postgres->isRunning(); }
    /// Kills the postmaster and every backend at once, as a power cut does.
    void kill();
    /// SIGSTOP to all: connections stay open and nothing answers.
    void pause();
    void resume();

    /// Where its sockets are, its data and its log; no password is needed by this account.
    [[nodiscard]] QString folder() const { return m_place.home; }

private:
    struct Outcome
    {
        QString state;
        QString message;
        Rows rows;
    };

    [[nodiscard]] bool prepareServer();
    [[nodiscard]] bool makeTemplates();
    [[nodiscard]] bool migrate(const QString &database);
    [[nodiscard]] bool clone(const QString &original, const QString &copy);
    QString useClone(const QString &original);
    [[nodiscard]] Outcome execute(const QString &database, const QString &statements,
                                  const QString &login) const;
    [[nodiscard]] bool succeeds(const QString &database, const QString &statements);
    [[nodiscard]] bool fail(const QString &problem);
    void signalAll(int signal);

    QTemporaryDir m_folder;
    PostgresOptions m_options;
    StandalonePlace m_place;
    std::unique_ptr<ServerGuardian> m_guardian;
    std::optional<PrivatePostgres> m_postgres;
    QString m_database;
    QByteArray m_problem;
    int m_clones = 0;
};

} // namespace clinidesk
