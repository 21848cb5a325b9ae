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
