#include "core/cache/CacheCodec.h"
#include "core/cache/CacheEntry.h"
#include "core/vault/Seal.h"
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
        const auto head = headOf(m_bytes);
        QVERIFY(head);
        QCOMPARE(head->kind, m_head.kind);
        QCOMPARE(head->madeAt, m_head.madeAt);
        QCOMPARE(head->generations, m_head.generations);
        QCOMPARE(openedValue(m_bytes, m_name, m_seal), m_value);
        QVERIFY(!m_bytes.contains(m_value.left(8)));
    }

    void everyBitFlipped_isAMiss()
    {
        for (qsizetype index = 0; index < m_bytes.size(); ++index) {
            for (int bit = 0; bit < 8; ++bit) {
                QByteArray bytes = m_bytes;
                bytes[index] = char(bytes[index] ^ (1 << bit));
                QVERIFY2(!openedValue(bytes, m_name, m_seal), qPrintable(QString::number(index)));
            }
        }
    }

    void everyCut_isAMiss()
    {
        for (qsizetype size = 0; size < m_bytes.size(); ++size)
            QVERIFY(!openedValue(m_bytes.first(size), m_name, m_seal));
        QVERIFY(!openedValue(QByteArray(m_bytes + '\0'), m_name, m_seal));
    }

    void anotherName_isAMiss()
    {
        QVERIFY(!openedValue(m_bytes, "day:1:1:2:0:1:3:2", m_seal));
        QVERIFY(!openedValue(m_bytes, "", m_seal));
    }

    void anotherKey_isAMiss()
    {
        QVERIFY(!openedValue(m_bytes, m_name, Seal(SecretKey::random())));
        QVERIFY(!openedValue(m_bytes, m_name, Seal(SecretKey())));
        QVERIFY(sealedEntry(m_head, m_value, m_name, Seal(SecretKey())).isEmpty());
    }

    void anotherHead_isAMiss()
    {
        // That of another entry of the same name and key: older, or with other generations.
        CacheHead other = m_head;
        other.madeAt += 1;
        const QByteArray later = sealedEntry(other, m_value, m_name, m_seal);
        other.generations = {1, 2, 3};
        const QByteArray changed = sealedEntry(other, m_value, m_name, m_seal);
        const qsizetype clear = 16 + 3 * 8;
        for (const QByteArray &donor : {later, changed}) {
            QVERIFY(openedValue(donor, m_name, m_seal));
            const QByteArray mixed = donor.first(clear) + m_bytes.sliced(clear);
            QVERIFY(headOf(mixed));
            QVERIFY(!openedValue(mixed, m_name, m_seal));
        }
    }

    void anotherLayout_isAMiss()
    {
        for (const qsizetype index : {0, 3, 4, 5}) {
            QByteArray bytes = m_bytes;
            bytes[index] = char(bytes[index] + 100);
            QVERIFY(!headOf(bytes));
        }
    }

    void moreGenerationsThanBytes_isAMiss()
    {
        QByteArray bytes = m_bytes.first(16);
        bytes[6] = char(200);
        QVERIFY(!headOf(bytes));
        QVERIFY(!openedValue(bytes, m_name, m_seal));
        bytes[6] = 0;
        QVERIFY(!headOf(bytes));
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
    const CacheHead m_head{.kind = CacheKind::Day,
                           .madeAt = 1'795'000'000'123,
                           .generations = {1, std::numeric_limits<quint64>::max(), 3}};
    const Seal m_seal{SecretKey::random()};
    const QByteArray m_bytes = sealedEntry(m_head, m_value, m_name, m_seal);
};

QTEST_APPLESS_MAIN(TestCacheEntry)
#include "tst_CacheEntry.moc"
