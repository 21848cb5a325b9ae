#include "core/monitor/Connection.h"

#include <QSignalSpy>
#include <QTest>

using namespace clinidesk;
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
};

QTEST_GUILESS_MAIN(TestConnection)
#include "tst_Connection.moc"
