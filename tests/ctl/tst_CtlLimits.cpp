#include "core/limits/LimitKey.h"
#include "core/redis/RedisLimiter.h"
#include "tests/support/TestRedis.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

class TestCtlLimits final : public QObject
{
    Q_OBJECT

    struct Outcome
    {
        int exitCode = -1;
        QString output;
        QString complaints;

        [[nodiscard]] QJsonObject json() const
        {
            return QJsonDocument::fromJson(output.toUtf8()).object();
        }
        [[nodiscard]] QString code() const
        {
            return json().value(u"error"_s).toObject().value(u"code"_s).toString();
        }
    };

private slots:
    void initTestCase()
    {
        QVERIFY2(m_redis.start(), m_redis.problem());
        m_limiter = std::make_unique<RedisLimiter>(m_redis.options());
        m_limiter->open();
        QTRY_VERIFY(m_limiter->isAvailable());
    }

    void init()
    {
        m_redis.tell({"FLUSHALL"});
        m_redis.tell({"SET", "cd:r:stranger", "no limit of ours"});
        spend(LimitKey::signInName(u"rita"_s), 6);
        spend(LimitKey::booking(7, PatientId(4711)), 3);
        spend(LimitKey::doctorChange(7, StaffId(2)), 50);
    }

    void show_tellsOfEach_theFullestFirst_andSpendsNothing()
    {
        for (int i = 0; i < 3; ++i) {
            const Outcome seen = limits({u"show"_s});
            QVERIFY2(seen.exitCode == 0, qPrintable(seen.complaints));
            const QJsonArray rows = seen.json().value(u"limits"_s).toArray();
            QCOMPARE(rows.size(), 3);
            const QJsonObject name = rows.at(0).toObject();
            QCOMPARE(name.value(u"kind"_s).toString(), u"sign_in_name"_s);
            QVERIFY(name.value(u"reached"_s).toBool());
            QCOMPARE(name.value(u"remaining"_s).toInt(-1), 0);
            QVERIFY(name.value(u"retry_after_s"_s).toInt() > 800);
            const QJsonObject doctor = rows.at(1).toObject();
            QCOMPARE(doctor.value(u"name"_s).toString(), u"doctor_change:7:2"_s);
            QCOMPARE(doctor.value(u"limit"_s).toInt(), 100);
            QVERIFY(doctor.value(u"remaining"_s).toInt() >= 50);
            QCOMPARE(rows.at(2).toObject().value(u"remaining"_s).toInt(), 7);
        }
        const Outcome told = limits({u"show"_s, u"--most"_s, u"1"_s}, Form::Text);
        QVERIFY(told.output.contains(u"5 of 5 spent within 15 min, the next in"_s));
        QVERIFY(told.output.contains(u"and 2 more"_s));
        QVERIFY(!told.output.contains(u"rita"_s));
    }

    void reset_letsThatOneBeginAnew()
    {
        const Outcome done = limits({u"reset"_s, u"--login"_s, u"Rita"_s});
        QVERIFY2(done.exitCode == 0, qPrintable(done.complaints));
        QCOMPARE(done.json().value(u"reset"_s).toInt(), 1);
        QCOMPARE(limits({u"show"_s}).json().value(u"total"_s).toInt(), 2);

        QCOMPARE(limits({u"reset"_s, u"booking:7:4711"_s, u"doctor_change:7:2"_s})
                     .json()
                     .value(u"reset"_s)
                     .toInt(),
                 2);
        const Outcome again = limits({u"reset"_s, u"booking:7:4711"_s});
        QCOMPARE(again.exitCode, 1);
        QCOMPARE(again.code(), u"not_found"_s);
    }

    void resetAll_leavesOtherKeysAlone()
    {
        m_redis.tell({"SET", "cd:g:epoch", "17"});
        QCOMPARE(limits({u"reset"_s, u"--all"_s}).json().value(u"reset"_s).toInt(), 3);
        QCOMPARE(m_redis.ask({"GET", "cd:g:epoch"}), QByteArray("17"));
        QCOMPARE(m_redis.ask({"EXISTS", "cd:r:stranger"}), QByteArray("1"));
        QCOMPARE(limits({u"reset"_s, u"--all"_s}).exitCode, 0);
        QVERIFY(limits({u"show"_s}, Form::Text).output.contains(u"Nothing was spent"_s));
    }

    void badInput_changesNothingAndSaysWhatToDo_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QString>("advice");
        QTest::newRow("nothing") << QStringList{u"reset"_s} << u"Say which limit"_s;
        QTest::newRow("both") << QStringList{u"reset"_s, u"--all"_s, u"booking:7:4711"_s}
                              << u"either names or --all"_s;
        QTest::newRow("pattern") << QStringList{u"reset"_s, u"booking:*"_s}
                                 << u"limits show prints"_s;
        QTest::newRow("injected") << QStringList{u"reset"_s, u"booking:7:4711\r\nFLUSHALL"_s}
                                  << u"limits show prints"_s;
        QTest::newRow("most") << QStringList{u"show"_s, u"--most"_s, u"0"_s} << u"--most"_s;
        QTest::newRow("days") << QStringList{u"refused"_s, u"--days"_s, u"soon"_s} << u"--days"_s;
    }
    void badInput_changesNothingAndSaysWhatToDo()
    {
        QFETCH(QStringList, words);
        QFETCH(QString, advice);
        const Outcome refused = limits(words);
        QVERIFY(refused.exitCode == 1 || refused.exitCode == 2);
        QVERIFY2(refused.complaints.contains(advice), qPrintable(refused.complaints));
        QCOMPARE(limits({u"show"_s}).json().value(u"total"_s).toInt(), 3);
    }

    void noRedis_isSaid()
    {
        TestRedis gone;
        QVERIFY2(gone.start(), gone.problem());
        const quint16 port = gone.port();
        gone.kill();
        const Outcome seen = run(port, {u"show"_s}, Form::Json);
        QCOMPARE(seen.exitCode, 3);
        QVERIFY(seen.complaints.contains(u"no Redis"_s));
    }

private:
    enum class Form { Json, Text };

    void spend(const LimitKey &key, int times)
    {
        int answered = 0;
        for (int i = 0; i < times; ++i)
            m_limiter->decide(RequestId::create(), {{key, policyFor(key.kind(), {})}},
                              [&answered](const auto &) { ++answered; });
        QTRY_COMPARE(answered, times);
    }

    [[nodiscard]] Outcome limits(const QStringList &words, Form form = Form::Json)
    {
        return run(m_redis.port(), words, form);
    }

    [[nodiscard]] Outcome run(quint16 port, const QStringList &words, Form form)
    {
        QStringList arguments{u"--redis-host"_s, u"127.0.0.1"_s, u"--redis-port"_s,
                              QString::number(port)};
        if (form == Form::Json)
            arguments << u"--json"_s;
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        process.start(QStringLiteral(CLINIDESK_PROGRAMS) % u"/clinideskctl"_s,
                      arguments + QStringList{u"limits"_s} + words);
        process.closeWriteChannel();
        if (!process.waitForFinished(60'000))
            return {};
        return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
                QString::fromUtf8(process.readAllStandardError())};
    }

    QTemporaryDir m_folder;
    TestRedis m_redis;
    std::unique_ptr<RedisLimiter> m_limiter;
};

QTEST_GUILESS_MAIN(TestCtlLimits)
#include "tst_CtlLimits.moc"
