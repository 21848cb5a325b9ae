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

    void bar_saysSinceWhenWhyHowOldAndWhenItTriesAgain()
    {
        ConnectionState state = in(Kind::Lost, Cause::Starting);
        state.retryAt = m_now.addSecs(4);
        Freshness freshness;
        freshness.asOf = m_now.addSecs(-300);
        const ConnectionNotice notice = connectionNotice(state, freshness, m_now);
        QVERIFY(notice.sentence.contains(u"Not connected since "_s + clockOf(m_now)));
        QVERIFY(notice.sentence.contains(u"data as of "_s + clockOf(freshness.asOf)));
        QVERIFY(notice.sentence.contains(causeText(Cause::Starting)));
        QCOMPARE(notice.retry, u"trying again in 4 s"_s);
        QVERIFY(notice.canRetry);
        QVERIFY(!connectionNotice(state, std::nullopt, m_now).sentence.isEmpty());
    }

    void slowServer_hasABarOfItsOwn_withoutTryNow()
    {
        const ConnectionNotice notice
            = connectionNotice(in(Kind::Slow, Cause::None), std::nullopt, m_now);
        QVERIFY(notice.sentence.contains(u"slow"_s));
        QVERIFY(!notice.canRetry);
        QVERIFY(notice.icon
                != connectionNotice(in(Kind::Lost, Cause::None), std::nullopt, m_now).icon);
    }

    void goodConnection_hasNoBar()
    {
        for (const Kind kind : {Kind::Connected, Kind::SignedOut})
            QVERIFY(
                connectionNotice(in(kind, Cause::None), std::nullopt, m_now).sentence.isEmpty());
    }

    void readOnlyServer_isNeverShownAsGood()
    {
        const ConnectionState state = in(Kind::Connected, Cause::ReadOnly);
        QVERIFY(connectionNotice(state, std::nullopt, m_now).sentence.contains(u"no changes"_s));
        QCOMPARE(connectionText(state, m_now).tone, ConnectionText::Tone::Warning);
        // Reading writes too: who looked at whom is kept.
        QVERIFY(causeText(state.cause).contains(u"nothing can be read or changed"_s));
        QVERIFY(!connectionText(state, m_now).text.contains(u"for reading"_s));
    }

    void eachCause_hasASentenceOfItsOwn()
    {
        QSet<QString> sentences;
        const int last = int(Cause::SchemaNewer);
        for (int number = int(Cause::Unreachable); number <= last; ++number) {
            const QString sentence = causeText(Cause(number));
            QVERIFY2(sentence.endsWith(u'.'), qPrintable(QString::number(number)));
            sentences.insert(sentence);
        }
        QCOMPARE(sentences.size(), last);
    }

    void staleData_isNotCalledUpdated()
    {
        Freshness freshness;
        freshness.asOf = m_now;
        QVERIFY(age(freshness).text.startsWith(u"updated "_s));
        freshness.isStale = true;
        QVERIFY(age(freshness).text.startsWith(u"data as of "_s));
        QVERIFY(age(freshness).hint.contains(u"last answer"_s));
        QVERIFY(age(std::nullopt).text.isEmpty());
    }

    void keptData_saysWhereItWasAndHowOldItIs()
    {
        using Layer = Freshness::Layer;
        const QDateTime asOf = m_now.addSecs(-3);
        const QString updated = u"updated "_s + asOf.toLocalTime().toString(u"HH:mm:ss"_s);
        QCOMPARE(age(Freshness{Layer::Database, asOf}).text, updated);
        QCOMPARE(age(Freshness{Layer::Memory, asOf}).text, updated + u" · from memory, 3 s old"_s);
        QCOMPARE(age(Freshness{Layer::Redis, asOf.addSecs(-600)}).text.section(u" · "_s, 1),
                 u"from Redis, 10 min old"_s);
        // A clock that was set back makes nothing older than it is.
        QVERIFY(age(Freshness{Layer::Memory, m_now.addSecs(5)}).text.endsWith(u" 0 s old"_s));
        for (const Layer layer : {Layer::Memory, Layer::Redis})
            QVERIFY(age(Freshness{layer, asOf}).hint.contains(u"F5"_s));
    }

    void redisThatIsAway_isToldWhateverIsShown()
    {
        using State = SharedLayer::State;
        const auto away = age(Freshness{Freshness::Layer::Database, m_now}, State::Away);
        QVERIFY(away.text.endsWith(u" · Redis is away"_s));
        QCOMPARE(away.tone, ConnectionText::Tone::Warning);
        QVERIFY(away.hint.contains(u"Nothing is missing"_s));
        QCOMPARE(age(std::nullopt, State::Away).text, u"Redis is away"_s);
        QVERIFY(age(std::nullopt, State::Working).text.isEmpty());
        QVERIFY(age(std::nullopt, State::Working).hint.contains(u"connected"_s));
        QVERIFY(age(std::nullopt).hint.isEmpty());
    }

private:
    [[nodiscard]] DataAgeText age(const std::optional<Freshness> &freshness,
                                  SharedLayer::State shared = SharedLayer::State::NotUsed) const
    {
        return dataAgeText(freshness, shared, m_now);
    }

    using Kind = ConnectionState::Kind;
    using Cause = ConnectionState::Cause;

    [[nodiscard]] ConnectionState in(Kind kind, Cause cause) const
    {
        ConnectionState state;
        state.kind = kind;
        state.cause = cause;
        state.since = m_now;
        return state;
    }
    [[nodiscard]] static QString clockOf(const QDateTime &at)
    {
        return at.toLocalTime().toString(u"HH:mm"_s);
    }

    const QDateTime m_now{QDate(2026, 11, 22), QTime(9, 41, 7), Qt::UTC};
};

QTEST_GUILESS_MAIN(tst_StatusText)
#include "tst_StatusText.moc"
