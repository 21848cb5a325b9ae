// Who waits: reading the list, taking somebody off it, and the form of an entry.
#include "tests/ui/waitlist/WaitlistDesk.h"
#include "ui/viewmodels/waitlist/WaitingFormViewModel.h"
#include "ui/viewmodels/waitlist/WaitlistViewModel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

using Code = Error::Code;

namespace {

struct Desk : WaitlistDesk
{
    Desk()
    {
        (void)QTest::qWaitFor([this] { return clinics.isLoaded(); });
    }
    void show(const QList<Waiting> &rows)
    {
        waitlist.entriesCall.always(rows);
        list.setActive(true);
        (void)QTest::qWaitFor([this] { return list.state() == ListState::Shown; });
    }
    QString text(int row, int column)
    {
        return list.table().index(row, column).data().toString().remove(QChar(0x200E));
    }

    WaitlistViewModel list{ports.ports, clinics};
    WaitingFormViewModel form{ports.ports, clinics};
};

} // namespace

class TestWaitlistViewModel final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }

    void entries_sayWhatIsWaitedFor()
    {
        Desk desk;
        const QAbstractItemModelTester tester(&desk.list.table());
        Waiting other = waiting(4);
        other.doctorName.clear();
        other.wish.doctor = {};
        other.wish.until = {};
        other.wish.from = QTime(14, 0);
        other.wish.firstDay = QDate(2026, 12, 1);
        other.wish.length = std::chrono::minutes(40);
        other.wish.remark = u"rings back"_s;
        other.wish.urgency = WaitingWish::Urgency::Urgent;
        other.phone.clear();
        Waiting asked = offered(candidate(5), std::chrono::minutes(5)).waiting;
        desk.show({waiting(1), other, asked});
        QCOMPARE(desk.text(0, WaitlistTable::Wants), u"Dr Okafor, until 12:00"_s);
        QCOMPARE(desk.text(0, WaitlistTable::Since), u"1 day"_s);
        QCOMPARE(desk.text(0, WaitlistTable::State), u"○ Waits"_s);
        QCOMPARE(desk.text(1, WaitlistTable::Wants),
                 u"Cardiology, anybody, not before 14:00, from 01-Dec-2026 on, 40 min,"
                 " “rings back”"_s);
        QCOMPARE(desk.text(1, WaitlistTable::Urgency), u"Urgent"_s);
        QCOMPARE(desk.text(1, WaitlistTable::State), u"✕ No phone number and no e-mail"_s);
        QCOMPARE(desk.text(2, WaitlistTable::State),
                 u"▶ Offered until 12:30: Thu 26-Nov-2026 13:30, Dr Okafor"_s);
    }

    void states_areToldApart()
    {
        Desk desk;
        desk.list.setActive(true);
        QCOMPARE(desk.list.state(), ListState::Loading);
        desk.waitlist.entriesCall.answer(samples::failure(Code::Unavailable));
        QTRY_COMPARE(desk.list.state(), ListState::Failed);
        desk.waitlist.entriesCall.always(QList<Waiting>{});
        desk.list.refresh();
        QTRY_COMPARE(desk.list.state(), ListState::Empty);
        desk.waitlist.entriesCall.always(QList<Waiting>{waiting(1)});
        desk.list.refresh();
        QTRY_COMPARE(desk.list.state(), ListState::Shown);
        desk.waitlist.entriesCall.always(samples::failure(Code::Unavailable));
        desk.list.refresh();
        QTRY_COMPARE(desk.list.state(), ListState::Old);
    }

    void takenOff_canBePutBack()
    {
        Desk desk;
        desk.show({waiting(1), waiting(2)});
        desk.list.takeOff(1);
        desk.list.takeOff(0); // While the first is on its way.
        QCOMPARE(desk.waitlist.takeOffCall.count(), 1);
        QCOMPARE(desk.waitlist.takeOffCall.last().seen, (SeenWaiting{WaitingId(2), 1}));
        desk.waitlist.entriesCall.always(QList<Waiting>{waiting(1)});
        desk.waitlist.takeOffCall.answer(SeenWaiting{WaitingId(2), 2});
        QTRY_VERIFY(desk.list.takenOff().contains(u"PATIENT2"_s));
        QTRY_COMPARE(desk.list.table().rows().size(), 1);
        desk.list.putBack();
        QCOMPARE(desk.waitlist.putBackCall.last().seen, (SeenWaiting{WaitingId(2), 2}));
        QSignalSpy done(&desk.list, &WaitlistViewModel::done);
        desk.waitlist.putBackCall.answer(SeenWaiting{WaitingId(2), 3});
        QTRY_COMPARE(done.count(), 1);
        QVERIFY(desk.list.takenOff().isEmpty());
    }

    void takingOffWhatAColleagueChanged_isRefusedInASentence()
    {
        Desk desk;
        desk.show({waiting(1)});
        desk.list.takeOff(0);
        desk.waitlist.takeOffCall.answer(samples::failure(Code::Stale));
        QTRY_VERIFY(desk.list.refusal().contains(u"colleague"_s));
        QVERIFY(desk.list.takenOff().isEmpty());
    }

    void outOfSight_nothingIsRead()
    {
        Desk desk;
        desk.show({waiting(1)});
        desk.list.setActive(false);
        const int before = desk.waitlist.entriesCall.count();
        desk.ports.book.bookCall.always(samples::change(AppointmentId(1)));
        QSignalSpy booked(&desk.ports.booking, &BookingService::changed);
        (void)desk.ports.booking.book({});
        QTRY_COMPARE(booked.count(), 1);
        QCOMPARE(desk.waitlist.entriesCall.count(), before);
    }

    void aNewEntry_isAddedOnce()
    {
        Desk desk;
        desk.form.begin();
        QVERIFY(!desk.form.canSave());
        desk.form.setWhom(1);
        QVERIFY(!desk.form.canSave());
        desk.ports.patients.searchCall.always(
            QList<PatientMatch>{samples::match(samples::patient(5, u"Adebayo"_s, u"Ife"_s))});
        desk.form.search().setTyped(u"ade"_s);
        QTRY_COMPARE(desk.form.search().matches().rowCount(), 1);
        desk.form.search().pick(0);
        QVERIFY(desk.form.canSave());
        WaitingWish wish;
        wish.weekdays = {Qt::Monday};
        wish.urgency = WaitingWish::Urgency::Urgent;
        desk.form.setWish(wish);
        desk.form.setUnclear();
        QVERIFY(!desk.form.canSave());
        desk.form.setWish(wish);
        desk.form.save();
        desk.form.save();
        QCOMPARE(desk.waitlist.addCall.count(), 1);
        const WaitingWish asked = desk.waitlist.addCall.last().wish;
        QCOMPARE(asked.clinic, samples::berlin().id);
        QCOMPARE(asked.patient, PatientId(5));
        QCOMPARE(asked.department, DepartmentId(1));
        QCOMPARE(asked.doctor, DoctorId(11));
        QCOMPARE(asked.weekdays, QList<Qt::DayOfWeek>{Qt::Monday});
        desk.waitlist.addCall.answer(samples::failure(Code::Unknown));
        QTRY_VERIFY(!desk.form.refusal().isEmpty());
        desk.form.save();
        QCOMPARE(desk.waitlist.addCall.question(1).request,
                 desk.waitlist.addCall.question(0).request);
        QSignalSpy saved(&desk.form, &WaitingFormViewModel::saved);
        desk.waitlist.addCall.answer(SeenWaiting{WaitingId(8), 1});
        QTRY_COMPARE(saved.count(), 1);
        QVERIFY(saved.first().first().toString().contains(u"ADEBAYO"_s));
        QVERIFY(!desk.form.isOpen());
    }

    void whoWaitsAlready_isSaid()
    {
        Desk desk;
        desk.form.edit(waiting(3));
        QVERIFY(!desk.form.isNew());
        QCOMPARE(desk.form.whomIndex(), 1);
        desk.form.setWhom(0);
        desk.form.save();
        QCOMPARE(desk.waitlist.changeCall.last().seen, (SeenWaiting{WaitingId(3), 1}));
        QCOMPARE(desk.waitlist.changeCall.last().wish.until, QTime(12, 0));
        desk.waitlist.changeCall.answer(
            samples::failure(Code::Conflict, {{u"taken"_s, u"waiting"_s}}));
        QTRY_VERIFY(desk.form.refusal().contains(u"waits for the same already"_s));
        QVERIFY(desk.form.isOpen());
        desk.form.setWhom(2);
        QVERIFY(desk.form.refusal().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestWaitlistViewModel)
#include "tst_WaitlistViewModel.moc"
