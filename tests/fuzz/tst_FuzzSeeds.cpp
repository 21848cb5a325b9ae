#include "tests/fuzz/Targets.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

using Target = QString (*)(const QByteArray &);
Q_DECLARE_METATYPE(Target)

/// Every seed, and with them every input that once broke something, through its target.
class TestFuzzSeeds final : public QObject
{
    Q_OBJECT

private slots:
    void seed_breaksNoPromise_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<Target>("target");
        addSeeds(u"Date"_s, brokenByDate);
        addSeeds(u"DotEnv"_s, brokenByDotEnv);
        addSeeds(u"Csv"_s, brokenByCsv);
        addSeeds(u"Search"_s, brokenBySearch);
        addSeeds(u"CacheEntry"_s, brokenByCacheEntry);
        addSeeds(u"RedisReply"_s, brokenByRedisReply);
    }
    void seed_breaksNoPromise()
    {
        QFETCH(QString, path);
        QFETCH(Target, target);
        QFile seed(path);
        QVERIFY2(seed.open(QIODevice::ReadOnly), qPrintable(path));
        const QByteArray bytes = seed.readAll();

        QCOMPARE(target(bytes), QString());
        // And every beginning of it, as while it is being typed or when a file was cut.
        for (qsizetype length = 0; length < std::min<qsizetype>(bytes.size(), 400); ++length)
            QCOMPARE(target(bytes.left(length)), QString());
    }

private:
    static void addSeeds(const QString &folder, Target target)
    {
        const QDir seeds(QStringLiteral(CLINIDESK_SEEDS) % u'/' % folder);
        const QStringList names = seeds.entryList(QDir::Files, QDir::Name);
        QVERIFY2(names.size() >= 10, qPrintable(folder));
        for (const QString &name : names)
            QTest::newRow(qPrintable(QString(folder % u'/' % name)))
                << seeds.filePath(name) << target;
    }
};

QTEST_GUILESS_MAIN(TestFuzzSeeds)
#include "tst_FuzzSeeds.moc"
