#include "app/ctl/BenchRuns.h"

#include "app/ctl/BenchFigures.h"
#include "app/ctl/BenchSlots.h"
#include "core/demo/DemoRandom.h"
#include "core/postgres/PostgresAppointmentBook.h"

#include <QThread>

#include <barrier>

using namespace Qt::StringLiterals;
using namespace std::chrono;
using namespace std::chrono_literals;

namespace clinidesk {

namespace {

constexpr int bookingsAlone = 1'000;
constexpr int warmUps = 20;
constexpr auto crowdTime = 10s;
constexpr int rivalsForASlot = 20;
constexpr int slotsWanted = 90'000;

struct Crowd
{
    QString bench;
    int desks = 50;
    double contested = 0; ///< Share of the attempts that others make at the same slot.
};

/// What one desk, or all of them, came to.
struct Tally
{
    BenchFigures figures;
    qint64 accepted = 0;
    qint64 refused = 0; ///< The time was taken.
    qint64 failed = 0; ///< Anything else.
    std::optional<Error> firstFailure;

    void count(const Result<Done> &answer, nanoseconds took)
    {
        figures.add(took);
        if (answer)
            ++accepted;
        else if (answer.error().code == Error::Code::Conflict)
            ++refused;
        else
            fail(answer.error());
    }
    void fail(const Error &error)
    {
        ++failed;
        if (!firstFailure)
            firstFailure = error;
    }
    void add(const Tally &other)
    {
        figures.add(other.figures);
        accepted += other.accepted;
        refused += other.refused;
        failed += other.failed;
        if (!firstFailure)
            firstFailure = other.firstFailure;
    }
};

/// The statement of PostgresAppointmentBook on a connection of the desk's own: with 200 pools in
/// one program their 400 threads would be what is measured.
Result<Done> bookOn(DatabaseConnection &connection, const Booking &booking)
{
    static const QString sql
        = u"SELECT appointment_id, version, status, event_id, to_json(tags) FROM clinidesk.book("
          ":request::uuid, :clinic::int, :department::int, :doctor::int, :patient::bigint,"
          " :starts_at::timestamptz, :minutes::int, :reason::text, false)"_s;
    const auto answer
        = connection.ask(sql,
                         {{u"request"_s, RequestId::create().uuid().toString(QUuid::WithoutBraces)},
                          {u"clinic"_s, booking.clinic.value()},
                          {u"department"_s, booking.department.value()},
                          {u"doctor"_s, booking.doctor.value()},
                          {u"patient"_s, booking.patient.value()},
                          {u"starts_at"_s, booking.startsAt.toString(Qt::ISODateWithMs)},
                          {u"minutes"_s, qint64(booking.length.count())},
                          {u"reason"_s, booking.reason}});
    if (!answer)
        return answer.error();
    return Done{};
}

Tally workAtDesk(const ConnectTarget &target, const Crowd &crowd, BenchSlots &free, quint64 number,
                 std::barrier<> &start)
{
    Tally tally;
    DatabaseConnection connection(target);
    auto refusal = connection.open();
    for (int attempt = 1; refusal && attempt < 10; ++attempt) // Two hundred sign in at once.
        refusal = connection.open();
    if (refusal)
        tally.fail(*refusal);
    for (int warmUp = 0; warmUp < 2 && !refusal; ++warmUp) {
        if (const auto booking = free.next())
            (void)bookOn(connection, *booking);
    }
    start.arrive_and_wait();

    DemoRandom random(number);
    const auto deadline = steady_clock::now() + crowdTime;
    while (!refusal && steady_clock::now() < deadline) {
        const auto booking
            = random.chance(crowd.contested) ? free.nextContested(rivalsForASlot) : free.next();
        if (!booking)
            break;
        const auto begun = steady_clock::now();
        const auto answer = bookOn(connection, *booking);
        tally.count(answer, steady_clock::now() - begun);
    }
    return tally;
}

/// fsync and its like, the deadlocks so far, and the pairs of live bookings that overlap.
Result<QString> setting(const BenchClinic &clinic, const QString &name)
{
    return clinic.value(u"SELECT current_setting('%1')"_s.arg(name));
}

Result<QString> deadlocks(const BenchClinic &clinic)
{
    return clinic.value(
        u"SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"_s);
}

Result<QString> doubles(const BenchClinic &clinic)
{
    return clinic.value(
        u"SELECT count(*) FROM clinidesk.appointment a JOIN clinidesk.appointment b ON b.id > a.id"
        " AND b.doctor_id = a.doctor_id AND b.doctor_lane = a.doctor_lane AND b.status <= 3"
        " AND b.starts_at < a.ends_at AND b.starts_at > a.starts_at - interval '8 hours'"
        " AND b.ends_at > a.starts_at WHERE a.status <= 3"_s);
}

Result<Done> addSettings(QJsonObject &facts, const BenchClinic &clinic)
{
    for (const QString &name : {u"fsync"_s, u"synchronous_commit"_s, u"full_page_writes"_s}) {
        const auto value = setting(clinic, name);
        if (!value)
            return value.error();
        facts.insert(name, *value);
    }
    return Done{};
}

Result<Done> bookAlone(const BenchClinic &clinic, const BenchOutput &output, BenchSlots &free)
{
    BenchDesk desk(clinic.as(Role::Receptionist));
    PostgresAppointmentBook book(desk.pool);
    Tally tally;
    const auto began = steady_clock::now();
    for (int at = -warmUps; at < bookingsAlone; ++at) {
        const auto booking = free.next();
        if (!booking)
            return Error{Error::Code::NotFound, u"no free slots left"_s, {}};
        const auto start = steady_clock::now();
        const auto answer = book.book(RequestId::create(), *booking).result();
        const auto took = steady_clock::now() - start;
        if (at >= 0)
            tally.count(answer ? Result<Done>(Done{}) : Result<Done>(answer.error()), took);
    }
    const double elapsed = duration<double>(steady_clock::now() - began).count();
    if (tally.failed > 0)
        return *tally.firstFailure;
    QJsonObject facts = tally.figures.percentiles();
    facts.insert(u"ops_s"_s, rounded((bookingsAlone + warmUps) / elapsed));
    facts.insert(u"rows"_s, output.rows);
    facts.insert(u"refused"_s, tally.refused);
    const auto settings = addSettings(facts, clinic);
    if (!settings)
        return settings;
    output.print(u"booking.book"_s, facts);
    return Done{};
}

Tally runCrowd(const Crowd &crowd, const ConnectTarget &target, BenchSlots &free, double &elapsed)
{
    std::barrier start(crowd.desks + 1);
    std::vector<Tally> tallies(size_t(crowd.desks));
    std::vector<std::unique_ptr<QThread>> threads;
    for (int desk = 0; desk < crowd.desks; ++desk) {
        threads.emplace_back(QThread::create([&, desk] {
            tallies[size_t(desk)] = workAtDesk(target, crowd, free, quint64(desk) + 1, start);
        }));
        threads.back()->start();
    }
    start.arrive_and_wait();
    const auto began = steady_clock::now();
    for (const auto &thread : threads)
        thread->wait();
    elapsed = duration<double>(steady_clock::now() - began).count();
    Tally all;
    for (const Tally &tally : tallies)
        all.add(tally);
    return all;
}

Result<Done> bookTogether(const Crowd &crowd, const BenchClinic &clinic, const BenchOutput &output,
                          BenchSlots &free)
{
    const auto before = deadlocks(clinic);
    if (!before)
        return before.error();
    double elapsed = 0;
    const Tally tally = runCrowd(crowd, clinic.as(Role::Receptionist), free, elapsed);
    const auto after = deadlocks(clinic);
    if (!after)
        return after.error();
    const auto twice = doubles(clinic);
    if (!twice)
        return twice.error();

    QJsonObject facts = tally.figures.percentiles();
    facts.insert(u"ops_s"_s, rounded(double(tally.accepted) / elapsed));
    facts.insert(u"attempts_s"_s, rounded(double(tally.figures.count()) / elapsed));
    facts.insert(u"desks"_s, crowd.desks);
    facts.insert(u"attempts"_s, tally.figures.count());
    facts.insert(u"accepted"_s, tally.accepted);
    facts.insert(u"refused"_s, tally.refused);
    facts.insert(u"failed"_s, tally.failed);
    if (tally.firstFailure)
        facts.insert(u"first_failure"_s, tally.firstFailure->detail);
    facts.insert(u"deadlocks"_s, after->toLongLong() - before->toLongLong());
    facts.insert(u"doubles"_s, twice->toLongLong());
    facts.insert(u"rows"_s, output.rows);
    const auto settings = addSettings(facts, clinic);
    if (!settings)
        return settings;
    output.print(crowd.bench, facts);
    if (*twice != u"0")
        return Error{Error::Code::Broken, u"a slot was booked twice"_s, {}};
    return Done{};
}

} // namespace

Result<Done> benchBooking(const BenchClinic &clinic, const BenchOutput &output)
{
    const auto free = BenchSlots::find(clinic, slotsWanted);
    if (!free)
        return free.error();
    const auto alone = bookAlone(clinic, output, **free);
    if (!alone)
        return alone;
    const QList<Crowd> crowds{{u"booking.book_50"_s, 50, 0}, {u"booking.book_200"_s, 200, 0.5}};
    for (const Crowd &crowd : crowds) {
        const auto done = bookTogether(crowd, clinic, output, **free);
        if (!done)
            return done;
    }
    return Done{};
}

} // namespace clinidesk
