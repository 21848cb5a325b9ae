#include "core/postgres/demo/DemoEvents.h"

#include "core/demo/DemoLife.h"
#include "core/postgres/demo/CopyStream.h"

#include <cstring>

namespace clinidesk {

namespace {

constexpr int fullLivesUpTo = 300'000; // Appointments; beyond it only the latest have them.
constexpr int fullLifeDays = 90;
constexpr qint64 eventsBetweenNews = 20'000;

void appendNumber(QByteArray &json, qint64 number)
{
    json += QByteArray::number(number);
}

void appendTwoDigits(QByteArray &json, int number)
{
    json += char('0' + number / 10);
    json += char('0' + number % 10);
}

/// "2026-11-22T09:20:00+00:00" in quotes, as to_jsonb(timestamptz) writes it in UTC.
void appendInstant(QByteArray &json, qint64 secondsUtc)
{
    constexpr qint64 epochDay = 2'440'588;
    thread_local qint64 lastDay = -1;
    thread_local QByteArray lastDate;
    const qint64 day = epochDay + secondsUtc / 86'400;
    if (day != lastDay) {
        lastDay = day;
        lastDate = QDate::fromJulianDay(day).toString(Qt::ISODate).toLatin1();
    }
    const int second = int(secondsUtc % 86'400);
    json += '"';
    json += lastDate;
    json += 'T';
    appendTwoDigits(json, second / 3600);
    json += ':';
    appendTwoDigits(json, second / 60 % 60);
    json += ':';
    appendTwoDigits(json, second % 60);
    json += "+00:00\"";
}

void appendId(QByteArray &json, const char *name, qint64 id)
{
    json += ", \"";
    json += name;
    json += "\": ";
    if (id)
        appendNumber(json, id);
    else
        json += "null";
}

/// Everything an event of a booking remembers, in the words of the database's event_facts().
QByteArray booked(const DemoVisit &visit, Status status)
{
    QByteArray json("{\"status\": ");
    json.reserve(320);
    appendNumber(json, int(status));
    json += ", \"starts_at\": ";
    appendInstant(json, visit.startsAt);
    json += ", \"ends_at\": ";
    appendInstant(json, visit.endsAt);
    appendId(json, "doctor_id", visit.doctor);
    appendId(json, "department_id", visit.department);
    appendId(json, "seat", visit.seat);
    appendId(json, "room_id", visit.room);
    json += ", \"doctor_lane\": 0, \"room_lane\": 0, \"patient_lane\": 0, \"arrived_at\": null,"
            " \"started_at\": null}";
    return json;
}

struct Difference
{
    QByteArray was;
    QByteArray became;
};

Difference differenceOf(const DemoStep &step)
{
    Difference columns{"{\"status\": " + QByteArray::number(int(step.from)),
                       "{\"status\": " + QByteArray::number(int(step.to))};
    const char *time = step.to == Status::Arrived ? ", \"arrived_at\": "
        : step.to == Status::InProgress           ? ", \"started_at\": "
                                                  : nullptr;
    if (time) {
        columns.was.append(time).append("null");
        columns.became.append(time);
        appendInstant(columns.became, step.at);
    }
    columns.was += '}';
    columns.became += '}';
    return columns;
}

void writeEvent(CopyStream &out, qint64 id, const DemoVisit &visit, const DemoStep &step, int staff)
{
    out.beginRow(8);
    out.int64(id);
    out.int64(visit.id);
    out.instant(step.at);
    out.int32(staff);
    out.bytes(QByteArray::fromRawData(step.action, qsizetype(std::strlen(step.action))));
    if (std::strcmp(step.action, "book") == 0) {
        out.null();
        out.jsonb(booked(visit, step.to));
    } else {
        const Difference columns = differenceOf(step);
        out.jsonb(columns.was);
        out.jsonb(columns.became);
    }
    out.bytes(QByteArray::fromRawData(step.why, qsizetype(std::strlen(step.why))));
}

} // namespace

Result<Done> copyEvents(pg_conn *connection, const DemoClinic &clinic, const QList<int> &staffIds,
                        const RowsSent &sent)
{
    auto stream = CopyStream::start(
        connection,
        "clinidesk.appointment_event (id, appointment_id, at, staff_id, action, was, became, why)",
        CopyStream::Rows::Freeze);
    if (!stream)
        return stream.error();

    const DemoHouse &house = clinic.house();
    const bool isSmall = clinic.appointments() <= fullLivesUpTo;
    const qint64 firstFullDay = house.today(1).toJulianDay() - fullLifeDays;
    qint64 id = 0;
    clinic.eachVisit([&](const DemoVisit &visit) {
        const DemoLife life(visit, house.departments().at(visit.department - 1));
        const bool isFull = isSmall || visit.day >= firstFullDay;
        for (const DemoStep &step : life) {
            if (!isFull && &step != life.begin() && &step != life.end() - 1)
                continue;
            writeEvent(*stream, ++id, visit, step, staffIds.at(step.by));
            if (id % eventsBetweenNews == 0)
                sent(visit.id);
        }
        return true;
    });
    const auto copied = stream->finish();
    if (!copied)
        return copied.error();
    return Done{};
}

} // namespace clinidesk
