#include "core/base/DateText.h"

#include <QRandomGenerator>
#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

const QDate today(2026, 11, 22); // A Sunday.

} // namespace

class TestDateText final : public QObject
{
    Q_OBJECT

private slots:
    void knownDate_isReadInEveryUsualForm_data()
    {
        QTest::addColumn<QString>("typed");
        for (const QString &typed :
             {u"1977-12-19"_s, u"19771219"_s, u"19.12.1977"_s, u"19.12.77"_s, u"19/12/1977"_s,
              u"19 dec 1977"_s, u"19 December 1977"_s, u"19-Dec-1977"_s, u"dec 19 1977"_s,
              u"Dec 19, 1977"_s, u"  19.12.1977 "_s, u"19dec77"_s})
            QTest::newRow(qPrintable(typed)) << typed;
    }
    void knownDate_isReadInEveryUsualForm()
    {
        QFETCH(QString, typed);
        QCOMPARE(dateFromText(typed, today), std::optional(QDate(1977, 12, 19)));
    }

    void twoDigitYears_liePastOrThisYear()
    {
        QCOMPARE(dateFromText(u"1.1.26"_s, today), std::optional(QDate(2026, 1, 1)));
        QCOMPARE(dateFromText(u"1.1.27"_s, today), std::optional(QDate(1927, 1, 1)));
    }

    void nonsense_isNoDate_data()
    {
        QTest::addColumn<QString>("typed");
        for (const QString &typed :
             {u""_s, u"abc"_s, u"31.2.1977"_s, u"0.0.0000"_s, u"19.13.1977"_s, u"19 foo 1977"_s,
              u"1977"_s, u"19.12"_s, u"'; drop"_s, u"31.12.1849"_s, u"1.1.2127"_s, u"99999999"_s,
              u"19.12.1977x"_s, u"😀"_s, QString(10'000, u'1'), u"19\u0000.12.1977"_s})
            QTest::newRow(qPrintable(typed.left(20))) << typed;
    }
    void nonsense_isNoDate()
    {
        QFETCH(QString, typed);
        QCOMPARE(dateFromText(typed, today), std::nullopt);
    }

    void dayToCome_isReadAsPeopleSayIt_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QDate>("day");
        QTest::newRow("today") << u"Today"_s << today;
        QTest::newRow("tomorrow") << u"tomorrow"_s << QDate(2026, 11, 23);
        QTest::newRow("days") << u"+3"_s << QDate(2026, 11, 25);
        QTest::newRow("weeks") << u"+2w"_s << QDate(2026, 12, 6);
        QTest::newRow("month end") << u"+3m"_s << QDate(2027, 2, 22);
        QTest::newRow("weekday") << u"thu"_s << QDate(2026, 11, 26);
        QTest::newRow("same weekday is next week's") << u"sunday"_s << QDate(2026, 11, 29);
        QTest::newRow("later this year") << u"19.12."_s << QDate(2026, 12, 19);
        QTest::newRow("next year") << u"1.2."_s << QDate(2027, 2, 1);
        QTest::newRow("leap day") << u"29.2."_s << QDate(2028, 2, 29);
        QTest::newRow("full") << u"2026-12-19"_s << QDate(2026, 12, 19);
    }
    void dayToCome_isReadAsPeopleSayIt()
    {
        QFETCH(QString, typed);
        QFETCH(QDate, day);
        QCOMPARE(dayFromText(typed, today), std::optional(day));
    }

    void nameThatBeginsLikeADay_isNoDay()
    {
        for (const QString &name : {u"Monica"_s, u"Sunil"_s, u"Fridolin"_s, u"th"_s})
            QCOMPARE(dayFromText(name, today), std::nullopt);
    }

    void everyDate_survivesItsOwnForms()
    {
        QRandomGenerator random(7);
        for (int i = 0; i < 2'000; ++i) {
            const QDate date = QDate(1927, 1, 1).addDays(random.bounded(36'000));
            for (const QString &form :
                 {u"yyyy-MM-dd"_s, u"yyyyMMdd"_s, u"d.M.yyyy"_s, u"d/M/yyyy"_s})
                QCOMPARE(dateFromText(date.toString(form), today), std::optional(date));
        }
    }
};

QTEST_GUILESS_MAIN(TestDateText)
#include "tst_DateText.moc"
