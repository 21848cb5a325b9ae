#include "core/postgres/PostgresDayHours.h"

#include "core/postgres/Rows.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

QDateTime instantOf(qint64 milliseconds)
{
    return QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC);
}

QList<OpenSpan> hoursAt(const AnswerRows &row, int column)
{
    const QList<qint64> turns = numbersAt(row, column);
    QList<OpenSpan> spans;
    for (qsizetype i = 0; i + 1 < turns.size(); i += 2)
        spans.append({instantOf(turns.at(i)), instantOf(turns.at(i + 1))});
    return spans;
}

/// Of three columns from @p column: starts, ends, reasons.
QList<Away> awayAt(const AnswerRows &row, int column)
{
    const QList<qint64> starts = numbersAt(row, column);
    const QList<qint64> ends = numbersAt(row, column + 1);
    const QStringList reasons = textsAt(row, column + 2);
    QList<Away> away;
    for (qsizetype i = 0; i < starts.size(); ++i)
        away.append({instantOf(starts.at(i)), instantOf(ends.value(i)), reasons.value(i)});
    return away;
}

SeatHours seatHoursAt(const AnswerRows &row)
{
    return SeatHours{
        .day = row.value(0).toDate(),
        .doctor = idAt<DoctorId>(row, 1),
        .doctorName = textAt(row, 2),
        .department = idAt<DepartmentId>(row, 3),
        .departmentName = textAt(row, 4),
        .hours = hoursAt(row, 5),
        .away = awayAt(row, 6),
    };
}

} // namespace

PostgresDayHours::PostgresDayHours(DatabasePool &pool)
    : m_pool(pool)
{
}

Async<QList<SeatHours>> PostgresDayHours::hours(ClinicId clinic, QDate first, QDate last, Reading)
{
    return m_pool.run(
        DatabasePool::Kind::Read, [clinic, first, last](DatabaseConnection &connection) {
            return listFrom(
                connection.ask(
                    u"SELECT day, doctor_id, doctor, department_id, department, hours, away_from,"
                    " away_until, away_why"
                    " FROM clinidesk.day_hours(:clinic::int, :first_day::date, :last_day::date)"_s,
                    {{u"clinic"_s, clinic.value()},
                     {u"first_day"_s, dateOrNull(first)},
                     {u"last_day"_s, dateOrNull(last)}}),
                seatHoursAt);
        });
}

} // namespace clinidesk
