#pragma once

#include "core/booking/BookingService.h"
#include "ui/viewmodels/absence/AbsenceTable.h"

#include <QObject>

#include <optional>

namespace clinidesk {

/// Moves the affected of a table to the times chosen for them, one after the other, and writes into
/// each row what came of it. One that can't be stops nobody else; a server that is away stops all.
class AbsenceMoves final : public QObject
{
    Q_OBJECT

public:
    /// Both outlive it. The table keeps its rows while this is running.
    AbsenceMoves(AbsenceTable &table, BookingService &booking, QObject *parent);

    void start();
    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    /// How many were to be moved at the start, how many of them were, and how many still wait.
    [[nodiscard]] int wanted() const { return m_wanted; }
    [[nodiscard]] int moved() const { return m_moved; }
    [[nodiscard]] int waiting() const { return int(m_queue.size()); }

signals:
    void changed();
    /// With an error when the rest was not tried any more.
    void finished(const std::optional<clinidesk::Error> &failure);

private:
    void moveNext();
    void take(int place, const Result<Change> &answer);
    void finish(const std::optional<Error> &failure);

    AbsenceTable &m_table;
    BookingService &m_booking;
    QList<int> m_queue; ///< Rows.
    int m_wanted = 0;
    int m_moved = 0;
    bool m_isRunning = false;
};

} // namespace clinidesk
