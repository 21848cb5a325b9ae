#include "core/settings/IniFile.h"

#include <QFile>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

class TestIniFile final : public QObject
{
    Q_OBJECT

private slots:
    void everyText_comesBack_data()
    {
        QTest::addColumn<QString>("text");
        const QStringList texts{u""_s,
                                u"plain"_s,
                                u" spaces "_s,
                                u"Ünı陳🙂"_s,
                                u"a,b;c=d%20 # e"_s,
                                u"\"quoted\" and \\ and \\x41"_s,
                                u"[x]"_s,
                                u"two\nlines\r\t"_s,
                                u"\x01"
                                "9af"_s};
        for (const QString &text : texts)
            QTest::newRow(qPrintable(text.simplified())) << text;
    }
    void everyText_comesBack()
    {
        QFETCH(QString, text);
        const IniValues values{{u"appearance/theme"_s, text}, {u"servers/1/name"_s, text}};
        QCOMPARE(iniValues(iniText(values)), values);
    }

    void filesOfQSettings_areRead()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"old.ini"_s);
        {
            QSettings old(file, QSettings::IniFormat);
            old.setValue(u"appearance/textPercent"_s, 150);
            old.setValue(u"servers/1/name"_s, u"Ünsere \"Klinik\", Haus 2; \x02"_s);
        }
        {
            QSettings old(file, QSettings::IniFormat);
            old.setValue(u"servers/1/ca_file"_s, u"C:\\certs\\root.crt"_s);
            old.setValue(u"servers/2/name"_s, u"Klinik \"Nord\""_s);
        }
        const IniValues values = IniFile(file).read();
        QCOMPARE(values.value(u"servers/1/ca_file"_s), u"C:\\certs\\root.crt"_s);
        QCOMPARE(values.value(u"servers/2/name"_s), u"Klinik \"Nord\""_s);
        QCOMPARE(values.value(u"appearance/textPercent"_s), u"150"_s);
        QCOMPARE(values.value(u"servers/1/name"_s), u"Ünsere \"Klinik\", Haus 2; \x02"_s);
    }

    void filesOfHands_areRead()
    {
        const IniValues values = iniValues("; ours\r\n# too\r\n\r\n[ servers ]\r\n"
                                           " 1\\name = North gate \r\nnonsense\r\n=x\r\n"
                                           "1\\ca_file=\"/a \\\r\n[broken\r\n");
        QCOMPARE(values.value(u"servers/1/name"_s), u"North gate"_s);
        QCOMPARE(values.value(u"servers/1/ca_file"_s), u"/a \\"_s);
        QCOMPARE(values.size(), 2);
    }

    void whatCannotBeWritten_isNotReadEither()
    {
        const QTemporaryDir folder;
        const QString blocker = folder.filePath(u"no-folder"_s);
        QFile file(blocker);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        const IniFile nowhere(blocker + u"/desk.ini"_s);
        QVERIFY(!nowhere.write({{u"a/b"_s, u"c"_s}}));
        QVERIFY(nowhere.read().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestIniFile)
#include "tst_IniFile.moc"
