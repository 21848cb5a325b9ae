#pragma once

#include "core/base/Csv.h"
#include "ui/viewmodels/booking/AppointmentTable.h"

#include <QByteArray>
#include <QCoreApplication>
#include <QDate>

namespace clinidesk {

/// Appointments as CSV: each worded as the screen words it, and with ISO dates. One after the
/// other, so that a long list needs no memory but its text.
class AppointmentCsv final
{
    Q_DECLARE_TR_FUNCTIONS(AppointmentCsv)

public:
    AppointmentCsv();

    /// "appointments-2026-11-26.csv"
    [[nodiscard]] static QString suggestedName(QDate day);

    /// Begins anew: the bytes of the head line.
    [[nodiscard]] QByteArray header();
    [[nodiscard]] QByteArray rows(const QList<Appointment> &appointments);

private:
    AppointmentTable m_table; ///< Words each row as the screen does.
    CsvWriter m_csv;
};

} // namespace clinidesk
