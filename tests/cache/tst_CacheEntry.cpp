#include "core/cache/CacheChecksum.h"
#include "core/cache/CacheCodec.h"
#include "core/cache/CacheEntry.h"
#include "tests/cache/NumberCodec.h"

#include <QRandomGenerator>
#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

class TestCacheEntry final : public QObject
{
    Q_OBJECT

private slots:
    void entry_comesBackUnderItsName()
    {
        const auto entry = unpacked(m_bytes, m_name);
        QVERIFY(entry);
        QCOMPARE(entry->kind, m_entry.kind);
        QCOMPARE(entry->madeAt, m_entry.madeAt);
        QCOMPARE(entry->generations, m_entry.generations);
        QCOMPARE(entry->value, QByteArrayView(m_value));
    }

    void everyBitFlipped_isAMiss()
    {
        for (qsizetype index = 0; index < m_bytes.size(); ++index) {
            for (int bit = 0; bit < 8; ++bit) {
                QByteArray bytes = m_bytes;
                bytes[index] = char(bytes[index] ^ (1 << bit));
                QVERIFY2(!unpacked(bytes, m_name), qPrintable(QString::number(index)));
            }
        }
    }

    void everyCut_isAMiss()
    {
        for (qsizetype size = 0; size < m_bytes.size(); ++size)
            QVERIFY(!unpacked(m_bytes.first(size), m_name));
        QVERIFY(!unpacked(QByteArray(m_bytes + '\0'), m_name));
    }

    void anotherName_isAMiss()
    {
        QVERIFY(!unpacked(m_bytes, "day:1:1:2:0:1:3:2"));
        QVERIFY(!unpacked(m_bytes, ""));
    }

    void anotherLayout_isAMiss()
    {
        // As another version of the program would write it, checksum and all.
        for (const qsizetype index : {0, 3, 4, 5}) {
            QByteArray bytes = m_bytes.chopped(8);
            bytes[index] = char(bytes[index] + 100);
            const quint64 sum = cacheChecksum(m_name, bytes);
            bytes.append(reinterpret_cast<const char *>(&sum), sizeof sum);
            QVERIFY(!unpacked(bytes, m_name));
        }
    }

    void moreGenerationsThanBytes_isAMiss()
    {
        QByteArray bytes = m_bytes.first(16);
        bytes[6] = char(200);
        const quint64 sum = cacheChecksum(m_name, bytes);
        bytes.append(reinterpret_cast<const char *>(&sum), sizeof sum);
        QVERIFY(!unpacked(bytes, m_name));
    }

    void fields_comeBack()
    {
        const QDateTime moment(QDate(2026, 3, 29), QTime(1, 30, 0, 7), Qt::UTC);
        CacheWriter writer;
        writer.byte(255);
        writer.number(std::numeric_limits<qint64>::min());
        writer.number32(-7);
        writer.text(u"Ngozi Øvergård 𝄞"_s);
        writer.text({});
        writer.text(u"Ngozi Øvergård 𝄞"_s);
        writer.ownText(u"own"_s);
        writer.ownText({});
        writer.bytes("Africa/Lagos");
        writer.bytes("Africa/Lagos");
        writer.date(QDate(2026, 11, 22));
        writer.date({});
        writer.moment(moment);
        writer.moment({});
        const QByteArray bytes = writer.finished();

        CacheReader reader(bytes);
        QCOMPARE(reader.byte(), 255);
        QCOMPARE(reader.number(), std::numeric_limits<qint64>::min());
        QCOMPARE(reader.number32(), -7);
        const QString first = reader.text();
        QCOMPARE(first, u"Ngozi Øvergård 𝄞"_s);
        QCOMPARE(reader.text(), QString());
        QCOMPARE(reader.text().constData(), first.constData()); // Shared, not copied.
        QCOMPARE(reader.ownText(), u"own"_s);
        QCOMPARE(reader.ownText(), QString());
        QCOMPARE(reader.bytes(), "Africa/Lagos");
        QCOMPARE(reader.bytes(), "Africa/Lagos");
        QCOMPARE(reader.date(), QDate(2026, 11, 22));
        QVERIFY(!reader.date().isValid());
        QCOMPARE(reader.moment(), moment);
        QVERIFY(!reader.moment().isValid());
        QVERIFY(reader.isDone());
        QCOMPARE(reader.byte(), 0);
        QVERIFY(!reader.isGood());
    }

    void brokenBytes_readAsNothing()
    {
        QRandomGenerator generator(7);
        CacheWriter writer;
        CacheCodec<Number>::write(writer, {.value = 5, .padding = "some bytes"});
        const QByteArray good = writer.finished();
        for (int round = 0; round < 20'000; ++round) {
            QByteArray bytes = good.first(generator.bounded(int(good.size()) + 1));
            for (int flips = generator.bounded(4); flips > 0 && !bytes.isEmpty(); --flips)
                bytes[generator.bounded(int(bytes.size()))] = char(generator.bounded(256));
            (void)cacheTypeOf<Number>.decoded(bytes); // Whatever it says: the sanitizers watch.
        }
        QVERIFY(!cacheTypeOf<Number>.decoded(QByteArrayView()));
        QVERIFY(!cacheTypeOf<Number>.decoded(good.chopped(1)));
        QVERIFY(!cacheTypeOf<Number>.decoded(QByteArray(good + '\0')));
    }

    void count_isNeverMoreThanThereCanBe()
    {
        for (const qint32 rows : {-1, 3, std::numeric_limits<qint32>::max()}) {
            CacheWriter writer;
            writer.count(rows);
            writer.number(1);
            writer.number(2);
            const QByteArray bytes = writer.finished();
            CacheReader reader(bytes);
            QCOMPARE(reader.count(8), 0);
            QVERIFY(!reader.isGood());
        }
    }

private:
    const QByteArray m_name = "day:1:1:2:0:1:3:1";
    const QByteArray m_value = "a value of some thirty bytes, odd";
    const CacheEntry m_entry{.kind = CacheKind::Day,
                             .madeAt = 1'795'000'000'123,
                             .generations = {1, std::numeric_limits<quint64>::max(), 3},
                             .value = m_value};
    const QByteArray m_bytes = packed(m_entry, m_name);
};

QTEST_APPLESS_MAIN(TestCacheEntry)
#include "tst_CacheEntry.moc"
