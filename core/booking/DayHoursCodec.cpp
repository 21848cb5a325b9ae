#include "core/booking/DayHoursCodec.h"

namespace clinidesk {

namespace {

// The least that each takes.
constexpr qsizetype rowWidth = 40;
constexpr qsizetype spanWidth = 16;
constexpr qsizetype awayWidth = 20;

QList<OpenSpan> readHours(CacheReader &reader)
{
    return reader
        .rows<OpenSpan>(
            spanWidth,
            [&reader] { return OpenSpan{.startsAt = reader.moment(), .endsAt = reader.moment()}; })
        .value_or(QList<OpenSpan>());
}

QList<Away> readAway(CacheReader &reader)
{
    return reader
        .rows<Away>(awayWidth,
                    [&reader] {
                        return Away{.startsAt = reader.moment(),
                                    .endsAt = reader.moment(),
                                    .reason = reader.text()};
                    })
        .value_or(QList<Away>());
}

} // namespace

void CacheCodec<QList<SeatHours>>::write(CacheWriter &writer, const QList<SeatHours> &rows)
{
    writer.count(rows.size());
    for (const SeatHours &row : rows) {
        writer.date(row.day);
        writer.number(row.doctor.value());
        writer.text(row.doctorName);
        writer.number(row.department.value());
        writer.text(row.departmentName);
        writer.count(row.hours.size());
        for (const OpenSpan &span : row.hours) {
            writer.moment(span.startsAt);
            writer.moment(span.endsAt);
        }
        writer.count(row.away.size());
        for (const Away &away : row.away) {
            writer.moment(away.startsAt);
            writer.moment(away.endsAt);
            writer.text(away.reason);
        }
    }
}

std::optional<QList<SeatHours>> CacheCodec<QList<SeatHours>>::read(CacheReader &reader)
{
    return reader.rows<SeatHours>(rowWidth, [&reader] {
        return SeatHours{.day = reader.date(),
                         .doctor = DoctorId(reader.number()),
                         .doctorName = reader.text(),
                         .department = DepartmentId(reader.number()),
                         .departmentName = reader.text(),
                         .hours = readHours(reader),
                         .away = readAway(reader)};
    });
}

} // namespace clinidesk
