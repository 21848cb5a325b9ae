#include "tests/fakes/FakePorts.h"
#include "tests/fakes/Samples.h"
#include "ui/viewmodels/booking/BookingViewModel.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

class TestBookingViewModel final : public QObject
{
    Q_OBJECT

private slots:
    void nextFreeTime_isChosenFromTheStart()
    {
        Desk desk;
        desk.open();
        QCOMPARE(desk.viewModel.chosen(), 0);
        QCOMPARE(desk.viewModel.department(), DepartmentId(1));
        const SlotQuery query = desk.ports.freeSlots.findCall.last();
        QCOMPARE(query.firstDay, samples::today);
        QVERIFY(query.firstDay.daysTo(query.lastDay) < 62);
    }

    void booking_sendsExactlyWhatIsChosen()
    {
        Desk desk;
        desk.open();
        desk.viewModel.choosePatient(samples::patient(5, u"Okafor"_s, u"Nadia"_s));
        desk.viewModel.setReason(u"  tooth ache  "_s);
        const QSignalSpy booked(&desk.viewModel, &BookingViewModel::booked);
        desk.viewModel.book();
        desk.viewModel.book();
        QCOMPARE(desk.ports.book.bookCall.count(), 1);
        const Booking sent = desk.ports.book.bookCall.last().booking;
        QCOMPARE(sent.patient, PatientId(5));
        QCOMPARE(sent.startsAt, samples::slot(0).startsAt);
        QCOMPARE(sent.length, std::chrono::minutes(20));
        QCOMPARE(sent.reason, u"tooth ache"_s);
        desk.ports.book.bookCall.answer(samples::change(AppointmentId(77)));
        QTRY_COMPARE(booked.count(), 1);
        const QString sentence = booked.first().at(1).toString().remove(QChar(0x200E));
        QVERIFY2(sentence.contains(u"OKAFOR, Nadia"_s) && sentence.contains(u"05-Nov-1977"_s)
                     && sentence.contains(u"Thu 26-Nov-2026 09:00"_s),
                 qPrintable(sentence));
        QVERIFY(!desk.viewModel.patient());
    }

    void lastDepartment_isTheNextOne()
    {
        const QTemporaryDir folder;
        Desk first(folder.filePath(u"desk.ini"_s));
        first.open();
        first.viewModel.chooseDepartment(DepartmentId(2));
        QTRY_COMPARE(first.viewModel.slotState(), ListState::Shown);
        first.viewModel.choosePatient(samples::patient(5, u"Okafor"_s, u"Nadia"_s));
        first.viewModel.book();
        first.ports.book.bookCall.answer(samples::change(AppointmentId(77)));
        QTRY_VERIFY(!first.viewModel.patient());

        Desk second(folder.filePath(u"desk.ini"_s));
        second.open();
        QCOMPARE(second.viewModel.department(), DepartmentId(2));
    }

    void takenMeanwhile_saysByWhomAndOffersTheThreeNearest()
    {
        Desk desk;
        desk.open();
        desk.viewModel.choosePatient(samples::patient(5, u"Okafor"_s, u"Nadia"_s));
        desk.viewModel.choose(2); // 09:40
        desk.viewModel.setReason(u"tooth ache"_s);
        desk.ports.book.takenByCall.always(u"Berta Desk"_s);
        desk.ports.freeSlots.findCall.always(QList<Slot>{samples::slot(0), samples::slot(20),
                                                         samples::slot(60), samples::slot(80),
                                                         samples::slot(400)});
        desk.viewModel.book();
        desk.ports.book.bookCall.answer(samples::failure(
            Error::Code::Conflict, {{u"taken"_s, u"doctor"_s}, {u"appointment"_s, 31}}));

        QTRY_VERIFY2(desk.viewModel.refusal().contains(u"Berta Desk"_s),
                     qPrintable(desk.viewModel.refusal()));
        QCOMPARE(desk.ports.book.takenByCall.last(), AppointmentId(31));
        QTRY_COMPARE(desk.viewModel.alternatives().size(), 3);
        QCOMPARE(desk.viewModel.alternatives(),
                 (QList<Slot>{samples::slot(20), samples::slot(60), samples::slot(0)}));
        QCOMPARE(desk.viewModel.reason(), u"tooth ache"_s); // Nothing typed is lost.
        QVERIFY(desk.viewModel.patient());

        desk.viewModel.bookAlternative(1);
        QCOMPARE(desk.ports.book.bookCall.last().booking.startsAt, samples::slot(60).startsAt);
    }

    void alternative_isNotBooked_whileTheServerTakesNoChanges()
    {
        Desk desk;
        desk.open();
        desk.viewModel.choosePatient(samples::patient(5, u"Okafor"_s, u"Nadia"_s));
        desk.viewModel.book();
        desk.ports.book.bookCall.answer(
            samples::failure(Error::Code::Conflict, {{u"taken"_s, u"doctor"_s}}));
        QTRY_COMPARE(desk.viewModel.alternatives().size(), 2);
        desk.ports.disconnect();
        QVERIFY(!desk.viewModel.canBookAlternative());
        const QString refusal = desk.viewModel.refusal();
        desk.viewModel.bookAlternative(0);
        QCOMPARE(desk.ports.book.bookCall.count(), 1);
        QCOMPARE(desk.viewModel.alternatives().size(), 2); // A refused press clears nothing.
        QVERIFY(!refusal.isEmpty());
        QCOMPARE(desk.viewModel.refusal(), refusal);
        desk.ports.connect();
        desk.viewModel.bookAlternative(0);
        QCOMPARE(desk.ports.book.bookCall.count(), 2);
    }

    void failureOnAConnectionThatStands_isReadASecondTime()
    {
        Desk desk;
        desk.open();
        auto &search = desk.viewModel.search();
        desk.ports.patients.searchCall.always(samples::failure(Error::Code::Unavailable));
        desk.ports.freeSlots.findCall.always(samples::failure(Error::Code::Unavailable));
        search.setTyped(u"okaf"_s);
        desk.viewModel.chooseDoctor(DoctorId(11));
        QTRY_COMPARE(desk.viewModel.slotState(), ListState::Failed);
        QTRY_COMPARE(search.state(), ListState::Failed);
        desk.ports.patients.searchCall.always(QList<PatientMatch>{});
        desk.ports.freeSlots.findCall.always(QList<Slot>{samples::slot(0)});
        QTRY_COMPARE(desk.viewModel.slotState(), ListState::Shown);
        QTRY_COMPARE(search.state(), ListState::Empty);
    }

    void otherRefusals_keepEverything()
    {
        Desk desk;
        desk.open();
        desk.viewModel.choosePatient(samples::patient(5, u"Okafor"_s, u"Nadia"_s));
        desk.viewModel.book();
        desk.ports.book.bookCall.answer(
            samples::failure(Error::Code::Limit,
                             {{u"limit"_s, 10}, {u"window_s"_s, 3600}, {u"retry_after_s"_s, 60}}));
        QTRY_VERIFY(desk.viewModel.refusal().contains(u"1 min"_s));
        QVERIFY(desk.viewModel.patient() && desk.viewModel.canBook());
        QVERIFY(desk.viewModel.alternatives().isEmpty());
    }

    void chosenTime_staysWhenTheListIsReadAgain()
    {
        Desk desk;
        desk.open();
        desk.viewModel.choose(2);
        desk.ports.freeSlots.findCall.always(
            QList<Slot>{samples::slot(20), samples::slot(40), samples::slot(60)});
        desk.viewModel.readSlots();
        QTRY_COMPARE(desk.viewModel.freeTimes().rowCount(), 3);
        QCOMPARE(desk.viewModel.freeTimes().at(desk.viewModel.chosen()), samples::slot(40));
    }

    void chosenTimeThatIsGone_isNotReplacedByAnother()
    {
        Desk desk;
        desk.open();
        desk.viewModel.choosePatient(samples::patient(5, u"Okafor"_s, u"Nadia"_s));
        desk.viewModel.choose(1);
        desk.ports.freeSlots.findCall.always(QList<Slot>{samples::slot(40), samples::slot(60)});
        desk.viewModel.readSlots();
        QTRY_COMPARE(desk.viewModel.freeTimes().rowCount(), 2);
        QVERIFY(!desk.viewModel.canBook());
        QVERIFY(desk.viewModel.refusal().contains(u"no longer free"_s));
        desk.viewModel.choose(0);
        QVERIFY(desk.viewModel.canBook());
        QVERIFY(desk.viewModel.refusal().isEmpty());
    }

    void noFreeTime_isEmptyOnlyAfterSuccess()
    {
        Desk desk;
        desk.open();
        desk.ports.freeSlots.findCall.always(samples::failure(Error::Code::Unavailable));
        desk.viewModel.chooseDoctor(DoctorId(11));
        QTRY_COMPARE(desk.viewModel.slotState(), ListState::Failed);
        QVERIFY(!desk.viewModel.canBook());
        desk.ports.freeSlots.findCall.always(QList<Slot>{});
        desk.viewModel.chooseDoctor({});
        QTRY_COMPARE(desk.viewModel.slotState(), ListState::Empty);
    }

    void longReason_isSaidAndNotSent()
    {
        Desk desk;
        desk.open();
        desk.viewModel.choosePatient(samples::patient(5, u"Okafor"_s, u"Nadia"_s));
        desk.viewModel.setReason(QString(10000, u'x'));
        QVERIFY(desk.viewModel.reasonFault().contains(u"500"_s));
        desk.viewModel.book();
        QCOMPARE(desk.ports.book.bookCall.count(), 0);
        QCOMPARE(desk.viewModel.reason().size(), 10000);
    }

    void search_showsOnlyTheAnswerForWhatIsTyped()
    {
        Desk desk;
        auto &search = desk.viewModel.search();
        search.setTyped(u"ok"_s);
        QTRY_COMPARE(desk.ports.patients.searchCall.count(), 1);
        search.setTyped(u"okaf"_s);
        QTRY_COMPARE(desk.ports.patients.searchCall.count(), 2);
        desk.ports.patients.searchCall.answer(
            1, QList{samples::match(samples::patient(5, u"Okafor"_s, u"Nadia"_s))});
        desk.ports.patients.searchCall.answer(
            0, QList{samples::match(samples::patient(6, u"Okello"_s, u"Ben"_s))});
        QTRY_COMPARE(search.state(), ListState::Shown);
        QCoreApplication::processEvents();
        QCOMPARE(search.matches().at(0).patient.id, PatientId(5));
        QVERIFY(PatientSearchViewModel::pause <= std::chrono::milliseconds(50));
    }

    void creating_isOfferedOnlyAfterASuccessfulSearchWhileConnected()
    {
        Desk desk;
        auto &search = desk.viewModel.search();
        QVERIFY(!search.canCreate());
        search.setTyped(u"zzz"_s);
        QVERIFY(!search.canCreate());
        QTRY_COMPARE(desk.ports.patients.searchCall.count(), 1);
        desk.ports.patients.searchCall.answer(samples::failure(Error::Code::Unavailable));
        QTRY_COMPARE(search.state(), ListState::Failed);
        QVERIFY(!search.canCreate());
        search.searchAgain();
        QTRY_COMPARE(desk.ports.patients.searchCall.count(), 2);
        desk.ports.patients.searchCall.answer(QList<PatientMatch>{});
        QTRY_COMPARE(search.state(), ListState::Empty);
        QVERIFY(search.canCreate());
        desk.ports.disconnect();
        QVERIFY(!search.canCreate());
    }

    void enterBeforeTheAnswer_picksOnlyASingleExactMatch()
    {
        Desk desk;
        auto &search = desk.viewModel.search();
        const auto okafor = samples::match(samples::patient(5, u"Okafor"_s, u"Nadia"_s));
        auto other = samples::match(samples::patient(6, u"Okafor"_s, u"Chidi"_s));
        const QSignalSpy picked(&search, &PatientSearchViewModel::picked);
        search.setTyped(u"okafor"_s);
        search.submit(0);
        QTRY_COMPARE(desk.ports.patients.searchCall.count(), 1);
        desk.ports.patients.searchCall.answer(QList{okafor, other});
        QTRY_COMPARE(search.state(), ListState::Shown);
        QCOMPARE(picked.count(), 0);

        search.setTyped(u"okafor n"_s);
        search.submit(0);
        QTRY_COMPARE(desk.ports.patients.searchCall.count(), 2);
        desk.ports.patients.searchCall.answer(QList{okafor});
        QTRY_COMPARE(picked.count(), 1);
    }

    void badSearches_areSaidAndNotSent()
    {
        Desk desk;
        auto &search = desk.viewModel.search();
        search.setTyped(QString(10000, u'x'));
        QVERIFY(search.fault().contains(u"200"_s));
        search.setTyped(u"a"_s + QChar(u'\0') + u"b"_s);
        QVERIFY(!search.fault().isEmpty());
        QTest::qWait(60);
        QCOMPARE(desk.ports.patients.searchCall.count(), 0);
        search.setTyped(u"O'Neil \" % \U0001F9B7"_s);
        QVERIFY(search.fault().isEmpty());
        QTRY_COMPARE(desk.ports.patients.searchCall.count(), 1);
        QCOMPARE(desk.ports.patients.searchCall.last().typed, u"O'Neil \" % \U0001F9B7"_s);
    }

    void registering_checksEveryFieldBesideIt()
    {
        using Field = PatientFormViewModel::Field;
        Desk desk;
        auto &form = desk.viewModel.form();
        form.begin(ClinicId(1), samples::today, u"Okafor, Nadia"_s);
        QCOMPARE(form.draft().family, u"Okafor"_s);
        QCOMPARE(form.draft().given, u"Nadia"_s);
        form.setText(Field::Phone, u"abc"_s);
        form.setText(Field::Email, u"nadia"_s);
        form.setText(Field::Given, QString(10000, u'x'));
        form.setText(Field::Title, QString(QChar(u'\0')));
        form.setBirthDate(samples::today.addDays(1), PatientFormViewModel::DateEntry::Read);
        form.save();
        for (const Field field :
             {Field::Phone, Field::Email, Field::Given, Field::Title, Field::BirthDate})
            QVERIFY(!form.fault(field).isEmpty());
        QCOMPARE(desk.ports.patients.createCall.count(), 0);
        QCOMPARE(form.draft().phone, u"abc"_s);

        form.setText(Field::Phone, u"+49 30 901820"_s);
        QVERIFY(form.fault(Field::Phone).isEmpty()); // Gone as soon as it is right.
    }

    void registering_warnsOfDuplicatesAndSavesOnce()
    {
        using Field = PatientFormViewModel::Field;
        Desk desk;
        auto &form = desk.viewModel.form();
        const Patient known = samples::patient(5, u"Okafor"_s, u"Nadia"_s);
        desk.ports.patients.duplicatesCall.always(QList{known});
        form.begin(ClinicId(1), samples::today, u"Okafor"_s);
        form.setText(Field::Given, u" Nadia "_s);
        QTRY_COMPARE(form.duplicates().size(), 1);

        form.save();
        form.save();
        QCOMPARE(desk.ports.patients.createCall.count(), 1);
        QCOMPARE(desk.ports.patients.createCall.last().draft.given, u"Nadia"_s);
        const QUuid request = desk.ports.patients.createCall.last().request.uuid();
        desk.ports.patients.createCall.answer(samples::failure(Error::Code::Unknown));
        QTRY_VERIFY(!form.isBusy());
        form.save(); // Asked again under the same name: nobody is made twice.
        QCOMPARE(desk.ports.patients.createCall.last().request.uuid(), request);
        desk.ports.patients.createCall.answer(
            PatientChange{.patient = PatientId(9), .mrn = u"N-9"_s, .version = 1, .tags = {}});
        QTRY_VERIFY(desk.viewModel.patient());
        QCOMPARE(desk.viewModel.patient()->id, PatientId(9));
    }

    void lateSave_neverOpensAPatientInAnotherBooking()
    {
        Desk desk;
        desk.open();
        auto &form = desk.viewModel.form();
        form.begin(ClinicId(1), samples::today, u"Okafor, Nadia"_s);
        form.save();
        QVERIFY(form.isBusy());
        desk.viewModel.begin();
        desk.viewModel.choosePatient(samples::patient(6, u"Okello"_s, u"Ben"_s));
        desk.ports.patients.createCall.answer(
            PatientChange{.patient = PatientId(9), .mrn = u"N-9"_s, .version = 1, .tags = {}});
        QTest::qWait(20);
        QCOMPARE(desk.viewModel.patient()->id, PatientId(6));
        QVERIFY(!form.isBusy());
    }

    void registering_showsTheServersWordBesideTheField()
    {
        using Field = PatientFormViewModel::Field;
        Desk desk;
        auto &form = desk.viewModel.form();
        form.begin(ClinicId(1), samples::today, u"Okafor, Nadia"_s);
        form.save();
        desk.ports.patients.createCall.answer(samples::failure(
            Error::Code::Invalid, {{u"field"_s, u"phone"_s}, {u"problem"_s, u"malformed"_s}}));
        QTRY_VERIFY(!form.fault(Field::Phone).isEmpty());
        desk.ports.disconnect();
        QVERIFY(!form.canSave());
    }

private:
    struct Desk
    {
        explicit Desk(const QString &choices = {})
            : ports(choices)
        {
        }
        void open()
        {
            ports.clinics.clinicsCall.always(QList<Clinic>{samples::berlin()});
            ports.clinics.departmentsCall.always(samples::departments());
            ports.clinics.doctorsCall.always(samples::doctors());
            ports.clinics.stepsCall.always(samples::steps());
            ports.freeSlots.findCall.always(
                QList<Slot>{samples::slot(0), samples::slot(20), samples::slot(40)});
            viewModel.begin();
            QTRY_COMPARE(viewModel.slotState(), ListState::Shown);
        }

        FakePorts ports;
        ClinicChoice clinics{ports.clinics, ports.connection};
        BookingViewModel viewModel{ports.ports, clinics};
    };
};

QTEST_GUILESS_MAIN(TestBookingViewModel)
#include "tst_BookingViewModel.moc"
