#include "tests/paper/PaperReader.h"
#include "tests/paper/PaperSamples.h"
#include "ui/paper/PaperPages.h"
#include "ui/paper/QtPaperPress.h"
#include "ui/viewmodels/Wording.h"

#include <QGuiApplication>
#include <QRegularExpression>
#include <QTest>

#include <memory>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

PaperReader read(const PaperDocument &document, const QString &name,
                 Qt::LayoutDirection direction = Qt::LeftToRight)
{
    const PaperReader reader(
        pdfOf(document, PaperType(QGuiApplication::font().family(), direction)));
    reader.shoot(name);
    return reader;
}

QString withoutSpaces(QString text)
{
    return text.remove(u' ');
}

/// Every word of @p words stands on the paper, in this order.
void verifyInOrder(const QString &text, const QStringList &words)
{
    const QString all = withoutSpaces(text);
    qsizetype from = 0;
    for (const QString &word : words) {
        const qsizetype found = all.indexOf(withoutSpaces(word), from);
        QVERIFY2(found >= 0,
                 qPrintable(u"'%1' is missing after: %2"_s.arg(word, all.mid(from, 80))));
        from = found + 1;
    }
}

QString plain(QString text)
{
    return text.remove(QChar(0x200E));
}

} // namespace

class TestPaperPdf final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (!PaperReader::isThere())
            QSKIP("poppler or zbar isn't on this machine");
    }

    void fullDay_isOnPaperAsOnScreen()
    {
        const DayFacts day = samples::fullDay(60, false);
        const DaySheet sheet = daySheet(day, samples::okafor());
        const PaperReader paper
            = read(samples::documentOf({PaperText::day(sheet, PaperNames::Full)}), u"day-60"_s);
        const int pages = paper.pageCount();
        QVERIFY2(pages >= 3 && pages <= 5, qPrintable(QString::number(pages)));
        QVERIFY(paper.hasItsFonts());
        QString all;
        for (int page = 1; page <= pages; ++page) {
            const QString text = paper.text(page);
            verifyInOrder(text, {u"Northgate Clinic"_s, u"Day sheet: Dr Okafor"_s, u"Time"_s});
            verifyInOrder(text, {u"Printed Thu 26-Nov-2026 09:41 by Rosa Reception"_s});
            verifyInOrder(text, {u"Page %1 of %2"_s.arg(page).arg(pages)});
            all += text + u' ';
        }
        QStringList times;
        for (const Appointment &each : day.appointments)
            times << Wording::time(each.startsAt, each.zone) + u" to "_s
                    + Wording::time(each.endsAt, each.zone);
        verifyInOrder(all, times);
        for (const Appointment &each : day.appointments) {
            for (const QString &word : {each.mrn, plain(Wording::birthDate(each.birthDate)),
                                        Wording::status(each.status)})
                QVERIFY2(withoutSpaces(all).contains(withoutSpaces(word)), qPrintable(word));
            for (const QString &part :
                 QString(each.family + u' ' + each.given).replace(u'-', u' ').split(u' '))
                QVERIFY2(all.contains(part, Qt::CaseInsensitive), qPrintable(part));
        }
        QVERIFY(!all.contains(u"Reason"_s));
    }

    void reasons_standWhereTheListHoldsThem()
    {
        const DaySheet sheet = daySheet(samples::fullDay(24, true), samples::okafor());
        const PaperReader paper
            = read(samples::documentOf({PaperText::day(sheet, PaperNames::Full)}), u"reasons"_s);
        const QString all = paper.text();
        for (int number = 1; number <= 24; ++number)
            QVERIFY(all.contains(u"employer, number %1."_s.arg(number)));
        // Whom a sheet is only about in part is spared the rest.
        const PaperReader sparing = read(
            samples::documentOf({PaperText::day(sheet, PaperNames::Initials)}), u"initials"_s);
        for (const QString &word : {u"Reason"_s, u"employer"_s, u"Okonkwo"_s, u"1977"_s, u"Born"_s})
            QVERIFY2(!sparing.text().contains(word, Qt::CaseInsensitive), qPrintable(word));
        QVERIFY(sparing.text().contains(u"O. A."_s));
        QVERIFY(sparing.text().contains(u"N-001001"_s));
    }

    void week_saysEachDayAlsoWhereItGoesOn()
    {
        QList<DaySheet> days;
        for (int place = 0; place < 7; ++place) {
            const QDate date = QDate(2026, 11, 23).addDays(place);
            DayFacts day = samples::fullDay(place < 5 ? 18 : 0, place == 1, date);
            if (place >= 5)
                day.hours = QList<SeatHours>();
            days << daySheet(day, samples::okafor());
        }
        const PaperReader paper
            = read(samples::documentOf({PaperText::week(days, PaperNames::Full)}), u"week"_s);
        QStringList headings;
        for (const DaySheet &day : std::as_const(days))
            headings << plain(Wording::day(day.day)) + u':';
        verifyInOrder(paper.text(), headings + QStringList{u"No appointments"_s});
        QVERIFY(paper.text().contains(u"No working hours"_s));
        for (int page = 1; page <= paper.pageCount(); ++page)
            QVERIFY2(paper.text(page).contains(
                         QRegularExpression(u"(Mon|Tue|Wed|Thu|Fri) \\d\\d-Nov-2026:"_s)),
                     qPrintable(paper.text(page)));
    }

    void emptyDay_saysWhenThereIsWork()
    {
        const DaySheet sheet = daySheet(samples::fullDay(0, false), samples::okafor());
        const PaperReader paper
            = read(samples::documentOf({PaperText::day(sheet, PaperNames::Full)}), u"empty"_s);
        QCOMPARE(paper.pageCount(), 1);
        verifyInOrder(paper.text(),
                      {u"Working hours 08:00 to 12:00, 13:00 to 17:00"_s, u"No appointments"_s,
                       u"Away 11:00 to 12:00"_s});
    }

    void turnedClock_isLabelled()
    {
        DayFacts day = samples::fullDay(0, false, QDate(2026, 10, 25));
        const QDateTime first(day.day, QTime(0, 15), Qt::UTC);
        for (int place = 0; place < 2; ++place) {
            Appointment each = samples::appointment(place + 1, 0);
            each.startsAt = first.addSecs(place * 3600);
            each.endsAt = each.startsAt.addSecs(1200);
            day.appointments << each;
        }
        const PaperReader paper
            = read(samples::documentOf(
                       {PaperText::day(daySheet(day, samples::okafor()), PaperNames::Full)}),
                   u"turned"_s);
        verifyInOrder(paper.text(),
                      {u"The clock is put back from 03:00 to 02:00: the hour comes twice."_s,
                       u"02:15 first to 02:35 first"_s, u"02:15 second to 02:35 second"_s});
    }

    void everybody_hasPagesOfHisOwn()
    {
        const PaperSection one = PaperText::day(
            daySheet(samples::fullDay(3, false), samples::okafor()), PaperNames::Full);
        PaperSection two = one;
        two.title = u"Day sheet: Dr Lindqvist"_s;
        const PaperReader paper = read(samples::documentOf({one, two}), u"everybody"_s);
        QCOMPARE(paper.pageCount(), 2);
        QVERIFY(!paper.text(1).contains(u"Lindqvist"_s));
        QVERIFY(!paper.text(2).contains(u"Okafor"_s));
        QVERIFY(paper.text(2).contains(u"Page 2 of 2"_s));
    }

    void paper_isTheCountrys()
    {
        PaperDocument document = samples::documentOf({PaperText::day(
            daySheet(samples::fullDay(40, true), samples::okafor()), PaperNames::Full)});
        QVERIFY(read(document, u"a4"_s).pageSize().startsWith(u"595"_s));
        document.format = PaperFormat::Letter;
        QVERIFY(read(document, u"letter"_s).pageSize().startsWith(u"612 x 792"_s));
    }

    void mirroredSheet_losesNothing()
    {
        DayFacts day = samples::fullDay(8, true);
        day.appointments[2].family = u"الهاشمي"_s;
        day.appointments[2].given = u"فاطمة بنت عبد الله"_s;
        day.appointments[3].family = u"כהן"_s;
        day.appointments[3].given = u"נועה"_s;
        const PaperDocument document = samples::documentOf(
            {PaperText::day(daySheet(day, samples::okafor()), PaperNames::Full)});
        const PaperReader paper = read(document, u"mirrored"_s, Qt::RightToLeft);
        QCOMPARE(paper.pageCount(), read(document, u"not-mirrored"_s).pageCount());
        for (const Appointment &each : day.appointments)
            QVERIFY(paper.text().contains(each.mrn));
        (void)read(samples::slipDocument(day.appointments.at(2)), u"slip-mirrored"_s,
                   Qt::RightToLeft);
    }

    void slip_saysWhatTheCodeSays()
    {
        const Appointment appointment = samples::appointment(31, 0);
        const PaperDocument document = samples::slipDocument(appointment);
        const PaperReader paper = read(document, u"slip"_s);
        QCOMPARE(paper.pageCount(), 1);
        const QString text = paper.text();
        for (const QString &word :
             {u"Northgate Clinic"_s, u"FAMILY31, Given31"_s, u"05-Nov-1977"_s, u"N-001031"_s,
              u"26 November 2026"_s, u"09:00 to 09:20 (UTC+01:00)"_s, u"Dr Okafor"_s})
            QVERIFY2(text.contains(word), qPrintable(word + u" in "_s + text));
        const QByteArray code = paper.code(200);
        QCOMPARE(code, document.slip->code);
        for (const char *own :
             {"FAMILY31", "Family31", "Given31", "1977", "N-001031", "31@", "Cardiology"})
            QVERIFY2(!code.contains(own), own);
        QVERIFY(code.contains("DTSTART:20261126T080000Z\r\n"));
    }

    void hardSlip_isOnOnePageWithACodeThatReads()
    {
        DayFacts day = samples::fullDay(4, true);
        Appointment hard = day.appointments.at(3);
        hard.status = Status::Pending;
        hard.doctorName = u"Prof. Dr Maximiliane von Hohenlohe-Waldenburg-Schillingsfürst"_s;
        PaperDocument document = samples::documentOf({});
        document.clinic
            = u"Poliklinik für Herz- und Gefäßkrankheiten am Nordtor, Haus 7, "_s.repeated(3);
        document.slip = PaperText::slip({.appointment = hard,
                                         .clinic = document.clinic,
                                         .installation = 1,
                                         .now = hard.startsAt});
        const PaperReader paper = read(document, u"slip-hard"_s);
        QCOMPARE(paper.pageCount(), 1);
        QCOMPARE(paper.code(200), document.slip->code);
        const QString text = paper.text();
        QVERIFY(text.contains(u"once the clinic has confirmed it"_s));
        QVERIFY(!text.contains(u"Chest pain"_s)); // A patient's paper lies about.
    }

    void sheets_arePrintedInAnyThread()
    {
        const PaperDocument document = samples::documentOf({PaperText::day(
            daySheet(samples::fullDay(60, true), samples::okafor()), PaperNames::Full)});
        QtPaperPress press;
        QList<Async<QByteArray>> waiting;
        for (int round = 0; round < 3; ++round)
            waiting << press.pdf(document);
        const PaperReader here(pdfOf(document, PaperType::ofWindow()));
        for (const Async<QByteArray> &each : waiting) {
            QTRY_VERIFY_WITH_TIMEOUT(each.isFinished(), 20'000);
            QCOMPARE(PaperReader(*each.result()).text(), here.text());
        }
    }

    void printerThatIsNotThere_isToldApart()
    {
        QtPaperPress press;
        const auto asked = press.print(samples::slipDocument(samples::appointment(1, 0)),
                                       {.printer = u"no such printer"_s, .copies = 1});
        QTRY_VERIFY_WITH_TIMEOUT(asked.isFinished(), 20'000);
        QCOMPARE(asked.result().error().code, Error::Code::NotFound);
    }
};

QTEST_MAIN(TestPaperPdf)
#include "tst_PaperPdf.moc"
