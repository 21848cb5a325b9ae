#include "core/settings/DotEnv.h"

#include <QRandomGenerator>
#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

class TestDotEnv final : public QObject
{
    Q_OBJECT

private slots:
    void goodLine_givesItsValue_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("value");
        QTest::newRow("plain") << QByteArray("A=b") << u"b"_s;
        QTest::newRow("export") << QByteArray("export A=b") << u"b"_s;
        QTest::newRow("spaces") << QByteArray("  A = b c  ") << u"b c"_s;
        QTest::newRow("empty") << QByteArray("A=") << u""_s;
        QTest::newRow("comment") << QByteArray("A=b # c") << u"b"_s;
        QTest::newRow("only a comment") << QByteArray("A= # c") << u""_s;
        QTest::newRow("hash inside") << QByteArray("A=b#c") << u"b#c"_s;
        QTest::newRow("equals inside") << QByteArray("A=b=c") << u"b=c"_s;
        QTest::newRow("single quotes") << QByteArray("A='b # \\n $c'") << u"b # \\n $c"_s;
        QTest::newRow("double quotes")
            << QByteArray("A=\"b\\n\\t\\\"\\\\\\$\\x\"") << u"b\n\t\"\\$\\x"_s;
        QTest::newRow("quote and comment") << QByteArray("A=\"b\" # c") << u"b"_s;
        QTest::newRow("two lines") << QByteArray("A=\"b\nc\"") << u"b\nc"_s;
        QTest::newRow("CRLF") << QByteArray("A=b\r\n") << u"b"_s;
        QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf"
                                                       "A=b")
                                         << u"b"_s;
        QTest::newRow("the last wins") << QByteArray("A=a\nA=b") << u"b"_s;
        QTest::newRow("umlaut") << QByteArray("A=\xc3\xbc") << u"ü"_s;
    }

    void goodLine_givesItsValue()
    {
        QFETCH(QByteArray, line);
        QFETCH(QString, value);
        const DotEnv parsed = parseDotEnv(line);
        QCOMPARE(parsed.complaints, QStringList());
        QVERIFY(parsed.values.contains(u"A"_s));
        QCOMPARE(parsed.values.value(u"A"_s), value);
    }

    void badLine_isNamedAndCostsNoOther_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("no name") << QByteArray("=b");
        QTest::newRow("no sign") << QByteArray("hello there");
        QTest::newRow("digit first") << QByteArray("1A=b");
        QTest::newRow("open quote") << QByteArray("B=\"b");
        QTest::newRow("after the quote") << QByteArray("B='b'c");
        QTest::newRow("zero byte") << QByteArray("B=b\0c", 5);
    }

    void badLine_isNamedAndCostsNoOther()
    {
        QFETCH(QByteArray, line);
        const DotEnv parsed = parseDotEnv("A=1\n" + line + "\nC=3\n");
        QCOMPARE(parsed.complaints.size(), 1);
        QVERIFY2(parsed.complaints.constFirst().startsWith(u"line 2 "_s),
                 qPrintable(parsed.complaints.constFirst()));
        QCOMPARE(parsed.values.value(u"A"_s), u"1"_s);
        QCOMPARE(parsed.values.value(u"C"_s), u"3"_s);
        QVERIFY(!parsed.values.contains(u"B"_s));
    }

    void hugeFile_isRefused()
    {
        QCOMPARE(parseDotEnv(QByteArray((1 << 20) + 1, 'a')).complaints.size(), 1);
    }

    void anyBytes_areTaken()
    {
        const QByteArray letters("Ab=\"'\\#\n\r \texport\0\xc3\xbc\xff$", 21);
        QRandomGenerator random(1977);
        for (int round = 0; round < 20000; ++round) {
            QByteArray bytes;
            const int length = random.bounded(60);
            for (int at = 0; at < length; ++at)
                bytes += letters[random.bounded(int(letters.size()))];
            const DotEnv parsed = parseDotEnv(bytes);
            for (const auto &[name, value] : parsed.values.asKeyValueRange()) {
                QVERIFY(!name.isEmpty());
                QVERIFY(!value.contains(QChar(u'\0')));
            }
        }
    }

    void linesAfterAnOpenQuote_keepTheirNumbers()
    {
        const DotEnv read = parseDotEnv("A=\"never closed\nB=2\nwhat is this\n");
        QCOMPARE(read.values, (QHash<QString, QString>{{u"B"_s, u"2"_s}}));
        QCOMPARE(read.complaints,
                 (QStringList{u"line 1 opens a quote that nothing closes"_s,
                              u"line 3 is not NAME=value"_s}));
    }
};

QTEST_GUILESS_MAIN(TestDotEnv)
#include "tst_DotEnv.moc"
