#include "tests/faults/BusyDesks.h"

#include <QHash>
#include <QTimeZone>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace clinidesk {

namespace {

constexpr int firstDoctor = 101;
constexpr int placesADay = 30;
constexpr auto pressAgainAfter = 200ms;

const QString preparation = uR"(
SET search_path = clinidesk, public;
INSERT INTO settings (clinic_id, key, value) VALUES (NULL, 'booking.limit', '1000000');
INSERT INTO doctor (id, family, given, registration_no, specialisation)
SELECT n, 'Doctor ' || n, 'Busy', 'B-' || n, 'Cardiology' FROM generate_series(%1, %2) n;
INSERT INTO doctor_department SELECT n, 1 FROM generate_series(%1, %2) n;
INSERT INTO working_hours (clinic_id, doctor_id, weekday, starts, ends)
SELECT 1, n, d, '08:00', '18:00' FROM generate_series(%1, %2) n, generate_series(1, 7) d;
INSERT INTO patient (id, mrn, family, given, search)
SELECT n, 'B-' || n, 'Patient', 'Busy', ' patient busy ' FROM generate_series(%1, %2) n;
INSERT INTO patient_clinic SELECT n, 1 FROM generate_series(%1, %2) n;
RESET search_path;
)"_s;

} // namespace

void Places::prepare(PrivateServer &server)
{
    noteSchemaVersion(server);
    server.run(preparation.arg(firstDoctor).arg(firstDoctor + doctors - 1));
}

Booking Places::next()
{
    const bool isOfferedAgain = m_count % 9 == 8;
    const int place = m_count - m_count / 9 - (isOfferedAgain ? 1 : 0);
    const int doctor = firstDoctor + place % doctors;
    const int row = place / doctors;
    const QDate day = QDateTime::currentDateTimeUtc().date().addDays(2 + row / placesADay);
    const QTime time = QTime(8, 0).addSecs(row % placesADay * 20 * 60);
    ++m_count;
    return {.clinic = smallclinic::riverside,
            .department = smallclinic::cardiology,
            .doctor = DoctorId(doctor),
            .patient = PatientId(doctor),
            .startsAt = QDateTime(day, time, QTimeZone("Europe/Berlin")).toUTC(),
            .length = 20min,
            .reason = u"booking %1"_s.arg(m_count)};
}

BusyDesk::BusyDesk(const PrivateServer &server, Places &places, QList<Told> &told)
    : m_places(places)
    , m_told(told)
{
    m_desk.open(server);
    connect(&m_service, &BookingService::resolvingChanged, this,
            [this](bool isResolving) { m_isLost = m_isLost || isResolving; });
    connect(&m_desk.connection, &Connection::restored, this, [this] { ++m_restored; });
}

void BusyDesk::work()
{
    m_isWorking = true;
    if (!m_isWaiting)
        bookNext();
}

void BusyDesk::bookNext()
{
    if (!m_isWorking || m_isWaiting)
        return;
    m_isWaiting = true;
    m_isLost = false;
    const Booking booking = m_places.next();
    QElapsedTimer waiting;
    waiting.start();
    deliver(m_service.book(booking), this,
            [this, label = booking.reason, waiting](const Result<Change> &answer) {
                hear({.label = label,
                      .answer = answer,
                      .waited = std::chrono::milliseconds(waiting.elapsed()),
                      .wasLost = m_isLost});
            });
}

void BusyDesk::hear(Told told)
{
    m_isWaiting = false;
    if (told.answer)
        m_lastBooked.start();
    const bool isServed = told.answer || told.answer.error().code == Error::Code::Conflict;
    emit wasTold(told);
    m_told.append(std::move(told));
    if (isServed)
        bookNext();
    else
        QTimer::singleShot(pressAgainAfter, this, &BusyDesk::bookNext);
}

BusyDesks::BusyDesks(PrivateServer &server, int desks)
{
    for (int desk = 0; desk < desks; ++desk)
        m_desks.push_back(std::make_unique<BusyDesk>(server, m_places, m_told));
}

void BusyDesks::work()
{
    for (const auto &desk : m_desks)
        desk->work();
}

bool BusyDesks::rest()
{
    for (const auto &desk : m_desks)
        desk->rest();
    return QTest::qWaitFor(
        [this] {
            return std::none_of(m_desks.begin(), m_desks.end(),
                                [](const auto &desk) { return desk->isWaiting(); });
        },
        60'000);
}

bool BusyDesks::allBookedWithin(std::chrono::milliseconds span) const
{
    return std::all_of(m_desks.begin(), m_desks.end(), [span](const auto &desk) {
        return desk->lastBooked().isValid() && !desk->lastBooked().hasExpired(span.count());
    });
}

bool BusyDesks::isAnyInDoubt() const
{
    return std::any_of(m_desks.begin(), m_desks.end(),
                       [](const auto &desk) { return desk->isInDoubt(); });
}

namespace {

struct Row
{
    int count = 0;
    qint64 appointment = 0;
};

QHash<QString, Row> bookedRows(PrivateServer &server)
{
    QHash<QString, Row> rows;
    const auto found = server.rows(
        u"SELECT reason, count(*), min(id) FROM clinidesk.appointment GROUP BY reason"_s);
    for (const QStringList &row : found)
        rows.insert(row[0], {.count = row[1].toInt(), .appointment = row[2].toLongLong()});
    return rows;
}

/// The lie in @p told when its booking is @p row in the database; empty when it was true.
QString lieIn(const Told &told, const Row &row)
{
    if (row.count > 1)
        return u"is there %1 times"_s.arg(row.count);
    if (told.answer && row.count == 0)
        return u"told booked, and is not there"_s;
    if (told.answer && row.appointment != told.answer->appointment.value())
        return u"told booked as another appointment"_s;
    if (!told.answer && told.answer.error().code != Error::Code::Unknown && row.count > 0)
        return u"told not booked (%1), and is there"_s.arg(told.answer.error().detail);
    return {};
}

} // namespace

Truth truthOf(PrivateServer &server, const QList<Told> &told)
{
    Truth truth;
    const auto rows = bookedRows(server);
    for (const Told &one : told) {
        const bool isOpen = !one.answer && one.answer.error().code == Error::Code::Unknown;
        ++(one.answer ? truth.booked : isOpen ? truth.leftOpen : truth.refused);
        truth.lost += one.wasLost ? 1 : 0;
        if (const QString lie = lieIn(one, rows.value(one.label)); !lie.isEmpty())
            truth.lies << one.label % u": "_s % lie;
    }
    const QList<std::pair<QString, QString>> traces{
        {u"events"_s, u"appointment_event WHERE action = 'book'"_s},
        {u"mails"_s,
         u"outbox WHERE kind = 'mail' AND payload ->> 'type' = 'confirmation'"
         " AND payload ->> 'to' = 'patient'"_s},
        {u"requests"_s, u"request"_s},
    };
    for (const auto &[name, from] : traces) {
        const int count = server.value(u"SELECT count(*) FROM clinidesk."_s % from).toInt();
        if (count != rows.size())
            truth.lies << u"%1 bookings and %2 %3"_s.arg(rows.size()).arg(count).arg(name);
    }
    return truth;
}

} // namespace clinidesk
