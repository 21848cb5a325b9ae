#include "core/postgres/SqlError.h"

#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

using Code = Error::Code;

class TestSqlError final : public QObject
{
    Q_OBJECT

private slots:
    void sqlState_decidesTheCode_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<int>("code");
        const auto row = [](const char *state, Code code) {
            QTest::newRow(state) << QString::fromLatin1(state) << static_cast<int>(code);
        };
        row("23P01", Code::Conflict);
        row("23505", Code::Conflict);
        row("CD001", Code::Limit);
        row("CD002", Code::Transition);
        row("CD003", Code::RequestReused);
        row("CD004", Code::Stale);
        row("CD005", Code::PasswordExpired);
        row("22023", Code::Invalid);
        row("22007", Code::Invalid);
        row("22P02", Code::Invalid);
        row("42501", Code::Denied);
        row("28000", Code::Denied);
        row("28P01", Code::WrongPassword);
        row("P0002", Code::NotFound);
        row("55P03", Code::Busy);
        row("40P01", Code::Busy);
        row("53300", Code::Busy);
        row("25006", Code::ReadOnly);
        row("53100", Code::ReadOnly);
        row("57014", Code::Unavailable);
        row("57P01", Code::Unavailable);
        row("08006", Code::Unavailable);
        row("", Code::Unavailable);
        row("42883", Code::SchemaTooOld);
        row("3D000", Code::SchemaTooOld);
        row("XX000", Code::Broken);
        row("P0001", Code::Broken);
    }
    void sqlState_decidesTheCode()
    {
        QFETCH(QString, state);
        QFETCH(int, code);
        QCOMPARE(static_cast<int>(errorFrom({state, u"text"_s, {}}).code), code);
    }

    void jsonDetail_becomesFacts()
    {
        const Error error = errorFrom({u"23P01"_s, u"the time is taken"_s,
                                       u"{\"taken\": \"doctor\", \"appointment\": 4711}"_s});
        QCOMPARE(error.facts, (QJsonObject{{u"taken"_s, u"doctor"_s}, {u"appointment"_s, 4711}}));
        QCOMPARE(error.detail, u"23P01 the time is taken"_s);
    }

    void postgresOwnDetail_isDropped()
    {
        const Error error
            = errorFrom({u"23505"_s, u"duplicate key value violates unique constraint"_s,
                         u"Key (family)=(Müller) already exists."_s});
        QVERIFY(error.facts.isEmpty());
        QVERIFY(!error.detail.contains(u"Müller"_s));
    }

    void onlyTheFirstLine_isKept()
    {
        QCOMPARE(errorFrom({u"XX000"_s, u"first\nDETAIL: second"_s, {}}).detail, u"XX000 first"_s);
    }

    void badValueWithoutFacts_isMalformed()
    {
        QCOMPARE(
            errorFrom({u"22P02"_s, u"invalid input"_s, {}}).facts.value(u"problem"_s).toString(),
            u"malformed"_s);
    }

    void lostStates_areKnown()
    {
        QVERIFY(isLostState(u""_s));
        QVERIFY(isLostState(u"08003"_s));
        QVERIFY(isLostState(u"57P01"_s));
        QVERIFY(!isLostState(u"57014"_s));
        QVERIFY(!isLostState(u"23P01"_s));
    }
};

QTEST_GUILESS_MAIN(TestSqlError)
#include "tst_SqlError.moc"
