#pragma once

#include "core/base/Id.h"
#include "core/booking/Status.h"

#include <QDate>
#include <QList>
#include <QString>

#include <optional>

namespace clinidesk {

/// Which appointments, in which order, and which page of them. Empty lists and null ids filter
/// nothing.
struct HistoryQuery
{
    enum class Order { NewestFirst, OldestFirst };
    static constexpr int longestText = 200;

    QList<ClinicId> clinics; ///< Empty: all the person may see.
    QList<DepartmentId> departments;
    QList<DoctorId> doctors;
    QList<Status> statuses;
    QDate firstDay; ///< Local days, both included; invalid: open.
    QDate lastDay;
    PatientId patient;
    QString text; ///< Name parts or MRN of the patient, and the reason where it may be read.
    Order order = Order::NewestFirst;
    int pageSize = 10; ///< 1 to 50.
    int pageNumber = 1; ///< From 1.

    friend bool operator==(const HistoryQuery &, const HistoryQuery &) = default;
};

/// The first thing wrong with @p query, as the field and problem words of docs/database.md; nothing
/// when the database may be asked.
struct QueryFault
{
    QString field;
    QString problem;

    friend bool operator==(const QueryFault &, const QueryFault &) = default;
};
[[nodiscard]] std::optional<QueryFault> faultOf(const HistoryQuery &query);

} // namespace clinidesk
