#include "core/redis/RedisOptions.h"
#include "core/settings/Settings.h"

#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

using Tls = RedisOptions::Tls;

class TestRedisOptions final : public QObject
{
    Q_OBJECT

private slots:
    void nothingSaid_isNoRedis() { QVERIFY(!optionsFor({}).isUsed()); }

    void variablesThatOthersUse_areUnderstood()
    {
        const RedisOptions options = optionsFor({{u"REDIS_HOST"_s, u"127.0.0.1"_s},
                                                 {u"REDIS_PORT"_s, u"7001"_s},
                                                 {u"REDIS_PASSWORD"_s, u"x"_s}});
        QVERIFY(options.isUsed());
        QCOMPARE(options.endpoints, (QList<RedisEndpoint>{{u"127.0.0.1"_s, 7001}}));
        QCOMPARE(options.password, u"x"_s);
        QVERIFY(options.user.isEmpty());
        QCOMPARE(options.tls, Tls::Off);
    }

    void hosts_mayBeSeveralWithPorts()
    {
        const RedisOptions options
            = optionsFor({{u"CLINIDESK_REDIS_HOST"_s,
                           u"a.example.org, b.example.org:7,[2001:db8::1]:8,2001:db8::2"_s}});
        QCOMPARE(options.endpoints,
                 (QList<RedisEndpoint>{{u"a.example.org"_s, 6379},
                                       {u"b.example.org"_s, 7},
                                       {u"2001:db8::1"_s, 8},
                                       {u"2001:db8::2"_s, 6379}}));
        QCOMPARE(options.tls, Tls::VerifyFull);
    }

    void badPort_isPassedOver()
    {
        QCOMPARE(optionsFor({{u"REDIS_HOST"_s, u"a.example.org"_s}, {u"REDIS_PORT"_s, u"0"_s}})
                     .endpoints.first()
                     .port,
                 6379);
    }

    void otherMachine_needsTlsUnlessItIsSaid_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("tls");
        QTest::addColumn<bool>("isOn");
        QTest::newRow("this machine") << u"localhost"_s << QString() << false;
        QTest::newRow("this machine, said") << u"127.0.0.1"_s << u"verify-full"_s << true;
        QTest::newRow("another") << u"redis.example.org"_s << QString() << true;
        QTest::newRow("one of two another") << u"::1,redis.example.org"_s << QString() << true;
        QTest::newRow("another, said") << u"redis.example.org"_s << u"disable"_s << false;
        QTest::newRow("nonsense") << u"redis.example.org"_s << u"perhaps"_s << true;
    }
    void otherMachine_needsTlsUnlessItIsSaid()
    {
        QFETCH(QString, host);
        QFETCH(QString, tls);
        QFETCH(bool, isOn);
        QMap<QString, QString> variables{{u"REDIS_HOST"_s, host}};
        if (!tls.isEmpty())
            variables.insert(u"CLINIDESK_REDIS_TLS"_s, tls);
        QCOMPARE(optionsFor(variables).tls == Tls::VerifyFull, isOn);
    }

    void sentinels_haveTheirOwnPort()
    {
        const RedisOptions options
            = optionsFor({{u"CLINIDESK_REDIS_SENTINEL_MASTER"_s, u"clinic"_s},
                          {u"CLINIDESK_REDIS_SENTINELS"_s, u"a.example.org,b.example.org:7"_s},
                          {u"CLINIDESK_REDIS_DATABASE"_s, u"4"_s},
                          {u"CLINIDESK_REDIS_USER"_s, u"desk"_s}});
        QVERIFY(options.isUsed());
        QCOMPARE(options.sentinels,
                 (QList<RedisEndpoint>{{u"a.example.org"_s, 26379}, {u"b.example.org"_s, 7}}));
        QCOMPARE(options.database, 4);
        QCOMPARE(options.user, u"desk"_s);
    }

private:
    static RedisOptions optionsFor(const QMap<QString, QString> &variables)
    {
        SettingPlaces places;
        for (const auto &[name, value] : variables.asKeyValueRange())
            places.environment.insert(name, value);
        return redisOptions(Settings(places));
    }
};

QTEST_GUILESS_MAIN(TestRedisOptions)
#include "tst_RedisOptions.moc"
