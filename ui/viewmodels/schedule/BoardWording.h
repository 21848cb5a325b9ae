#pragma once

#include "ui/viewmodels/schedule/BoardCursor.h"
#include "ui/viewmodels/schedule/BoardRules.h"

#include <QCoreApplication>

#include <utility>

namespace clinidesk {

class BoardHolds;

/// What the day board says, on screen, in tool tips and to screen readers.
class BoardWording
{
    Q_DECLARE_TR_FUNCTIONS(BoardWording)

public:
    /// "09:30", "02:00 first", "02:00 second": what stands beside a line.
    [[nodiscard]] static QString line(const GridRow &row);
    /// "Dr Okafor, Cardiology"
    [[nodiscard]] static QString column(const BoardColumn &column);
    /// What stands above a column: its name, and weaker its department or seats; of a week the day
    /// and what is on it.
    [[nodiscard]] static std::pair<QString, QString> head(const BoardSheet &sheet, int column,
                                                          const QDateTime &now);
    /// "Thursday 26 November 2026"
    [[nodiscard]] static QString day(QDate day);
    /// "23-Nov to 29-Nov-2026"
    [[nodiscard]] static QString week(QDate monday);
    /// "today, 3 appointments", "closed": of a column that is a day.
    [[nodiscard]] static QString dayInBrief(const BoardSheet &sheet, int column,
                                            const QDateTime &now);
    /// A whole cell: "Dr Okafor, Thursday 26 November 2026, 09:30 to 09:45, booked, KIRK, James,
    /// born 05-Nov-1977"; or that the time is free, or why it isn't.
    [[nodiscard]] static QString cell(const BoardSheet &sheet, const BoardCursor &at,
                                      const QDateTime &now);
    /// The lines of one appointment, the most important first; as many as fit are shown.
    [[nodiscard]] static QStringList entry(const BoardEntry &entry, const QDateTime &now);
    /// What stands against @p time and what to do next. @p deed says that nothing was done:
    /// notBooked(), notMoved(), notChanged().
    [[nodiscard]] static QString hindrance(const BoardSheet &sheet, const BoardTime &time,
                                           Hindrance hindrance, const QString &deed,
                                           AppointmentId besides = {});
    [[nodiscard]] static QString notBooked();
    [[nodiscard]] static QString notMoved();
    [[nodiscard]] static QString notChanged();
    /// "20 min"
    [[nodiscard]] static QString length(std::chrono::minutes length);
    /// "Thu 26-Nov-2026 09:30, Dr Okafor"
    [[nodiscard]] static QString time(const BoardSheet &sheet, const BoardTime &time);
    /// "Mara Lindt is booking here, 1:40": who, and for how long at most.
    [[nodiscard]] static QString ghost(const BoardGhost &ghost, const QDateTime &now);
    /// Why @p time is not opened at once, until when, and how it is all the same.
    [[nodiscard]] static QString held(const BoardSheet &sheet, const BoardTime &time,
                                      const SlotHold &by);
    /// Beside a time that is open here: who else has it open, or that nobody is told; mostly
    /// nothing.
    [[nodiscard]] static QString open(const BoardSheet &sheet, const BoardHolds &holds);
    /// Why nothing is offered in a cell: "closed", "away: holiday"; empty where it is free.
    [[nodiscard]] static QString shade(const BoardSheet &sheet, int column, int row);
};

} // namespace clinidesk
