#include "core/postgres/demo/DemoLoader.h"

#include "core/demo/DemoAccounts.h"
#include "core/postgres/LibpqConnection.h"
#include "core/postgres/ScramVerifier.h"
#include "core/postgres/demo/DemoCopies.h"
#include "core/postgres/demo/DemoEvents.h"
#include "core/postgres/demo/DemoWaitlist.h"

#include <QElapsedTimer>

#include <libpq-fe.h>

#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace clinidesk {

namespace {

// replica: neither triggers nor foreign keys fire; the tallies are counted afterwards.
const QString sessionSql
    = u"SET search_path = clinidesk, public; SET TimeZone = 'UTC'; SET statement_timeout = 0;"
      " SET lock_timeout = '20s'; SET idle_in_transaction_session_timeout = 0;"
      " SET maintenance_work_mem = '512MB'; SET work_mem = '256MB';"
      " SET max_parallel_maintenance_workers = 2; SET synchronous_commit = off;"
      " SET client_min_messages = warning; SET session_replication_role = replica"_s;

const QString isEmptySql
    = u"SELECT NOT EXISTS (SELECT FROM clinic) AND NOT EXISTS (SELECT FROM patient)"
      " AND NOT EXISTS (SELECT FROM appointment)"_s;

/// Emptied in this transaction, so that COPY may write frozen rows.
const QString truncateSql
    = u"TRUNCATE appointment, appointment_event, note, outbox, waitlist, waitlist_offer, patient,"
      " patient_clinic, name_part, request, tally, tally_delta"_s;

const QString replaceSql
    = u"DO $$ DECLARE person name; BEGIN"
      " FOR person IN SELECT s.login FROM clinidesk.staff s JOIN pg_roles r ON r.rolname = s.login "
      "LOOP"
      " EXECUTE format('DROP ROLE %I', person); END LOOP; END $$;"
      "TRUNCATE audit, notice, settings, staff_clinic, staff, day_capacity, absence, working_hours,"
      " room, doctor_department, doctor, department, clinic, appointment, appointment_event, note,"
      " outbox, waitlist, waitlist_offer, patient, patient_clinic, name_part, request, tally,"
      " tally_delta"_s;

const QString sequencesSql
    = u"SELECT setval(pg_get_serial_sequence('clinidesk.' || t, 'id'), n) FROM (VALUES"
      " ('clinic', (SELECT max(id) FROM clinic)), ('department', (SELECT max(id) FROM department)),"
      " ('doctor', (SELECT max(id) FROM doctor)), ('room', (SELECT max(id) FROM room)),"
      " ('patient', (SELECT max(id) FROM patient)),"
      " ('appointment', (SELECT max(id) FROM appointment)),"
      " ('appointment_event', (SELECT max(id) FROM appointment_event))) s (t, n)"_s;

/// What desks still keep of the clinic that was here before is this clinic's no more.
const QString renewSql
    = u"UPDATE installation SET number = ('x' || encode(gen_random_bytes(8), 'hex'))::bit(64)::bigint"_s;

const QString vacuumSql = u"VACUUM (ANALYZE) clinidesk.%1"_s;

QByteArray idArray(int count)
{
    QByteArray array("{");
    for (int id = 1; id <= count; ++id)
        array += (id > 1 ? "," : "") + QByteArray::number(id);
    return array + '}';
}

/// The steps of one load, in the order in which they must happen.
class Loading
{
public:
    Loading(LibpqConnection connection, const DemoLoad &load, const DemoProgress &progress)
        : m_connection(std::move(connection))
        , m_load(load)
        , m_progress(progress)
    {
        m_timer.start();
    }

    [[nodiscard]] Result<DemoReport> run();

private:
    [[nodiscard]] Result<Done> execute(const QString &sql);
    [[nodiscard]] Result<QString> value(const QString &sql, const QList<QByteArray> &values = {});
    [[nodiscard]] Result<QDateTime> prepare();
    [[nodiscard]] Result<Done> fill(const DemoClinic &clinic);
    [[nodiscard]] Result<Done> addAccounts(const DemoHouse &house);
    [[nodiscard]] Result<int> addAccount(const DemoAccount &account, const DemoHouse &house);
    [[nodiscard]] Result<Done> finish();
    [[nodiscard]] Result<DemoReport> report(const DemoClinic &clinic);
    void announce(const QString &step, double share) const;
    [[nodiscard]] RowsSent counting(const QString &step, qint64 rows, double from, double to) const;

    LibpqConnection m_connection;
    const DemoLoad &m_load;
    const DemoProgress &m_progress;
    QElapsedTimer m_timer;
    QList<int> m_staffIds;
};

Result<Done> Loading::execute(const QString &sql)
{
    const auto done = m_connection.run(sql);
    if (!done)
        return done.error();
    return Done{};
}

Result<QString> Loading::value(const QString &sql, const QList<QByteArray> &values)
{
    const auto rows = m_connection.run(sql, values);
    if (!rows)
        return rows.error();
    return rows->count() > 0 ? rows->text(0, 0) : QString();
}

void Loading::announce(const QString &step, double share) const
{
    if (m_progress)
        m_progress(step, share);
}

RowsSent Loading::counting(const QString &step, qint64 rows, double from, double to) const
{
    return [this, step, rows, from, to](qint64 sent) {
        announce(step, from + (to - from) * double(sent) / double(rows));
    };
}

Result<QDateTime> Loading::prepare()
{
    const auto session = execute(sessionSql);
    if (!session)
        return session.error();
    const auto begun = execute(u"BEGIN"_s);
    if (!begun)
        return begun.error();
    const auto isEmpty = value(isEmptySql);
    if (!isEmpty)
        return isEmpty.error();
    const bool replaces = m_load.existing == DemoLoad::Existing::Replace;
    if (*isEmpty != u"t" && !replaces)
        return Error{Error::Code::Invalid,
                     u"the database holds a clinic already"_s,
                     {{u"field"_s, u"database"_s}, {u"problem"_s, u"not_empty"_s}}};
    const auto emptied = execute(replaces ? replaceSql : truncateSql);
    if (!emptied)
        return emptied.error();
    const auto dropped = execute(u"CALL drop_bulk_indexes()"_s);
    if (!dropped)
        return dropped.error();
    const auto now = value(u"SELECT extract(epoch FROM now())::bigint"_s);
    if (!now)
        return now.error();
    return QDateTime::fromSecsSinceEpoch(now->toLongLong(), Qt::UTC);
}

Result<int> Loading::addAccount(const DemoAccount &account, const DemoHouse &house)
{
    const auto verifier = scramVerifier(m_connection.handle(), account.login, account.password);
    if (!verifier)
        return verifier.error();
    // A login of another database of this cluster, left by an earlier demo: nobody else has it
    // here.
    const auto left
        = value(u"SELECT rolname FROM pg_roles WHERE rolname = $1"_s, {account.login.toUtf8()});
    if (!left)
        return left.error();
    if (!left->isEmpty()) {
        const auto gone = execute(u"DROP ROLE \"%1\""_s.arg(account.login));
        if (!gone)
            return gone.error();
    }
    const bool isEverywhere = account.role != Role::Receptionist || m_staffIds.isEmpty();
    const bool isDoctor = account.role == Role::Doctor;
    const auto id = value(
        u"SELECT staff_add($1, $2, $3, $4, $5::int[], nullif($6, '')::int, $7::text[], 'infinity')"_s,
        {account.login.toUtf8(), account.displayName.toUtf8(), roleWord(account.role).toUtf8(),
         verifier->toUtf8(),
         isDoctor || !isEverywhere ? QByteArray("{1}") : idArray(int(house.branches().size())),
         isDoctor ? "1" : "", '{' + account.rights.join(u',').toUtf8() + '}'});
    if (!id)
        return id.error();
    return id->toInt();
}

Result<Done> Loading::addAccounts(const DemoHouse &house)
{
    for (const DemoAccount &account : demoAccounts()) {
        const auto id = addAccount(account, house);
        if (!id)
            return id.error();
        m_staffIds << *id;
    }
    return Done{};
}

Result<Done> Loading::fill(const DemoClinic &clinic)
{
    announce(u"Opening the clinic"_s, 0.01);
    const auto house = copyHouse(m_connection.handle(), clinic.house());
    if (!house)
        return house;
    const auto accounts = addAccounts(clinic.house());
    if (!accounts)
        return accounts;
    const QString registering = u"Registering patients"_s;
    announce(registering, 0.03);
    const auto patients = copyPatients(m_connection.handle(), clinic.patients(),
                                       counting(registering, clinic.patients().count(), 0.03, 0.1));
    if (!patients)
        return patients;
    const QString booking = u"Booking appointments"_s;
    announce(booking, 0.15);
    const auto visits = copyAppointments(m_connection.handle(), clinic, m_staffIds,
                                         counting(booking, clinic.appointments(), 0.15, 0.4));
    if (!visits)
        return visits;
    const QString remembering = u"Writing their histories"_s;
    return copyEvents(m_connection.handle(), clinic, m_staffIds,
                      counting(remembering, clinic.appointments(), 0.4, 0.65));
}

Result<Done> Loading::finish()
{
    struct Step
    {
        QString name;
        QString sql;
        double share;
    };
    const std::array steps{
        Step{u"Indexing"_s, u"CALL make_bulk_indexes()"_s, 0.65},
        Step{u"Filling the waitlist"_s, demoWaitlistSql(), 0.84},
        Step{u"Counting days"_s, u"SELECT rebuild_tallies()"_s, 0.85},
        Step{u"Counting hours"_s, u"SELECT count_all_capacity()"_s, 0.9},
        Step{u"Drawing trends"_s, u"REFRESH MATERIALIZED VIEW monthly_figures"_s, 0.92},
        Step{u"Counting on"_s, sequencesSql, 0.93},
        Step{u"Counting on"_s, renewSql, 0.93},
        Step{u"Saving"_s, u"COMMIT"_s, 0.93},
        Step{u"Gathering statistics"_s, vacuumSql.arg(u"appointment"_s), 0.94},
        Step{u"Gathering statistics"_s, vacuumSql.arg(u"appointment_event"_s), 0.96},
        Step{u"Gathering statistics"_s,
             vacuumSql.arg(u"patient, clinidesk.patient_clinic, clinidesk.name_part,"
                           " clinidesk.tally, clinidesk.tally_delta, clinidesk.day_capacity,"
                           " clinidesk.working_hours, clinidesk.absence, clinidesk.doctor,"
                           " clinidesk.department, clinidesk.doctor_department, clinidesk.staff"_s),
             0.97},
    };
    for (const Step &step : steps) {
        announce(step.name, step.share);
        const auto done = execute(step.sql);
        if (!done)
            return done;
    }
    return Done{};
}

Result<DemoReport> Loading::report(const DemoClinic &clinic)
{
    const auto events = value(u"SELECT last_value FROM appointment_event_id_seq"_s);
    if (!events)
        return events.error();
    announce(u"Ready"_s, 1.0);
    return DemoReport{.doctors = int(clinic.house().doctors().size()),
                      .patients = clinic.patients().count(),
                      .appointments = clinic.appointments(),
                      .events = events->toLongLong(),
                      .took = std::chrono::milliseconds(m_timer.elapsed())};
}

Result<DemoReport> Loading::run()
{
    announce(u"Preparing"_s, 0.0);
    const auto now = prepare();
    if (!now)
        return now.error();
    const DemoClinic clinic(m_load.size, m_load.seed, *now);
    const auto filled = fill(clinic);
    if (!filled)
        return filled.error();
    const auto finished = finish();
    if (!finished)
        return finished.error();
    return report(clinic);
}

} // namespace

Result<DemoReport> loadDemo(const ConnectTarget &target, const DemoLoad &load,
                            const DemoProgress &progress)
{
    auto connection = LibpqConnection::open(target, 10s);
    if (!connection)
        return connection.error();
    return Loading(std::move(*connection), load, progress).run();
}

} // namespace clinidesk
