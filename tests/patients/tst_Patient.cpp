#include "core/patients/Patient.h"

#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

class TestPatient final : public QObject
{
    Q_OBJECT

private slots:
    void familyName_standsFirstInCapitals()
    {
        QCOMPARE(listName(u"Okafor"_s, u"Nadia"_s), u"OKAFOR, Nadia"_s);
        QCOMPARE(listName(u"nguyễn"_s, u"Thị Hoa"_s), u"NGUYỄN, Thị Hoa"_s);
        QCOMPARE(listName(u"王"_s, u"小明"_s), u"王, 小明"_s);
        QCOMPARE(listName(u"Sukarno"_s, {}), u"SUKARNO"_s);
    }

    void invisibleLetters_areNoPartOfAName()
    {
        for (const QChar letter : u"\u202E\u202A\u2066\u2069\u200B\u200F\u00AD\u3164\uFEFF"_s) {
            QVERIFY(holdsInvisible(u"Ann"_s + letter + u"a"_s));
            QVERIFY(holdsInvisible(letter + u"Anna"_s));
            QVERIFY(holdsInvisible(u"Anna"_s + letter));
        }
        QVERIFY(holdsInvisible(u"Anna\U000E0041"_s));
        QVERIFY(holdsInvisible(u"An\u200Dna"_s));
        QVERIFY(holdsInvisible(u"علی\u200C"_s));
    }

    void namesOfEveryScript_canBeSeen()
    {
        for (const QString &name :
             {u"Siobhán O’Neill-Fernández"_s, u"王小明"_s, u"حداد"_s, u"علی\u200Cرضا"_s,
              u"ක්\u200Dෂිතිජ"_s, u"Nguyễn Thị Hương"_s, u"Müller"_s, u"김민수"_s, u"𠮷田"_s})
            QVERIFY2(!holdsInvisible(name), qPrintable(name));
    }

    void identifyingDate_ignoresTheDesksLanguage()
    {
        const QLocale before;
        QLocale::setDefault(QLocale(QLocale::German));
        QCOMPARE(identifyingDate(QDate(1977, 12, 5)), u"05-Dec-1977"_s);
        QLocale::setDefault(before);
    }

    void age_turnsOnTheBirthday()
    {
        const QDate birth(2000, 2, 29);
        QCOMPARE(ageOn(QDate(2025, 2, 28), birth), std::optional(24));
        QCOMPARE(ageOn(QDate(2025, 3, 1), birth), std::optional(25));
        QCOMPARE(ageOn(birth, birth), std::optional(0));
        QCOMPARE(ageOn(birth.addDays(-1), birth), std::nullopt);
        QCOMPARE(ageOn(birth, {}), std::nullopt);
    }
};

QTEST_GUILESS_MAIN(TestPatient)
#include "tst_Patient.moc"
