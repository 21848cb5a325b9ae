#include "ui/viewmodels/shell/StatusText.h"

#include <QSet>
#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

class tst_StatusText : public QObject
{
    Q_OBJECT

private slots:
    void lostConnection_countsDownToTheNextAttempt()
    {
        ConnectionState lost{.kind = ConnectionState::Kind::Lost,
                             .since = m_now.addSecs(-60),
                             .retryAt = m_now.addMSecs(3200),
                             .roundTrip = {},
                             .isWeak = false};
        QVERIFY(connectionText(lost, m_now).text.endsWith(u"trying again in 4 s"_s));
        QVERIFY(connectionText(lost, m_now.addSecs(5)).text.endsWith(u"trying now"_s));
        QCOMPARE(connectionText(lost, m_now).tone, ConnectionText::Tone::Danger);
    }

    void weakTls_isNeverShownAsGood()
    {
        const ConnectionState weak{.kind = ConnectionState::Kind::Connected,
                                   .since = m_now,
                                   .retryAt = {},
                                   .roundTrip = {},
                                   .isWeak = true};
        QCOMPARE(connectionText(weak, m_now).tone, ConnectionText::Tone::Warning);
    }

    void offlineBar_saysHowOldTheDataIs_onlyWhileLost()
    {
        ConnectionState state{.kind = ConnectionState::Kind::Lost,
                              .since = m_now,
                              .retryAt = {},
                              .roundTrip = {},
                              .isWeak = false};
        Freshness freshness;
        freshness.asOf = m_now.addSecs(-300);
        const QString at = freshness.asOf.toLocalTime().toString(u"HH:mm"_s);
        QVERIFY(offlineText(state, freshness).contains(u"data as of "_s + at));
        QVERIFY(!offlineText(state, std::nullopt).isEmpty());
        state.kind = ConnectionState::Kind::Connected;
        QVERIFY(offlineText(state, freshness).isEmpty());
    }

    void staleData_isNotCalledUpdated()
    {
        Freshness freshness;
        freshness.asOf = m_now;
        QVERIFY(dataAgeText(freshness).startsWith(u"updated "_s));
        freshness.isStale = true;
        QVERIFY(dataAgeText(freshness).startsWith(u"data as of "_s));
        QVERIFY(dataAgeText(std::nullopt).isEmpty());
    }

private:
    const QDateTime m_now{QDate(2026, 11, 22), QTime(9, 41, 7), Qt::UTC};
};

QTEST_GUILESS_MAIN(tst_StatusText)
#include "tst_StatusText.moc"
