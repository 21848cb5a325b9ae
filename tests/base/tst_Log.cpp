#include "core/base/Log.h"

#include <QTemporaryFile>
#include <QTest>

#include <cstdio>

#ifndef Q_OS_WIN
#include <unistd.h>
#endif

using namespace clinidesk;
using namespace Qt::StringLiterals;

class TestLog final : public QObject
{
    Q_OBJECT

private slots:
    void secretsAndPatientData_areTakenOut_data()
    {
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("secret");
        QTest::newRow("dsn") << u"host=db password='pear tree' user=a"_s << u"pear"_s;
        QTest::newRow("url") << u"postgres://ann:plum@db/clinic"_s << u"plum"_s;
        QTest::newRow("verifier") << u"role SCRAM-SHA-256$4096:c2FsdA==$a:b"_s << u"c2FsdA"_s;
        QTest::newRow("key detail") << u"Key (family)=(Okafor) exists"_s << u"Okafor"_s;
        QTest::newRow("row detail") << u"Failing row contains (1, Okafor)"_s << u"Okafor"_s;
        QTest::newRow("mail") << u"cannot reach nadia.o@mail.example.org"_s << u"nadia"_s;
        QTest::newRow("birth date") << u"born 1977-12-19"_s << u"1977"_s;
        QTest::newRow("phone") << u"call +49 30 123456"_s << u"123456"_s;
    }
    void secretsAndPatientData_areTakenOut()
    {
        QFETCH(QString, message);
        QFETCH(QString, secret);
        QVERIFY2(!scrubbed(message).contains(secret), qPrintable(scrubbed(message)));
    }

    void timesAndNumbers_stay()
    {
        const QString line = u"page 4711 at 2026-11-22T10:15:00 took 3 ms (57P01)"_s;
        QCOMPARE(scrubbed(line), line);
    }

#ifndef Q_OS_WIN
    void everyLineOfTheProgram_isWrittenScrubbed()
    {
        QTemporaryFile log;
        QVERIFY(log.open());
        const int standardError = dup(STDERR_FILENO);
        dup2(log.handle(), STDERR_FILENO);
        const QtMessageHandler former = qInstallMessageHandler(nullptr);
        installScrubbedLog();
        for (const auto *category : {&lcDatabase(), &lcStandalone(), &lcWorker(), &lcDesk()})
            qCWarning((*category)) << "Key (family)=(Okafor) exists, born 1977-12-19";
        qCDebug(lcDesk) << "only for developers";
        qInstallMessageHandler(former);
        std::fflush(stderr);
        dup2(standardError, STDERR_FILENO);
        close(standardError);

        log.seek(0);
        const QByteArray written = log.readAll();
        QCOMPARE(written.count('\n'), 4);
        QVERIFY(!written.contains("Okafor"));
        QVERIFY(!written.contains("1977"));
        for (const char *name : {"database", "standalone", "worker", "desk"})
            QVERIFY2(written.contains(QByteArray(name).prepend("warning clinidesk.")),
                     written.constData());
    }
#endif
};

QTEST_GUILESS_MAIN(TestLog)
#include "tst_Log.moc"
