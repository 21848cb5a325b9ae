#include "core/vault/Seal.h"

#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

class TestSeal final : public QObject
{
    Q_OBJECT

private slots:
    void content_comesBack_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("one byte") << QByteArray("x");
        QTest::newRow("a sentence") << QByteArray("Nadia Okafor, follow-up after echo");
        QTest::newRow("a page") << QByteArray(10'718, 'r');
    }
    void content_comesBack()
    {
        QFETCH(const QByteArray, content);
        QByteArray bytes("before");
        QVERIFY(m_seal.seal(bytes, content, {"name"}));
        QCOMPARE(bytes.size(), 6 + content.size() + Seal::overhead);
        QCOMPARE(bytes.first(6), "before");
        QVERIFY(content.size() < 4 || !bytes.contains(content.first(4)));
        const auto opened = m_seal.open(bytes.sliced(6), {"name"});
        QVERIFY(opened);
        QCOMPARE(*opened, content);
    }

    void same_looksDifferentEachTime() { QVERIFY(sealed("the same") != sealed("the same")); }

    void everyBitFlipped_opensNothing()
    {
        const QByteArray bytes = sealed("what was sealed");
        for (qsizetype index = 0; index < bytes.size(); ++index) {
            for (int bit = 0; bit < 8; ++bit) {
                QByteArray flipped = bytes;
                flipped[index] = char(flipped[index] ^ (1 << bit));
                QVERIFY(!m_seal.open(flipped, {"a", "b"}));
            }
        }
        QVERIFY(m_seal.open(bytes, {"a", "b"}));
        for (qsizetype size = 0; size < bytes.size(); ++size)
            QVERIFY(!m_seal.open(bytes.first(size), {"a", "b"}));
    }

    void context_isTheVerySame()
    {
        const QByteArray bytes = sealed("what was sealed");
        QVERIFY(!m_seal.open(bytes, {"ab", ""}));
        QVERIFY(!m_seal.open(bytes, {"ab"}));
        QVERIFY(!m_seal.open(bytes, {"", "ab"}));
        QVERIFY(!m_seal.open(bytes, {"a", "c"}));
        QVERIFY(!m_seal.open(bytes, {}));
    }

    void anotherKeyOrNone_opensNothing()
    {
        const QByteArray bytes = sealed("what was sealed");
        QVERIFY(!Seal(SecretKey::random()).open(bytes, {"a", "b"}));
        const Seal none{SecretKey()};
        QVERIFY(!none.open(bytes, {"a", "b"}));
        QByteArray more("before");
        QVERIFY(!none.seal(more, "content", {}));
        QCOMPARE(more, "before");
    }

    void key_isReadFromItsDigitsOnly()
    {
        const QString digits = u"00112233445566778899aabbccddeeff"_s.repeated(2);
        const auto key = SecretKey::fromHex(digits);
        QVERIFY(key);
        QCOMPARE(key->bytes().toByteArray().toHex(), digits.toLatin1());
        for (const QString &other :
             {QString(), digits.chopped(1), QString(digits + u'0'),
              QString(digits.chopped(1) + u'g'), QString(digits.chopped(1) + u'A'),
              QString(digits.chopped(1) + QChar(0x0660))})
            QVERIFY2(!SecretKey::fromHex(other), qPrintable(other));
    }

    void wipedKey_isGoneInEveryCopy()
    {
        SecretKey key = SecretKey::random();
        const SecretKey copy = key;
        const char *const where = copy.bytes().data();
        const Seal seal(copy);
        QVERIFY(key == copy);
        key.wipe();
        QVERIFY(copy.isNull());
        QVERIFY(copy.bytes().isEmpty());
        QCOMPARE(QByteArrayView(where, SecretKey::size), QByteArray(SecretKey::size, '\0'));
        QVERIFY(Seal(copy).open(sealed("x"), {"a", "b"}) == std::nullopt);
        QByteArray bytes;
        QVERIFY(seal.seal(bytes, "x", {})); // It was made before.
        QVERIFY(copy == SecretKey());
        QVERIFY(!(copy == SecretKey::random()));
    }

    void wipedText_isGoneInEveryCopy()
    {
        QString text = QString(u"secret"_s).repeated(1) + QString::number(42);
        const QString copy = text;
        wipe(text);
        QCOMPARE(copy, QString(8, QChar(u'\0')));
    }

private:
    [[nodiscard]] QByteArray sealed(QByteArrayView content) const
    {
        QByteArray bytes;
        return m_seal.seal(bytes, content, {"a", "b"}) ? bytes : QByteArray();
    }

    const Seal m_seal{SecretKey::random()};
};

QTEST_APPLESS_MAIN(TestSeal)
#include "tst_Seal.moc"
