#pragma once

#include "core/base/Async.h"
#include "core/booking/Appointment.h"
#include "ui/viewmodels/Ports.h"
#include "ui/viewmodels/paper/Saving.h"

#include <functional>

namespace clinidesk {

/// Saves the rows of a day's list as they stand on screen as CSV, whole or not at all.
class DayExport final : public Saving
{
    Q_OBJECT

public:
    using Save = std::function<Async<Done>(const QString &path, const QByteArray &bytes)>;

    explicit DayExport(const Ports &ports, QObject *parent = nullptr);
    /// @p save instead of a real file.
    DayExport(const Ports &ports, Save save, QObject *parent = nullptr);

    /// Does nothing while busy.
    void start(const QList<Appointment> &rows, const QString &path);

private:
    ReadReports *m_reads;
    Save m_save;
};

} // namespace clinidesk
