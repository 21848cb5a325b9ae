// Values on their way to the server and back, as the adapters read them.
#include "core/postgres/ServerValues.h"
#include "tests/postgres/PoolDesk.h"

#include <QRandomGenerator>

using namespace clinidesk;
using namespace Qt::StringLiterals;

class TestAnswers final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.start(), m_server.problem());
        QVERIFY(!m_server.freshDatabase().isEmpty());
        m_desk.open(m_server);
    }

    void everyType_isReadAsTheAdaptersWantIt_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QVariant>("value");
        const auto row = [](const QString &sql, const QVariant &value) {
            QTest::newRow(qPrintable(sql)) << sql << value;
        };
        const auto at
            = [](const QString &text) { return QDateTime::fromString(text, Qt::ISODate); };
        row(u"true"_s, true);
        row(u"false"_s, false);
        row(u"(-7)::smallint"_s, -7);
        row(u"2147483647"_s, 2147483647);
        row(u"9223372036854775807"_s, qlonglong(9223372036854775807));
        row(u"1.5::float8"_s, 1.5);
        row(u"12.25::numeric"_s, 12.25);
        row(u"'Müller 王'::text"_s, u"Müller 王"_s);
        row(u"''::text"_s, u""_s);
        row(u"'x'::varchar"_s, u"x"_s);
        row(u"session_user"_s, u"rita"_s);
        row(u"'2026-11-23'::date"_s, QDate(2026, 11, 23));
        row(u"'infinity'::date"_s, QDate());
        row(u"'0044-03-15 BC'::date"_s, QDate());
        row(u"'12026-01-02'::date"_s, QDate(12026, 1, 2));
        row(u"'07:30'::time"_s, QTime(7, 30));
        row(u"'07:30:01.25'::time"_s, QTime(7, 30, 1, 250));
        row(u"'24:00'::time"_s, QTime::fromString(u"24:00:00"_s, Qt::ISODate));
        row(u"'2026-11-23 08:15+02'::timestamptz"_s, at(u"2026-11-23T06:15:00Z"_s));
        row(u"'2026-11-23 08:15:09.999999Z'::timestamptz"_s,
            at(u"2026-11-23T08:15:09.999Z"_s)); // Never later than it was.
        row(u"'2026-11-23 08:15:09.05Z'::timestamptz"_s, at(u"2026-11-23T08:15:09.050Z"_s));
        row(u"'infinity'::timestamptz"_s, QDateTime());
        row(u"'-infinity'::timestamptz"_s, QDateTime());
        row(u"'0044-03-15 12:00Z BC'::timestamptz"_s, QDateTime());
        row(u"'{\"a\": 1}'::jsonb"_s, u"{\"a\": 1}"_s);
        row(u"'6F9619FF-8B86-D011-B42D-00CF4FC964FF'::uuid"_s,
            u"6f9619ff-8b86-d011-b42d-00cf4fc964ff"_s);
        row(u"ARRAY[1,2]"_s, u"{1,2}"_s);
        for (const QString &type : {u"int"_s, u"text"_s, u"bool"_s, u"date"_s, u"timestamptz"_s})
            row(u"NULL::"_s + type, QVariant());
    }
    void everyType_isReadAsTheAdaptersWantIt()
    {
        QFETCH(QString, sql);
        QFETCH(QVariant, value);
        const auto read = settled(
            m_desk.pool.run(JobKind::Read, [&sql](DatabaseConnection &session) -> Result<QVariant> {
                const auto answer = session.ask(u"SELECT "_s + sql);
                if (!answer)
                    return answer.error();
                return (*answer)->next() ? (*answer)->value(0) : QVariant(u"no row"_s);
            }));
        QVERIFY(read);
        QCOMPARE(read->typeId(), value.typeId());
        QCOMPARE(*read, value);
        QCOMPARE(read->isNull(), value.isNull());
        if (read->typeId() == QMetaType::QDateTime && read->toDateTime().isValid())
            QCOMPARE(read->toDateTime().timeSpec(), Qt::UTC);
    }

    void everyBoundValue_arrivesAsItIs_data()
    {
        QTest::addColumn<QVariant>("value");
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("arrived");
        const auto row
            = [](const char *name, const QVariant &value, const QString &type,
                 const QString &arrived) { QTest::newRow(name) << value << type << arrived; };
        row("no value", {}, u"int"_s, u"NULL"_s);
        row("null text", QString(), u"text"_s, u"NULL"_s);
        row("empty text", u""_s, u"text"_s, u"''"_s);
        row("text", u"O'Neill \\ $1 :x"_s, u"text"_s, u"'O''Neill \\ $1 :x'"_s);
        row("yes", true, u"boolean"_s, u"'true'"_s);
        row("no", false, u"boolean"_s, u"'false'"_s);
        row("number", -12, u"int"_s, u"'-12'"_s);
        row("long", qlonglong(1) << 60, u"bigint"_s, u"'1152921504606846976'"_s);
        row("instant", QDateTime(QDate(2026, 11, 23), QTime(8, 15), Qt::OffsetFromUTC, 7200),
            u"timestamptz"_s, u"'2026-11-23 06:15:00+00'"_s);
    }
    void everyBoundValue_arrivesAsItIs()
    {
        QFETCH(QVariant, value);
        QFETCH(QString, type);
        const auto read = settled(
            m_desk.pool.run(JobKind::Read, [&](DatabaseConnection &session) -> Result<QString> {
                const auto answer
                    = session.ask(u"SELECT quote_nullable(CASE WHEN :x::%1 IS NULL THEN NULL"
                                  " ELSE :x::%1 END::text)"_s.arg(type),
                                  {{u"x"_s, value}});
                if (!answer)
                    return answer.error();
                return (*answer)->next() ? (*answer)->value(0).toString() : u"no row"_s;
            }));
        QVERIFY(read);
        QString arrived = *read;
        if (arrived.startsWith(u'E'))
            arrived = arrived.mid(1).replace(u"\\\\"_s, u"\\"_s);
        QTEST(arrived, "arrived");
    }

    void manyInstants_areReadAsQtReadsThem()
    {
        QRandomGenerator random(20261123);
        for (int i = 0; i < 20'000; ++i) {
            const qint64 moment
                = qint64(random.bounded(4'000'000'000.0) * 1000) - 2'000'000'000'000;
            const QDateTime instant = QDateTime::fromMSecsSinceEpoch(moment, Qt::UTC);
            const QString text = instant.toString(u"yyyy-MM-dd HH:mm:ss.zzz"_s);
            QCOMPARE(instantIn((text + u"+00"_s).toLatin1()), instant);
            QCOMPARE(instantIn((text + u"-05:30"_s).toLatin1()), instant.addSecs(5 * 3600 + 1800));
            QCOMPARE(dateIn(text.left(10).toLatin1()), instant.date());
        }
    }

    void nonsense_isNoInstant()
    {
        for (const char *text :
             {"", "2026", "2026-11-23", "2026-13-01 00:00:00+00", "2026-11-23 24:00:00+00",
              "2026-11-23 08:15:00+00 BC", "2026-11-23T08:15:00+00", "x", "2026-11-23 08:15"})
            QVERIFY2(!instantIn(text).isValid(), text);
    }

    void longTexts_passBothWays()
    {
        QString text(3'000'000, u'ü');
        text += u"end"_s;
        const auto back = settled(
            m_desk.pool.run(JobKind::Read, [&](DatabaseConnection &session) -> Result<QString> {
                const auto answer = session.ask(u"SELECT :text::text"_s, {{u"text"_s, text}});
                if (!answer)
                    return answer.error();
                return (*answer)->next() ? (*answer)->text(0) : u"no row"_s;
            }));
        QVERIFY(back);
        QVERIFY(*back == text);
    }

    void answers_outliveTheNextStatement()
    {
        const auto sum = settled(
            m_desk.pool.run(JobKind::Read, [](DatabaseConnection &session) -> Result<int> {
                const QString sql = u"SELECT n FROM generate_series(1, :most::int) n"_s;
                const auto one = session.ask(sql, {{u"most"_s, 3}});
                const auto other = session.ask(sql, {{u"most"_s, 4}});
                int both = 0;
                while ((*one)->next())
                    both += (*one)->value(0).toInt();
                while ((*other)->next())
                    both += (*other)->value(0).toInt();
                return both;
            }));
        QCOMPARE(*sum, 6 + 10);
    }

private:
    PrivateServer m_server;
    PoolDesk m_desk;
};

QTEST_GUILESS_MAIN(TestAnswers)
#include "tst_Answers.moc"
