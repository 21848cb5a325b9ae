#include "core/cache/CacheMemory.h"
#include "core/cache/LatencyHistogram.h"
#include "tests/cache/NumberCodec.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <map>

using namespace clinidesk;
using namespace std::chrono_literals;

namespace {

CacheKey keyOf(qint64 number)
{
    return CacheKey(CacheKind::HistoryPage, {}, ClinicId(1)).with(number);
}

CacheTag tagOf(qint64 number)
{
    return CacheTag::patient(PatientId(number));
}

std::unique_ptr<CacheMemory::Entry> entryOf(qint64 number, qint64 cost)
{
    auto entry = std::make_unique<CacheMemory::Entry>(keyOf(number));
    entry->type = &cacheTypeOf<Number>;
    entry->value = std::make_shared<const Number>(Number{number, {}});
    entry->tags = {tagOf(number % 7), CacheTag::epoch()};
    entry->cost = cost;
    return entry;
}

} // namespace

class TestCacheMemory final : public QObject
{
    Q_OBJECT

private slots:
    void memory_neverHoldsMoreThanItMay()
    {
        CacheMemory memory(1'000'000);
        QRandomGenerator generator(3);
        for (qint64 number = 0; number < 20'000; ++number) {
            memory.put(entryOf(generator.bounded(5000), 100 + generator.bounded(20'000)));
            if (CacheMemory::Entry *entry = memory.find(keyOf(generator.bounded(5000))))
                memory.touch(*entry);
            QVERIFY(memory.bytes() <= 1'000'000);
        }
        QVERIFY(memory.evictions() > 0);
        QVERIFY(memory.count() > 50);
        QVERIFY(memory.bytes() > 900'000);
    }

    void whatIsFound_isWhatWasPut()
    {
        // The table against std::map, with entries coming and going.
        CacheMemory memory(1'000'000'000);
        std::map<qint64, qint64> model;
        QRandomGenerator generator(4);
        for (int step = 0; step < 50'000; ++step) {
            const qint64 number = generator.bounded(3000);
            if (generator.bounded(3) == 0) {
                memory.remove(keyOf(number));
                model.erase(number);
            } else {
                memory.put(entryOf(number, 10 + step));
                model[number] = 10 + step;
            }
        }
        QCOMPARE(memory.count(), qsizetype(model.size()));
        qint64 bytes = 0;
        for (qint64 number = 0; number < 3000; ++number) {
            const CacheMemory::Entry *entry = memory.find(keyOf(number));
            QCOMPARE(entry != nullptr, model.contains(number));
            if (!entry)
                continue;
            QCOMPARE(entry->cost, model[number]);
            QCOMPARE(std::static_pointer_cast<const Number>(entry->value)->value, number);
            bytes += entry->cost;
        }
        QCOMPARE(memory.bytes(), bytes);
    }

    void whatWasOfUse_outlivesALongList()
    {
        CacheMemory memory(100'000);
        for (qint64 number = 0; number < 20; ++number) {
            memory.put(entryOf(number, 1000));
            memory.touch(*memory.find(keyOf(number)));
        }
        for (qint64 number = 1000; number < 3000; ++number)
            memory.put(entryOf(number, 1000)); // Each is seen once.
        for (qint64 number = 0; number < 20; ++number)
            QVERIFY(memory.find(keyOf(number)));
    }

    void whatIsDead_goesFirst()
    {
        CacheMemory memory(10'000);
        for (qint64 number = 0; number < 10; ++number) {
            memory.put(entryOf(number, 1000));
            memory.touch(*memory.find(keyOf(number)));
        }
        memory.kill(tagOf(5));
        memory.put(entryOf(100, 1000));
        QVERIFY(!memory.find(keyOf(5)));
        QCOMPARE(memory.count(), 10);
    }

    void tagThatChanged_killsItsBearersOnly()
    {
        CacheMemory memory(1'000'000);
        for (qint64 number = 0; number < 70; ++number)
            memory.put(entryOf(number, 10));
        memory.remove(keyOf(10));
        memory.kill(tagOf(3));
        memory.kill(CacheTag::patient(PatientId(999)));
        for (qint64 number = 0; number < 70; ++number) {
            if (number != 10)
                QCOMPARE(memory.find(keyOf(number))->isDead, number % 7 == 3);
        }
        memory.kill(CacheTag::epoch());
        QVERIFY(memory.find(keyOf(0))->isDead);
    }

    void olderAnswer_doesNotReplaceANewer()
    {
        CacheMemory memory(1'000'000);
        auto newer = entryOf(1, 20);
        newer->askedAt = 2s;
        auto older = entryOf(1, 10);
        older->askedAt = 1s;
        memory.put(std::move(newer));
        memory.put(std::move(older));
        QCOMPARE(memory.find(keyOf(1))->cost, 20);
    }

    void giant_isNotKept()
    {
        CacheMemory memory(1000);
        memory.put(entryOf(1, 100));
        memory.put(entryOf(2, 126));
        QVERIFY(memory.find(keyOf(1)));
        QVERIFY(!memory.find(keyOf(2)));
    }

    void whatIsOld_isRemoved()
    {
        CacheMemory memory(1'000'000);
        for (qint64 number = 0; number < 100; ++number) {
            auto entry = entryOf(number, 10);
            entry->knownAt = std::chrono::seconds(number);
            memory.put(std::move(entry));
        }
        memory.removeOlder(60s);
        QCOMPARE(memory.count(), 40);
        QVERIFY(!memory.find(keyOf(59)));
        QVERIFY(memory.find(keyOf(60)));
        memory.clear();
        QCOMPARE(memory.count(), 0);
        QCOMPARE(memory.bytes(), 0);
    }

    void percentiles_areWithinFourPercent()
    {
        LatencyHistogram histogram;
        QCOMPARE(histogram.percentile(50), 0ns);
        for (int microseconds = 1; microseconds <= 1000; ++microseconds)
            histogram.add(std::chrono::microseconds(microseconds));
        for (const int percent : {1, 50, 95, 99, 100}) {
            const auto found = double(histogram.percentile(percent).count());
            QVERIFY2(std::abs(found / (percent * 10'000.0) - 1) < 0.04,
                     qPrintable(QString::number(found)));
        }
        QCOMPARE(histogram.count(), 1000u);
        histogram.add(-5ns); // A clock that jumped.
        histogram.add(std::chrono::nanoseconds::max());
        QVERIFY(histogram.percentile(100) > 1h);
    }
};

QTEST_APPLESS_MAIN(TestCacheMemory)
#include "tst_CacheMemory.moc"
