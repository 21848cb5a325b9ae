// Hours that are kept: what is asked, what isn't, and what drops them.
#include "core/booking/CachedDayHours.h"
#include "core/booking/DayHoursCodec.h"
#include "tests/fakes/FakeCacheStore.h"
#include "tests/fakes/FakeClinicDirectory.h"
#include "tests/fakes/FakeClock.h"
#include "tests/fakes/FakeDayHours.h"

#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

constexpr ClinicId berlin{1};
const QDate thursday(2026, 11, 26); // Today by the clock of the tests.

QList<SeatHours> hoursOf(QDate day)
{
    const auto at = [day](int hour) { return QDateTime(day, QTime(hour, 0), Qt::UTC); };
    return {{.day = day,
             .doctor = DoctorId(1),
             .doctorName = u"Dr Weber"_s,
             .department = {},
             .departmentName = {},
             .hours = {{at(7), at(11)}, {at(12), at(17)}},
             .away = {{at(8), at(9), u"Fortbildung – Kardiologie"_s}, {at(8), at(10), {}}}},
            {.day = day,
             .doctor = {},
             .doctorName = {},
             .department = DepartmentId(2),
             .departmentName = u"Impfung"_s,
             .hours = {},
             .away = {}}};
}

struct Desk
{
    Desk()
    {
        Session session;
        session.staff = StaffId(7);
        session.rightsVersion = 1;
        session.installation = 42;
        viewer.open(session);
        Clinic clinic;
        clinic.id = berlin;
        clinic.zone = "Europe/Berlin";
        clinics.clinicsCall.always(QList<Clinic>{clinic});
        source.hoursCall.always([](const FakeDayHours::Question &asked) {
            return hoursOf(asked.first.isValid() ? asked.first : thursday);
        });
    }

    [[nodiscard]] Result<QList<SeatHours>> ask(ClinicId clinic, QDate first, QDate last,
                                               Reading reading = Reading::Usual)
    {
        return settled(hours.hours(clinic, first, last, reading));
    }
    template <typename T> static Result<T> settled(const Async<T> &answer)
    {
        (void)QTest::qWaitFor([&] { return answer.isFinished(); }, 5000);
        return answer.resultCount() > 0 ? answer.result()
                                        : Result<T>(Error{Error::Code::Cancelled, {}, {}});
    }

    FakeClock clock;
    FakeClinicDirectory clinics;
    FakeDayHours source;
    FakeCacheServer server;
    FakeCacheStore store{server};
    CacheViewer viewer;
    Cache cache{store, clock};
    CachedClinicDirectory directory{clinics, cache, viewer, clock};
    CachedDayHours hours{source, directory, cache, viewer};
};

} // namespace

class TestCachedDayHours final : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_desk = std::make_unique<Desk>(); }
    void cleanup() { m_desk.reset(); }

    void day_isAskedForOnceAndThenAtHand()
    {
        QVERIFY(!m_desk->hours.peek(berlin, thursday));
        QCOMPARE(*m_desk->ask(berlin, thursday, thursday), hoursOf(thursday));
        QCOMPARE(m_desk->hours.peek(berlin, thursday), std::optional(hoursOf(thursday)));
        // Today has a name of its own, and one day needs no second one.
        QVERIFY(m_desk->ask(berlin, {}, {}));
        QVERIFY(m_desk->ask(berlin, thursday, {}));
        QCOMPARE(m_desk->hours.peek(berlin, {}), std::optional(hoursOf(thursday)));
        QCOMPARE(m_desk->source.hoursCall.count(), 1);
        QVERIFY(m_desk->ask(berlin, thursday, thursday.addDays(6)));
        QCOMPARE(m_desk->source.hoursCall.count(), 2);
        QCOMPARE(m_desk->source.hoursCall.last().last, thursday.addDays(6));
        QVERIFY(m_desk->ask(berlin, thursday, thursday, Reading::PastTheCache));
        QCOMPARE(m_desk->source.hoursCall.count(), 3);
    }

    void changeOfHoursOrPlaces_dropsThem()
    {
        for (const CacheTag &tag : {CacheTag::hours(berlin), CacheTag::places(berlin)}) {
            QVERIFY(m_desk->ask(berlin, thursday, thursday));
            const int asked = m_desk->source.hoursCall.count();
            QVERIFY(Desk::settled(m_desk->cache.invalidate({tag})));
            QVERIFY(!m_desk->hours.peek(berlin, thursday));
            QVERIFY(m_desk->ask(berlin, thursday, thursday));
            QCOMPARE(m_desk->source.hoursCall.count(), asked + 1);
        }
    }

    void booking_leavesThemAlone()
    {
        QVERIFY(m_desk->ask(berlin, thursday, thursday));
        QVERIFY(Desk::settled(m_desk->cache.invalidate(
            {CacheTag::day(berlin, thursday), CacheTag::doctor(DoctorId(1))})));
        QVERIFY(m_desk->hours.peek(berlin, thursday));
    }

    void foreignClinicAndSenselessDays_areTheDatabasesToRefuse()
    {
        for (int i = 0; i < 2; ++i) {
            QVERIFY(m_desk->ask(ClinicId(9), thursday, thursday));
            QVERIFY(m_desk->ask(berlin, thursday, thursday.addDays(-1)));
        }
        QCOMPARE(m_desk->source.hoursCall.count(), 4);
        QVERIFY(!m_desk->hours.peek(ClinicId(9), thursday));
    }

    void midnight_makesTodayAnotherDay()
    {
        QVERIFY(m_desk->ask(berlin, {}, {}));
        m_desk->clock.set(QDateTime(thursday, QTime(23, 30), Qt::UTC)); // 00:30 in Berlin.
        QVERIFY(!m_desk->hours.peek(berlin, {}));
        QCOMPARE(m_desk->ask(berlin, {}, {})->first().day, thursday.addDays(1));
    }

    void failure_isToldAndNotKept()
    {
        m_desk->source.hoursCall.always(Error{Error::Code::Unavailable, {}, {}});
        const auto answer = m_desk->ask(berlin, thursday, thursday);
        QVERIFY(!answer && answer.error().code == Error::Code::Unavailable);
        m_desk->source.hoursCall.always(hoursOf(thursday));
        QVERIFY(m_desk->ask(berlin, thursday, thursday));
    }

    void rows_comeBackAsTheyWere()
    {
        CacheWriter writer;
        CacheCodec<QList<SeatHours>>::write(writer, hoursOf(thursday));
        const QByteArray bytes = writer.finished();
        CacheReader reader(bytes);
        const auto back = CacheCodec<QList<SeatHours>>::read(reader);
        QVERIFY(reader.isDone());
        QCOMPARE(back, std::optional(hoursOf(thursday)));
        for (qsizetype length = 0; length < bytes.size(); ++length) {
            CacheReader cut{QByteArrayView(bytes).first(length)};
            const auto broken = CacheCodec<QList<SeatHours>>::read(cut);
            QVERIFY(!broken || !cut.isDone());
        }
    }

private:
    std::unique_ptr<Desk> m_desk;
};

QTEST_GUILESS_MAIN(TestCachedDayHours)
#include "tst_CachedDayHours.moc"
