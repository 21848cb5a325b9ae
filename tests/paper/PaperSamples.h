#pragma once

#include "core/paper/Sheet.h"
#include "tests/fakes/Samples.h"
#include "ui/viewmodels/paper/PaperText.h"

/// Days that are hard to put on paper.
namespace clinidesk::samples {

inline SheetOwner okafor()
{
    return {DoctorId(11), {}, QStringLiteral("Dr Okafor")};
}

/// @p count appointments one after the other, some with names that are long, in other scripts, and
/// with reasons where @p hasReasons.
inline DayFacts fullDay(int count, bool hasReasons, QDate date = today)
{
    static const QList<std::pair<QString, QString>> names{
        {QStringLiteral("Okonkwo-Lindqvist"), QStringLiteral("Adaeze Marie-Thérèse")},
        {QStringLiteral("Brzęczyszczykiewicz-Świętosławska"),
         QStringLiteral("Małgorzata Aleksandra")},
        {QStringLiteral("Li"), QStringLiteral("Bo")},
        {QStringLiteral("de la Fuente y Martínez de Castro y Rodríguez de la Vega"),
         QStringLiteral("María del Carmen Concepción")},
        {QStringLiteral("Παπαδοπούλου"), QStringLiteral("Ελένη")},
        {QStringLiteral("Иванова"), QStringLiteral("Анна Сергеевна")},
        {QStringLiteral("<b>Müller</b> &amp;"), QStringLiteral("Jürgen")}};
    DayFacts day{.day = date, .zone = "Europe/Berlin", .appointments = {}, .hours = {}};
    for (int place = 0; place < count; ++place) {
        Appointment each = appointment(place + 1, place * 8, Status(place % statusCount));
        each.startsAt = each.startsAt.addDays(today.daysTo(date));
        each.endsAt = each.startsAt.addSecs(8 * 60);
        each.day = date;
        each.family = names.at(place % names.size()).first;
        each.given = names.at(place % names.size()).second;
        if (place % 5 == 4)
            each.birthDate = {};
        if (hasReasons)
            each.reason
                = QStringLiteral("Chest pain when climbing stairs, since about two weeks, worse in "
                                 "the morning; asks for a letter to her employer, number %1.")
                      .arg(place + 1);
        day.appointments << each;
    }
    const QDateTime opens(date, QTime(7, 0), Qt::UTC);
    day.hours = QList{SeatHours{.day = date,
                                .doctor = DoctorId(11),
                                .doctorName = QStringLiteral("Dr Okafor"),
                                .department = {},
                                .departmentName = {},
                                .hours = {{opens, opens.addSecs(4 * 3600)},
                                          {opens.addSecs(5 * 3600), opens.addSecs(9 * 3600)}},
                                .away = {{opens.addSecs(3 * 3600), opens.addSecs(4 * 3600), {}}}}};
    return day;
}

inline PaperDocument documentOf(const QList<PaperSection> &sections)
{
    return {.name = QStringLiteral("day-sheet-2026-11-26"),
            .clinic = QStringLiteral("Northgate Clinic"),
            .origin = PaperText::origin(QDateTime(today, QTime(8, 41), Qt::UTC), "Europe/Berlin",
                                        QStringLiteral("Rosa Reception")),
            .sections = sections,
            .slip = {},
            .format = PaperFormat::A4};
}

inline PaperDocument slipDocument(const Appointment &appointment)
{
    PaperDocument document = documentOf({});
    document.slip = PaperText::slip({.appointment = appointment,
                                     .clinic = document.clinic,
                                     .installation = 4711,
                                     .now = QDateTime(today, QTime(8, 41), Qt::UTC)});
    return document;
}

} // namespace clinidesk::samples
