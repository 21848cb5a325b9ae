#include "core/cache/CacheOptions.h"
#include "core/settings/Settings.h"

#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestCacheOptions final : public QObject
{
    Q_OBJECT

private slots:
    void withoutASetting_eachKindHasItsOwnTimes()
    {
        const CacheOptions options = optionsWith({});
        for (const CacheKindTraits &traits : cacheKinds()) {
            QCOMPARE(options.lifeOf(traits.kind).fresh, traits.life.fresh);
            QCOMPARE(options.lifeOf(traits.kind).longest, traits.life.longest);
            QCOMPARE(options.lifeOf(traits.kind).alone, traits.life.alone);
        }
        QCOMPARE(options.memoryBytes, 32LL * 1024 * 1024);
    }

    void settings_areTaken()
    {
        const CacheOptions options = optionsWith({{u"cache.day_seconds"_s, u"1"_s},
                                                  {u"cache.free_slots_seconds"_s, u"90"_s},
                                                  {u"cache.memory_megabytes"_s, u"4096"_s}});
        QCOMPARE(options.lifeOf(CacheKind::Day).fresh, 1s);
        QCOMPARE(options.lifeOf(CacheKind::Day).alone, 1s);
        QCOMPARE(options.lifeOf(CacheKind::FreeSlots).fresh, 90s);
        QCOMPARE(options.lifeOf(CacheKind::FreeSlots).longest, 90s);
        QCOMPARE(options.memoryBytes, 4096LL * 1024 * 1024);
    }

private:
    static CacheOptions optionsWith(const QMap<QString, QString> &given)
    {
        SettingPlaces places;
        places.commandLine = given;
        return cacheOptionsFrom(Settings(places));
    }
};

QTEST_APPLESS_MAIN(TestCacheOptions)
#include "tst_CacheOptions.moc"
