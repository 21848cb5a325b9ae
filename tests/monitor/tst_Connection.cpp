#include "core/monitor/Connection.h"

#include <QSignalSpy>
#include <QTest>

using namespace clinidesk;
using Cause = ConnectionState::Cause;
using Kind = ConnectionState::Kind;

namespace {

ConnectionState in(Kind kind)
{
    ConnectionState state;
    state.kind = kind;
    return state;
}

} // namespace

class TestConnection final : public QObject
{
    Q_OBJECT

private slots:
    void sameState_isAnnouncedOnce()
    {
        Connection connection;
        const QSignalSpy changed(&connection, &Connection::stateChanged);
        connection.setState(in(Kind::Connected));
        connection.setState(in(Kind::Connected));
        QCOMPARE(changed.count(), 1);
    }

    void onlyAReturnFromLost_isARestoration()
    {
        Connection connection;
        const QSignalSpy restored(&connection, &Connection::restored);
        connection.setState(in(Kind::Connected));
        connection.setState(in(Kind::Slow));
        connection.setState(in(Kind::Connected));
        QCOMPARE(restored.count(), 0);
        connection.setState(in(Kind::Lost));
        connection.setState(in(Kind::Connected));
        QCOMPARE(restored.count(), 1);
    }

    void sessionsCause_standsBesideTheReportedState_untilSignOut()
    {
        Connection connection;
        connection.setState(in(Kind::Connected));
        QVERIFY(connection.state().takesChanges());
        connection.setSessionCause(Cause::SchemaNewer);
        QVERIFY(!connection.state().takesChanges());
        connection.setState(in(Kind::Slow));
        QCOMPARE(connection.state().cause, Cause::SchemaNewer);
        connection.setState({});
        connection.setState(in(Kind::Connected));
        QCOMPARE(connection.state().cause, Cause::None);
    }

    void lostConnection_hasItsOwnCause_andTakesNoChanges()
    {
        Connection connection;
        connection.setState(in(Kind::Connected));
        connection.setSessionCause(Cause::AccountClosed);
        ConnectionState lost = in(Kind::Lost);
        lost.cause = Cause::Starting;
        connection.setState(lost);
        QCOMPARE(connection.state().cause, Cause::Starting);
        QVERIFY(!connection.state().takesChanges());
    }

    void tryNow_isWantedOnlyWhileLost()
    {
        Connection connection;
        const QSignalSpy wanted(&connection, &Connection::retryWanted);
        connection.setState(in(Kind::Connected));
        connection.tryNow();
        QCOMPARE(wanted.count(), 0);
        connection.setState(in(Kind::Lost));
        connection.tryNow();
        QCOMPARE(wanted.count(), 1);
    }
};

QTEST_GUILESS_MAIN(TestConnection)
#include "tst_Connection.moc"
