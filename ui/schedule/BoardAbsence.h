#pragma once

#include "ui/viewmodels/absence/AbsenceViewModel.h"

#include <QObject>

namespace clinidesk {

class DayBoardViewModel;
class ShellPage;

/// Leads from a column of the board to an absence of whoever it belongs to, from that day on.
class BoardAbsence final : public QObject
{
    Q_OBJECT

public:
    /// An action of @p page, on which @p day is shown.
    BoardAbsence(DayBoardViewModel &day, ShellPage *page);

signals:
    void wanted(const clinidesk::AbsenceWish &wish);

private:
    [[nodiscard]] AbsenceWish wish() const;

    DayBoardViewModel &m_day;
};

} // namespace clinidesk
