#include "core/patients/SearchText.h"

#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

class TestSearchText final : public QObject
{
    Q_OBJECT

private slots:
    void typedText_isJudgedBeforeItIsSent_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<SearchText>("judged");
        QTest::newRow("nothing") << u""_s << SearchText::TooShort;
        QTest::newRow("spaces") << u" \t\n "_s << SearchText::TooShort;
        QTest::newRow("one letter") << u" n "_s << SearchText::TooShort;
        QTest::newRow("two letters") << u"na"_s << SearchText::Askable;
        QTest::newRow("one Chinese character") << u"陳"_s << SearchText::Askable;
        QTest::newRow("one Korean character") << u" 김 "_s << SearchText::Askable;
        QTest::newRow("the longest") << QString(longestSearch, u'x') << SearchText::Askable;
        QTest::newRow("the longest, in spaces")
            << u"  "_s + QString(longestSearch, u'x') + u" "_s << SearchText::Askable;
        QTest::newRow("longer") << QString(longestSearch + 1, u'x') << SearchText::TooLong;
        QTest::newRow("zero") << u"oka\0for"_s << SearchText::Unprintable;
        QTest::newRow("zero at the end") << u"okafor\0"_s << SearchText::Unprintable;
    }
    void typedText_isJudgedBeforeItIsSent()
    {
        QFETCH(QString, typed);
        QFETCH(SearchText, judged);
        QCOMPARE(judgedSearch(typed), judged);
    }
};

QTEST_GUILESS_MAIN(TestSearchText)
#include "tst_SearchText.moc"
