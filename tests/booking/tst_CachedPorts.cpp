// The ports that keep answers, on scripted sources and a clock that the test sets: what is asked,
// what isn't, and what midnight and zones make of it.
#include "core/booking/AppointmentCodec.h"
#include "core/booking/DirectoryCodec.h"
#include "core/booking/SlotCodec.h"
#include "core/history/HistoryPageCodec.h"
#include "core/patients/PatientCodec.h"
#include "tests/booking/PortsDesk.h"
#include "tests/fakes/Samples.h"

#include <QTest>

using namespace clinidesk;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

template <typename T> std::optional<T> throughBytes(const T &value)
{
    CacheWriter writer;
    CacheCodec<T>::write(writer, value);
    const QByteArray bytes = writer.finished();
    CacheReader reader(bytes);
    auto back = CacheCodec<T>::read(reader);
    return reader.isDone() ? back : std::nullopt;
}

} // namespace

class TestCachedPorts final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = {};
        m_desk = std::make_unique<PortsDesk>(m_server);
    }
    void cleanup() { m_desk.reset(); }

    void lists_areAskedForOnce()
    {
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(PortsDesk::settled(m_desk->cachedClinics.clinics())->size(), 2);
            QCOMPARE(PortsDesk::settled(m_desk->cachedClinics.doctors(berlin))->size(), 1);
            QVERIFY(PortsDesk::settled(m_desk->cachedClinics.departments(berlin)));
            QCOMPARE(PortsDesk::settled(m_desk->cachedClinics.statusSteps())->size(), 1);
        }
        QCOMPARE(m_desk->clinics.clinicsCall.count(), 1);
        QCOMPARE(m_desk->clinics.doctorsCall.count(), 1);
        QCOMPARE(m_desk->clinics.departmentsCall.count(), 1);
        QCOMPARE(m_desk->clinics.stepsCall.count(), 1);
    }

    void today_isEachClinicsOwnAndNeverYesterday()
    {
        const QDate day(2026, 11, 26);
        const auto todayIn = [this](ClinicId clinic) {
            return PortsDesk::settled(m_desk->cachedDays.day(clinic, {}))->date;
        };
        QCOMPARE(todayIn(berlin), day);
        QCOMPARE(todayIn(tokyo), day);
        m_desk->clock.advance(8h); // 17:00 in Berlin, 01:00 in Tokyo.
        QCOMPARE(todayIn(berlin), day);
        QCOMPARE(todayIn(tokyo), day.addDays(1));
        m_desk->clock.advance(7h - 1min); // 23:59 in Berlin.
        QCOMPARE(todayIn(berlin), day);
        m_desk->clock.advance(2min);
        QCOMPARE(todayIn(berlin), day.addDays(1));
        const auto clinics = PortsDesk::settled(m_desk->cachedClinics.clinics());
        QCOMPARE(clinics->at(0).today, day.addDays(1));
        const auto peeked = m_desk->cachedDays.peek(berlin, {});
        QVERIFY(peeked && peeked->date == day.addDays(1));
    }

    void yesterdaysEntry_isAnotherOneAfterMidnight()
    {
        // Which reasons may be read has changed with the day.
        const QDate day(2026, 11, 26);
        QVERIFY(PortsDesk::settled(m_desk->cachedDays.day(berlin, day)));
        QVERIFY(m_desk->cachedDays.peek(berlin, day));
        m_desk->clock.set(QDateTime(day, QTime(23, 30), Qt::UTC)); // 00:30 in Berlin.
        QVERIFY(!m_desk->cachedDays.peek(berlin, day));
        QVERIFY(PortsDesk::settled(m_desk->cachedDays.day(berlin, day)));
        QCOMPARE(m_desk->days.dayCall.count(), 2);
    }

    void unknownZone_leavesTodayToTheDatabase()
    {
        Clinic far;
        far.id = berlin;
        far.zone = "Mars/Olympus";
        m_desk->clinics.clinicsCall.always(QList<Clinic>{far});
        m_desk->days.dayCall.always(
            Day{.date = {2026, 11, 30}, .appointments = {}, .freshness = {}});
        for (int i = 0; i < 2; ++i)
            QCOMPARE(PortsDesk::settled(m_desk->cachedDays.day(berlin, {}))->date,
                     QDate(2026, 11, 30));
        QCOMPARE(m_desk->days.dayCall.count(), 2);
        QVERIFY(!m_desk->days.dayCall.last().date.isValid());
    }

    void foreignClinic_isAlwaysTheDatabasesToDeny()
    {
        const ClinicId foreign(9);
        for (int i = 0; i < 2; ++i) {
            QVERIFY(PortsDesk::settled(m_desk->cachedDays.day(foreign, {2026, 11, 26})));
            QVERIFY(PortsDesk::settled(m_desk->cachedClinics.doctors(foreign)));
        }
        QCOMPARE(m_desk->days.dayCall.count(), 2);
        QCOMPARE(m_desk->clinics.doctorsCall.count(), 2);
    }

    void nobodySignedIn_keepsNothing()
    {
        m_desk->viewer.close();
        for (int i = 0; i < 2; ++i) {
            QVERIFY(PortsDesk::settled(m_desk->cachedDays.day(berlin, {2026, 11, 26})));
            QVERIFY(PortsDesk::settled(m_desk->cachedClinics.clinics()));
        }
        QCOMPARE(m_desk->days.dayCall.count(), 2);
        QCOMPARE(m_desk->clinics.clinicsCall.count(), 2);
        QVERIFY(m_server.entries.isEmpty());
    }

    void timeThatHasBegun_isNeverOffered()
    {
        const QDateTime now = m_desk->clock.now();
        const auto slotAt = [&](int minutes) {
            return Slot{.doctor = DoctorId(1),
                        .doctorName = u"Dr Weber"_s,
                        .department = DepartmentId(1),
                        .startsAt = now.addSecs(60 * minutes),
                        .endsAt = now.addSecs(60 * (minutes + 20))};
        };
        m_desk->freeSlots.findCall.always(QList<Slot>{slotAt(0), slotAt(20)});
        SlotQuery query;
        query.clinic = berlin;
        query.department = DepartmentId(1);
        query.lastDay = now.date();
        QCOMPARE(PortsDesk::settled(m_desk->cachedSlots.find(query))->size(), 2);
        QCOMPARE(PortsDesk::settled(m_desk->cachedSlots.find(query))->size(), 2);
        QCOMPARE(m_desk->freeSlots.findCall.count(), 1);
        m_desk->clock.advance(5s);
        m_desk->freeSlots.findCall.always(QList<Slot>{slotAt(20), slotAt(40)});
        const auto later = PortsDesk::settled(m_desk->cachedSlots.find(query));
        QCOMPARE(*later, (QList<Slot>{slotAt(20), slotAt(40)}));
        QCOMPARE(m_desk->freeSlots.findCall.count(), 2);
    }

    void equalQuestions_areAskedOnceAndOthersEach()
    {
        m_desk->freeSlots.findCall.always(QList<Slot>());
        const auto asks = [this](const SlotQuery &asked) {
            const int before = m_desk->freeSlots.findCall.count();
            (void)PortsDesk::settled(m_desk->cachedSlots.find(asked));
            return m_desk->freeSlots.findCall.count() > before;
        };
        SlotQuery query;
        query.clinic = berlin;
        query.doctors = {DoctorId(2), DoctorId(1)};
        query.weekdays = {Qt::Friday, Qt::Monday};
        query.hours = {{QTime(9, 0), QTime(10, 0)}, {QTime(14, 0), QTime(0, 0)}};
        QVERIFY(asks(query));
        SlotQuery same = query;
        same.doctors = {DoctorId(1), DoctorId(2), DoctorId(1)};
        same.weekdays = {Qt::Monday, Qt::Friday};
        same.hours = {
            {QTime(14, 0), QTime(0, 0)}, {QTime(9, 30), QTime(10, 0)}, {QTime(9, 0), QTime(9, 30)}};
        QVERIFY(!asks(same));
        SlotQuery other = query;
        other.doctors = {DoctorId(1)};
        QVERIFY(asks(other));
        other = query;
        other.weekdays = {Qt::Friday};
        QVERIFY(asks(other));
        other = query;
        other.hours.removeLast();
        QVERIFY(asks(other));
    }

    void doctorsBookingElsewhere_takesHisTimeHere()
    {
        m_desk->freeSlots.findCall.always(QList<Slot>());
        SlotQuery query;
        query.clinic = berlin;
        query.department = DepartmentId(1);
        query.lastDay = QDate(2026, 11, 30);
        QVERIFY(PortsDesk::settled(m_desk->cachedSlots.find(query)));
        for (const CacheTags &tags : {CacheTags{CacheTag::doctor(DoctorId(1))},
                                      {CacheTag::hours(berlin)},
                                      {CacheTag::places(berlin)},
                                      {CacheTag::day(berlin, {2026, 11, 28})}}) {
            const int asked = m_desk->freeSlots.findCall.count();
            QVERIFY(PortsDesk::settled(m_desk->cachedSlots.find(query)));
            QCOMPARE(m_desk->freeSlots.findCall.count(), asked);
            QVERIFY(PortsDesk::settled(m_desk->cache.invalidate(tags)));
            QVERIFY(PortsDesk::settled(m_desk->cachedSlots.find(query)));
            QCOMPARE(m_desk->freeSlots.findCall.count(), asked + 1);
        }
    }

    void ownChange_isDroppedBeforeItsAnswerArrives()
    {
        const QDate day(2026, 11, 26);
        QVERIFY(PortsDesk::settled(m_desk->cachedDays.day(berlin, day)));
        Change change = samples::change(AppointmentId(5));
        change.tags = {u"day:1:2026-11-26"_s, u"what a newer server says"_s};
        m_desk->book.undoCall.always(change);
        const auto answer = m_desk->cachedBook.undo(RequestId::create(), EventId(3));
        QCOMPARE(*PortsDesk::settled(answer), change);
        QVERIFY(!m_desk->cachedDays.peek(berlin, day));
    }

    void ownChangeWithItsRow_isSeenInTheDayWithoutReadingIt()
    {
        const QDate day(2026, 11, 26);
        Appointment row = samples::appointment(5, 20);
        row.clinic = berlin;
        row.day = day;
        m_desk->days.dayCall.always(Day{.date = day, .appointments = {row}, .freshness = {}});
        QVERIFY(PortsDesk::settled(m_desk->cachedDays.day(berlin, day)));
        Change change = samples::change(row.id, Status::Arrived);
        change.tags = {u"clinic:1"_s, u"day:1:2026-11-26"_s, u"patient:9"_s};
        change.row = row;
        change.row->status = Status::Arrived;
        ++change.row->version;
        m_desk->book.undoCall.always(change);
        QVERIFY(PortsDesk::settled(m_desk->cachedBook.undo(RequestId::create(), EventId(3))));
        QTRY_VERIFY(m_desk->cachedDays.peek(berlin, day));
        QCOMPARE(m_desk->cachedDays.peek(berlin, day)->appointments,
                 QList<Appointment>{*change.row});
        QCOMPARE(m_desk->days.dayCall.count(), 1);
        // The worker need not tell it once more: database 42, appointment 5, version 2.
        QCOMPARE(m_server.announced, QSet<QByteArray>{"42:5:2"});
    }

    void peopleOfADay_haveTheirCardsAtHandOnAllDesks()
    {
        m_desk->cachedDays.tellLoaded(
            [this](const Clinic &clinic, QDate day, const QList<Appointment> &appointments) {
                m_desk->cachedPatients.prepare(clinic, day, appointments);
            });
        Appointment row = samples::appointment(5, 20);
        row.patient = PatientId(9);
        Appointment gone = samples::appointment(6, 40);
        gone.patient = PatientId(10);
        m_desk->days.dayCall.always(
            Day{.date = {2026, 11, 26}, .appointments = {row, gone, row}, .freshness = {}});
        const Patient nadia = samples::patient(9, u"Okafor"_s, u"Nadia"_s);
        m_desk->patients.cardsCall.always(QList<Patient>{nadia});
        QVERIFY(PortsDesk::settled(m_desk->cachedDays.day(berlin, {2026, 11, 26})));
        QTRY_COMPARE(m_server.entries.size(), 3); // The clinics, the day, one card.
        auto asked = m_desk->patients.cardsCall.last();
        std::sort(asked.begin(), asked.end());
        QCOMPARE(asked, (QList<PatientId>{PatientId(9), PatientId(10)}));

        PortsDesk other(m_server);
        QCOMPARE(*PortsDesk::settled(other.cachedPatients.patient(PatientId(9))), nadia);
        QCOMPARE(other.patients.patientCall.count(), 0);
        QVERIFY(!other.reports.isEmpty()); // Looked at, so reported.
        // An appointment of hers doesn't touch it, a change of hers does.
        QVERIFY(PortsDesk::settled(m_desk->cache.invalidate({CacheTag::patient(PatientId(9))})));
        QCOMPARE(*PortsDesk::settled(other.cachedPatients.patient(PatientId(9))), nadia);
        QVERIFY(PortsDesk::settled(m_desk->cache.invalidate({CacheTag::card(PatientId(9))})));
        other.patients.patientCall.always(samples::patient(9, u"Lind"_s, u"Nadia"_s));
        QTRY_COMPARE(PortsDesk::settled(other.cachedPatients.patient(PatientId(9)))->family,
                     u"Lind"_s);
        // Once for all desks, and of the coming days alone.
        QVERIFY(PortsDesk::settled(
            m_desk->cachedDays.day(berlin, {2026, 11, 26}, Reading::PastTheCache)));
        QVERIFY(PortsDesk::settled(m_desk->cachedDays.day(berlin, {2026, 11, 25})));
        QVERIFY(PortsDesk::settled(m_desk->cachedDays.day(berlin, {2026, 12, 24})));
        QTest::qWait(20);
        QCOMPARE(m_desk->patients.cardsCall.count(), 1);
    }

    void changeStands_thoughTheStoreIsAway()
    {
        m_desk->store.setAway(true);
        m_desk->book.undoCall.always(samples::change(AppointmentId(5)));
        QVERIFY(PortsDesk::settled(m_desk->cachedBook.undo(RequestId::create(), EventId(3))));
    }

    void neighbours_areKeptWithoutBeingReported()
    {
        m_desk->history.pageCall.always(samples::historyPage(30, 2, 10));
        QVERIFY(PortsDesk::settled(m_desk->cachedClinics.clinics()));
        HistoryQuery query;
        query.pageNumber = 2;
        m_desk->cachedHistory.prepare(query);
        QTRY_COMPARE(m_desk->history.pageCall.count(), 1);
        QTRY_COMPARE(m_server.entries.size(), 2); // The clinics and the page.
        QVERIFY(m_desk->reports.isEmpty());
        const auto page = m_desk->cachedHistory.peek(query);
        QVERIFY(page && page->page.number == 2);
        QCOMPARE(page->freshness.layer, Freshness::Layer::Memory);
        m_desk->reports.flush();
        QCOMPARE(m_desk->readLog.writeCall.last().value(0).action, u"history_page"_s);
        // The same question, put together in another order, is the same.
        query.clinics = {tokyo, berlin};
        QVERIFY(m_desk->cachedHistory.peek(query));
        query.clinics = {tokyo};
        QVERIFY(!m_desk->cachedHistory.peek(query));
    }

    void lastGoodAnswer_isMarkedOrRefusedWhereItCantBe()
    {
        const QDate day(2026, 11, 26);
        m_desk->freeSlots.findCall.always(QList<Slot>());
        SlotQuery query;
        query.clinic = berlin;
        query.doctors = {DoctorId(1)};
        QVERIFY(PortsDesk::settled(m_desk->cachedDays.day(berlin, day)));
        QVERIFY(PortsDesk::settled(m_desk->cachedSlots.find(query)));
        const Error away{Error::Code::Unavailable, {}, {}};
        m_desk->days.dayCall.always(away);
        m_desk->freeSlots.findCall.always(away);
        QVERIFY(PortsDesk::settled(
            m_desk->cache.invalidate({CacheTag::day(berlin, day), CacheTag::doctor(DoctorId(1))})));
        const auto old = PortsDesk::settled(m_desk->cachedDays.day(berlin, day));
        QVERIFY(old && old->freshness.isStale);
        const auto times = PortsDesk::settled(m_desk->cachedSlots.find(query));
        QVERIFY(!times && times.error().code == Error::Code::Unavailable);
    }

    void everyType_comesBackAsItWas()
    {
        const Clinic clinic{.id = ClinicId(3),
                            .name = u"Praxis am Löwen"_s,
                            .zone = "Europe/Berlin",
                            .opens = {8, 0},
                            .closes = {18, 30},
                            .today = {}};
        QCOMPARE(throughBytes(QList<Clinic>{clinic, {}}), (QList<Clinic>{clinic, {}}));
        const Department department{.id = DepartmentId(4),
                                    .name = u"皮膚科"_s,
                                    .slotLength = 15min,
                                    .capacity = 3,
                                    .needsReview = true,
                                    .colour = u"#aabbcc"_s};
        QCOMPARE(throughBytes(QList<Department>{department}), QList<Department>{department});
        const Doctor doctor{.id = DoctorId(5),
                            .title = u"Dr"_s,
                            .family = u"Okafor"_s,
                            .given = u"Chidi"_s,
                            .specialisation = u"Heart"_s,
                            .departments = {DepartmentId(4), DepartmentId(9)}};
        QCOMPARE(throughBytes(QList<Doctor>{doctor, {}}), (QList<Doctor>{doctor, {}}));
        const StatusStep step{Status::Booked, Status::NoShow, u"mark_no_show"_s};
        QCOMPARE(throughBytes(QList<StatusStep>{step}), QList<StatusStep>{step});
        const Slot slot{.doctor = DoctorId(5),
                        .doctorName = u"Dr Okafor"_s,
                        .department = DepartmentId(4),
                        .startsAt = m_desk->clock.now(),
                        .endsAt = m_desk->clock.now().addSecs(900)};
        QCOMPARE(throughBytes(QList<Slot>{slot}), QList<Slot>{slot});
        Patient patient;
        patient.id = PatientId(6);
        patient.family = u"حداد"_s;
        patient.sex = Sex::Female;
        QCOMPARE(throughBytes(patient), patient);
        const Page<Appointment> page = samples::historyPage(30, 2, 10).page;
        QCOMPARE(throughBytes(page), page);
        QCOMPARE(throughBytes(QList<Appointment>(page.rows)), page.rows);
    }

private:
    FakeCacheServer m_server;
    std::unique_ptr<PortsDesk> m_desk;
};

QTEST_GUILESS_MAIN(TestCachedPorts)
#include "tst_CachedPorts.moc"
