#include "tests/ui/paper/PaperDesk.h"
#include "ui/viewmodels/paper/DayExport.h"
#include "ui/viewmodels/paper/PaperViewModel.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

struct Desk : PaperDesk
{
    explicit Desk(Role role = Role::Receptionist)
        : paper(ports.ports, clinics, samples::session(role))
    {
        ports.days.dayCall.always([](const FakeDayList::Question &asked) {
            QList<Appointment> rows;
            for (Appointment each : {samples::appointment(1, 0), samples::appointment(2, 30)}) {
                each.startsAt = each.startsAt.addDays(samples::today.daysTo(asked.date));
                each.endsAt = each.startsAt.addSecs(1200);
                each.day = asked.date;
                each.reason = u"Palpitations"_s;
                rows << each;
            }
            rows[1].doctor = DoctorId(12);
            rows[1].doctorName = u"Dr Lindqvist"_s;
            return Result<Day>(samples::day(rows, asked.date));
        });
        clinics.load();
    }

    void show(const PaperWish &wish)
    {
        paper.show(wish);
        paper.setActive(true);
    }
    [[nodiscard]] QStringList titles() const
    {
        QStringList titles;
        for (const PaperSection &section : paper.document().sections)
            titles << section.title;
        return titles;
    }

    PaperViewModel paper;
};

const PaperWish ofDoctor{.what = Paper::DaySheet,
                         .clinic = ClinicId(1),
                         .day = samples::today,
                         .owner = SheetOwner{DoctorId(11), {}, u"Dr Okafor"_s},
                         .appointment = {},
                         .patient = {}};

} // namespace

class TestPaperViewModel final : public QObject
{
    Q_OBJECT

private slots:
    void everybody_hasASheetEach()
    {
        Desk desk;
        desk.show({});
        QTRY_COMPARE(desk.titles(),
                     (QStringList{u"Day sheet: Dr Lindqvist"_s, u"Day sheet: Dr Okafor"_s}));
        QCOMPARE(desk.paper.state(), ListState::Shown);
        QCOMPARE(desk.paper.document().sections.first().subtitle.right(11), u"26-Nov-2026"_s);
        desk.paper.setOwnerIndex(1);
        QCOMPARE(desk.titles(), QStringList{u"Day sheet: Dr Chidi Okafor"_s});
    }

    void week_isReadDayByDayThroughTheDaysList()
    {
        Desk desk;
        PaperWish wish = ofDoctor;
        wish.what = Paper::WeekSheet;
        desk.show(wish);
        QTRY_COMPARE(desk.titles(), QStringList{u"Week sheet: Dr Okafor"_s});
        QCOMPARE(desk.ports.days.dayCall.count(), 7);
        QCOMPARE(desk.ports.days.dayCall.question(0).date.addDays(6),
                 desk.ports.days.dayCall.question(6).date);
        QVERIFY(desk.ports.days.dayCall.question(0).date <= samples::today);
        int headings = 0;
        for (const PaperRow &row : desk.paper.document().sections.first().rows)
            headings += row.kind == PaperRow::Kind::Heading;
        QCOMPARE(headings, 7);
    }

    void doctor_hasHisOwnSheetOnly()
    {
        Desk desk(Role::Doctor);
        desk.show({});
        QTRY_COMPARE(desk.titles(), QStringList{u"Day sheet: Dr Chidi Okafor"_s});
        QCOMPARE(desk.paper.owners().size(), 1);
    }

    void dayThatCouldNotBeRead_isNotAnEmptyDay()
    {
        Desk desk;
        desk.ports.days.dayCall.always(samples::failure(Error::Code::Unavailable));
        desk.show(ofDoctor);
        QTRY_COMPARE(desk.paper.state(), ListState::Failed);
        QVERIFY(desk.paper.document().isEmpty());
        QVERIFY(!desk.paper.canSave());
        QVERIFY(!desk.paper.canPrint());
    }

    void oneDayOfAWeekThatFails_failsTheWeek()
    {
        Desk desk;
        const auto good = [](const FakeDayList::Question &asked) -> Result<Day> {
            if (asked.date == samples::today)
                return samples::failure(Error::Code::Unavailable);
            return samples::day({}, asked.date);
        };
        desk.ports.days.dayCall.always(good);
        PaperWish wish = ofDoctor;
        wish.what = Paper::WeekSheet;
        desk.show(wish);
        QTRY_COMPARE(desk.paper.state(), ListState::Failed);
        QVERIFY(desk.paper.document().isEmpty());
    }

    void oldList_saysSoOnPaper()
    {
        Desk desk;
        Day old = samples::day({samples::appointment(1, 0)});
        old.freshness.isStale = true;
        desk.ports.days.dayCall.always(old);
        desk.show(ofDoctor);
        QTRY_COMPARE(desk.paper.state(), ListState::Old);
        QVERIFY(desk.paper.document().sections.first().remarks.first().contains(
            u"Not connected: this is the list of"_s));
    }

    void hoursThatCouldNotBeRead_areSaidToBe()
    {
        Desk desk;
        desk.ports.hours.hoursCall.always(samples::failure(Error::Code::Unavailable));
        desk.show(ofDoctor);
        QTRY_COMPARE(desk.paper.state(), ListState::Shown);
        QVERIFY(desk.paper.document().sections.first().remarks.contains(
            u"Working hours could not be read"_s));
    }

    void slip_isOfTheAppointmentAsItIsNow()
    {
        Desk desk;
        Appointment moved = samples::appointment(1, 120);
        desk.ports.book.appointmentCall.always(moved);
        desk.show(wishFor(samples::appointment(1, 0), Paper::Slip));
        QTRY_VERIFY(desk.paper.document().slip);
        QVERIFY(desk.paper.document().slip->time.contains(u"11:00 to 11:20"_s));
        QVERIFY(!desk.paper.suggestedName().contains(u"amily"_s));
        QVERIFY(!desk.paper.document().name.contains(u"amily"_s));

        // What can't be read again may have been moved since.
        desk.ports.book.appointmentCall.always(samples::failure(Error::Code::Unavailable));
        desk.paper.refresh();
        QTRY_COMPARE(desk.paper.state(), ListState::Failed);
        QVERIFY(!desk.paper.canSave());
    }

    void cancelledAppointment_hasNoSlip()
    {
        Desk desk;
        desk.ports.book.appointmentCall.always(samples::appointment(1, 0, Status::Cancelled));
        desk.show(wishFor(samples::appointment(1, 0), Paper::Slip));
        QTRY_COMPARE(desk.paper.state(), ListState::Empty);
        QVERIFY(desk.paper.emptySentence().contains(u"cancelled"_s));
        QVERIFY(!desk.paper.canPrint());
    }

    void printing_isInTheAuditBeforeItLeaves()
    {
        Desk desk;
        desk.show(ofDoctor);
        QTRY_VERIFY(desk.paper.canPrint());
        desk.paper.print(u"Reception"_s, 2);
        QCOMPARE(desk.ports.press.printCall.last().job.printer, u"Reception"_s);
        QCOMPARE(desk.ports.press.printCall.last().job.copies, 2);
        QVERIFY(desk.ports.press.printCall.last().document.origin.contains(u"by Rosa Reception"_s));
        const QList<KeptRead> told = desk.told();
        QCOMPARE(told.size(), 1);
        QCOMPARE(told.first().action, u"print_day_sheet"_s);
        QCOMPARE(told.first().entity, u"doctor"_s);
        QCOMPARE(told.first().id, 11);
        QCOMPARE(told.first().clinic, ClinicId(1));
        QCOMPARE(told.first().day, samples::today);

        desk.paper.print(u"Reception"_s, 2); // Once at a time.
        QCOMPARE(desk.ports.press.printCall.count(), 1);
        desk.ports.press.printCall.answer(Done{});
        QTRY_COMPARE(desk.paper.saving().stage(), Saving::Stage::Saved);
        QCOMPARE(desk.paper.saving().sentence(), u"Reception has taken it."_s);
    }

    void everySheetOfEverybody_isInTheAudit()
    {
        Desk desk;
        desk.show({});
        QTRY_VERIFY(desk.paper.canPrint());
        desk.paper.savePdf(u"/nowhere/at/all.pdf"_s);
        const QList<KeptRead> told = desk.told();
        QCOMPARE(told.size(), 2);
        QCOMPARE(told.at(0).action, u"save_day_sheet"_s);
        QCOMPARE(told.at(0).id + told.at(1).id, 23);
        desk.ports.press.pdfCall.answer(QByteArray("%PDF"));
        QTRY_COMPARE(desk.paper.saving().stage(), Saving::Stage::Failed);
        QVERIFY(desk.paper.saving().sentence().contains(u"The folder is no longer there"_s));
    }

    void printerThatTakesNothing_isSaidWithTheWayOut()
    {
        Desk desk;
        desk.ports.book.appointmentCall.always(samples::appointment(1, 0));
        desk.show(wishFor(samples::appointment(1, 0), Paper::Slip));
        QTRY_VERIFY(desk.paper.canPrint());
        desk.paper.print(u"Room 2"_s, 1);
        QCOMPARE(desk.told().first().action, u"print_slip"_s);
        QCOMPARE(desk.told().first().id, 1);
        desk.ports.press.printCall.answer(samples::failure(Error::Code::Unavailable));
        QTRY_COMPARE(desk.paper.saving().stage(), Saving::Stage::Failed);
        QVERIFY(desk.paper.saving().sentence().contains(u"or save it as PDF"_s));
        QVERIFY(desk.paper.canPrint());
    }

    void savedPdf_isTheFileThePressMade()
    {
        const QTemporaryDir folder;
        Desk desk;
        desk.show(ofDoctor);
        QTRY_VERIFY(desk.paper.canSave());
        QCOMPARE(desk.paper.suggestedName(), u"day-sheet-2026-11-26.pdf"_s);
        const QString path = folder.filePath(desk.paper.suggestedName());
        desk.paper.savePdf(path);
        desk.ports.press.pdfCall.answer(QByteArray("%PDF-1.4 whole"));
        QTRY_COMPARE(desk.paper.saving().stage(), Saving::Stage::Saved);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("%PDF-1.4 whole"));
    }

    void withoutAPrinter_thePdfRemains()
    {
        Desk desk;
        desk.ports.press.printersCall.always(PaperPress::Printers{});
        desk.show(ofDoctor);
        QTRY_VERIFY(desk.paper.canSave());
        QTRY_VERIFY(desk.paper.printers());
        QVERIFY(!desk.paper.canPrint());
    }

    void daysList_isSavedAsItStandsOnScreen()
    {
        Desk desk;
        QByteArray written;
        DayExport saving(desk.ports.ports, [&](const QString &, const QByteArray &bytes) {
            written = bytes;
            return QtFuture::makeReadyFuture(Result<Done>(Done{}));
        });
        Appointment formula = samples::appointment(2, 30);
        formula.family = u"=cmd()"_s;
        saving.start({samples::appointment(1, 0), formula}, u"/x.csv"_s);
        QTRY_COMPARE(saving.stage(), Saving::Stage::Saved);
        QCOMPARE(written.split('\n').size(), 4);
        QVERIFY(written.contains("FAMILY1, Given1"));
        QVERIFY(written.contains("'=CMD()"));
        QCOMPARE(desk.told().first().action, u"save_list"_s);
        QCOMPARE(desk.told().first().day, samples::today);
        saving.start({}, u"/x.csv"_s);
        QVERIFY(saving.sentence().contains(u"No file was written"_s));
    }
};

QTEST_GUILESS_MAIN(TestPaperViewModel)
#include "tst_PaperViewModel.moc"
