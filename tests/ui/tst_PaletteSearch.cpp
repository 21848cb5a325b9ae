#include "ui/viewmodels/shell/PaletteSearch.h"

#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

class tst_PaletteSearch : public QObject
{
    Q_OBJECT

private slots:
    void words_areFound_inAnyOrderAndWithoutAccents()
    {
        QVERIFY(paletteScore(u"Book an appointment"_s, u"appoint book"_s));
        QVERIFY(paletteScore(u"Réglages"_s, u"regl"_s));
        QVERIFY(!paletteScore(u"Book an appointment"_s, u"cancel"_s));
    }

    void slipsOfTheFinger_areForgiven_inLongerWords()
    {
        QVERIFY(paletteScore(u"Cancel the appointment"_s, u"cnacel"_s));
        QVERIFY(paletteScore(u"Cancel the appointment"_s, u"appiontmnet"_s));
        QVERIFY(paletteScore(u"Refresh"_s, u"refesh"_s));
        QVERIFY(!paletteScore(u"Lock"_s, u"luc"_s));
    }

    void emptyText_matchesEverything() { QVERIFY(paletteScore(u"Lock"_s, u"  "_s)); }

    void betterMatches_comeFirst_thenTheRecentOnes()
    {
        const QList<PaletteAction> actions{{u"a"_s, u"Show all"_s},
                                           {u"b"_s, u"Lock"_s},
                                           {u"c"_s, u"Unlock"_s},
                                           {u"d"_s, u"Lock"_s}};
        QCOMPARE(paletteOrder(actions, u"lock"_s, {u"d"_s}), QList<int>({3, 1, 2}));
        QCOMPARE(paletteOrder(actions, {}, {u"c"_s}), QList<int>({2, 0, 1, 3}));
    }

    void hostileText_isOnlyText()
    {
        for (const QString &typed : {u"'; DROP TABLE"_s, u"%_\\"_s, QString(10000, u'x'),
                                     QString(QChar(0)), u"\U0001F600"_s})
            (void)paletteScore(u"Book an appointment"_s, typed);
    }
};

QTEST_GUILESS_MAIN(tst_PaletteSearch)
#include "tst_PaletteSearch.moc"
