// The ports that keep answers, on scripted sources and a clock that the test sets: what is asked,
// what isn't, and what midnight and zones make of it.
#include "core/booking/AppointmentCodec.h"
#include "core/booking/CachedAppointmentBook.h"
#include "core/booking/CachedDayList.h"
#include "core/booking/CachedFreeSlots.h"
#include "core/booking/DirectoryCodec.h"
#include "core/booking/SlotCodec.h"
#include "core/history/CachedAppointmentHistory.h"
#include "core/history/HistoryPageCodec.h"
#include "core/patients/CachedPatientDirectory.h"
#include "core/patients/PatientCodec.h"
#include "tests/fakes/FakeAppointmentBook.h"
#include "tests/fakes/FakeAppointmentHistory.h"
#include "tests/fakes/FakeCacheStore.h"
#include "tests/fakes/FakeClinicDirectory.h"
#include "tests/fakes/FakeClock.h"
#include "tests/fakes/FakeDayList.h"
#include "tests/fakes/FakeFreeSlots.h"
#include "tests/fakes/FakePatientDirectory.h"
#include "tests/fakes/Samples.h"
#include "tests/fakes/SealKeySamples.h"

#include <QTest>

using namespace clinidesk;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr ClinicId berlin{1};
constexpr ClinicId tokyo{2};

class FakeReadLog final : public ReadLog
{
public:
    Async<Done> write(const QList<KeptRead> &reads) override { return writeCall.ask(reads); }

    FakeCall<Done, QList<KeptRead>> writeCall;
};

struct Desk
{
    explicit Desk(FakeCacheServer &server, Role role = Role::Receptionist)
        : store(server)
    {
        Session session;
        session.staff = StaffId(7);
        session.role = role;
        session.doctor = role == Role::Doctor ? DoctorId(1) : DoctorId();
        session.rightsVersion = 1;
        session.installation = 42;
        viewer.open(session);
        cache.unlock(sampleSealKeys());
        Clinic west;
        west.id = berlin;
        west.zone = "Europe/Berlin";
        Clinic east;
        east.id = tokyo;
        east.zone = "Asia/Tokyo";
        clinics.clinicsCall.always(QList<Clinic>{west, east});
        Doctor weber;
        weber.id = DoctorId(1);
        weber.departments = {DepartmentId(1)};
        clinics.doctorsCall.always(QList<Doctor>{weber});
        clinics.departmentsCall.always(QList<Department>());
        clinics.stepsCall.always(QList<StatusStep>{{Status::Booked, Status::Arrived, u"x"_s}});
        days.dayCall.always([](const FakeDayList::Question &asked) {
            return Day{.date = asked.date, .appointments = {}, .freshness = {}};
        });
        readLog.writeCall.always(Done{});
    }

    template <typename T> static Result<T> settled(const Async<T> &answer)
    {
        (void)QTest::qWaitFor([&] { return answer.isFinished(); }, 5000);
        return answer.resultCount() > 0 ? answer.result()
                                        : Result<T>(Error{Error::Code::Cancelled, {}, {}});
    }

    FakeClock clock; // 08:00 UTC: 09:00 in Berlin, 17:00 in Tokyo.
    FakeClinicDirectory clinics;
    FakeDayList days;
    FakeAppointmentBook book;
    FakeFreeSlots freeSlots;
    FakeAppointmentHistory history;
    FakePatientDirectory patients;
    FakeReadLog readLog;
    FakeCacheStore store;
    CacheViewer viewer;
    Cache cache{store, clock};
    ReadReports reports{readLog, clock};
    CachedClinicDirectory cachedClinics{clinics, cache, viewer, clock};
    CachedDayList cachedDays{days, cachedClinics, cache, viewer, reports};
    CachedAppointmentBook cachedBook{book, cache};
    CachedFreeSlots cachedSlots{freeSlots, cachedClinics, cache, viewer, clock};
    CachedAppointmentHistory cachedHistory{history, cachedClinics, cache, viewer, reports};
    CachedPatientDirectory cachedPatients{patients, cachedClinics, cache, viewer, reports};
};

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
        m_desk = std::make_unique<Desk>(m_server);
    }
    void cleanup() { m_desk.reset(); }

    void lists_areAskedForOnce()
    {
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(Desk::settled(m_desk->cachedClinics.clinics())->size(), 2);
            QCOMPARE(Desk::settled(m_desk->cachedClinics.doctors(berlin))->size(), 1);
            QVERIFY(Desk::settled(m_desk->cachedClinics.departments(berlin)));
            QCOMPARE(Desk::settled(m_desk->cachedClinics.statusSteps())->size(), 1);
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
            return Desk::settled(m_desk->cachedDays.day(clinic, {}))->date;
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
        const auto clinics = Desk::settled(m_desk->cachedClinics.clinics());
        QCOMPARE(clinics->at(0).today, day.addDays(1));
        const auto peeked = m_desk->cachedDays.peek(berlin, {});
        QVERIFY(peeked && peeked->date == day.addDays(1));
    }

    void yesterdaysEntry_isAnotherOneAfterMidnight()
    {
        // Which reasons may be read has changed with the day.
        const QDate day(2026, 11, 26);
        QVERIFY(Desk::settled(m_desk->cachedDays.day(berlin, day)));
        QVERIFY(m_desk->cachedDays.peek(berlin, day));
        m_desk->clock.set(QDateTime(day, QTime(23, 30), Qt::UTC)); // 00:30 in Berlin.
        QVERIFY(!m_desk->cachedDays.peek(berlin, day));
        QVERIFY(Desk::settled(m_desk->cachedDays.day(berlin, day)));
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
            QCOMPARE(Desk::settled(m_desk->cachedDays.day(berlin, {}))->date, QDate(2026, 11, 30));
        QCOMPARE(m_desk->days.dayCall.count(), 2);
        QVERIFY(!m_desk->days.dayCall.last().date.isValid());
    }

    void foreignClinic_isAlwaysTheDatabasesToDeny()
    {
        const ClinicId foreign(9);
        for (int i = 0; i < 2; ++i) {
            QVERIFY(Desk::settled(m_desk->cachedDays.day(foreign, {2026, 11, 26})));
            QVERIFY(Desk::settled(m_desk->cachedClinics.doctors(foreign)));
        }
        QCOMPARE(m_desk->days.dayCall.count(), 2);
        QCOMPARE(m_desk->clinics.doctorsCall.count(), 2);
    }

    void nobodySignedIn_keepsNothing()
    {
        m_desk->viewer.close();
        for (int i = 0; i < 2; ++i) {
            QVERIFY(Desk::settled(m_desk->cachedDays.day(berlin, {2026, 11, 26})));
            QVERIFY(Desk::settled(m_desk->cachedClinics.clinics()));
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
        QCOMPARE(Desk::settled(m_desk->cachedSlots.find(query))->size(), 2);
        QCOMPARE(Desk::settled(m_desk->cachedSlots.find(query))->size(), 2);
        QCOMPARE(m_desk->freeSlots.findCall.count(), 1);
        m_desk->clock.advance(5s);
        m_desk->freeSlots.findCall.always(QList<Slot>{slotAt(20), slotAt(40)});
        const auto later = Desk::settled(m_desk->cachedSlots.find(query));
        QCOMPARE(*later, (QList<Slot>{slotAt(20), slotAt(40)}));
        QCOMPARE(m_desk->freeSlots.findCall.count(), 2);
    }

    void doctorsBookingElsewhere_takesHisTimeHere()
    {
        m_desk->freeSlots.findCall.always(QList<Slot>());
        SlotQuery query;
        query.clinic = berlin;
        query.department = DepartmentId(1);
        query.lastDay = QDate(2026, 11, 30);
        QVERIFY(Desk::settled(m_desk->cachedSlots.find(query)));
        for (const CacheTags &tags : {CacheTags{CacheTag::doctor(DoctorId(1))},
                                      {CacheTag::hours(berlin)},
                                      {CacheTag::places(berlin)},
                                      {CacheTag::day(berlin, {2026, 11, 28})}}) {
            const int asked = m_desk->freeSlots.findCall.count();
            QVERIFY(Desk::settled(m_desk->cachedSlots.find(query)));
            QCOMPARE(m_desk->freeSlots.findCall.count(), asked);
            QVERIFY(Desk::settled(m_desk->cache.invalidate(tags)));
            QVERIFY(Desk::settled(m_desk->cachedSlots.find(query)));
            QCOMPARE(m_desk->freeSlots.findCall.count(), asked + 1);
        }
    }

    void ownChange_isDroppedBeforeItsAnswerArrives()
    {
        const QDate day(2026, 11, 26);
        QVERIFY(Desk::settled(m_desk->cachedDays.day(berlin, day)));
        Change change = samples::change(AppointmentId(5));
        change.tags = {u"day:1:2026-11-26"_s, u"what a newer server says"_s};
        m_desk->book.undoCall.always(change);
        const auto answer = m_desk->cachedBook.undo(RequestId::create(), EventId(3));
        QCOMPARE(*Desk::settled(answer), change);
        QVERIFY(!m_desk->cachedDays.peek(berlin, day));
    }

    void changeStands_thoughTheStoreIsAway()
    {
        m_desk->store.setAway(true);
        m_desk->book.undoCall.always(samples::change(AppointmentId(5)));
        QVERIFY(Desk::settled(m_desk->cachedBook.undo(RequestId::create(), EventId(3))));
    }

    void neighbours_areKeptWithoutBeingReported()
    {
        m_desk->history.pageCall.always(samples::historyPage(30, 2, 10));
        QVERIFY(Desk::settled(m_desk->cachedClinics.clinics()));
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
        query.doctor = DoctorId(1);
        QVERIFY(Desk::settled(m_desk->cachedDays.day(berlin, day)));
        QVERIFY(Desk::settled(m_desk->cachedSlots.find(query)));
        const Error away{Error::Code::Unavailable, {}, {}};
        m_desk->days.dayCall.always(away);
        m_desk->freeSlots.findCall.always(away);
        QVERIFY(Desk::settled(
            m_desk->cache.invalidate({CacheTag::day(berlin, day), CacheTag::doctor(DoctorId(1))})));
        const auto old = Desk::settled(m_desk->cachedDays.day(berlin, day));
        QVERIFY(old && old->freshness.isStale);
        const auto times = Desk::settled(m_desk->cachedSlots.find(query));
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
    std::unique_ptr<Desk> m_desk;
};

QTEST_GUILESS_MAIN(TestCachedPorts)
#include "tst_CachedPorts.moc"
