#pragma once

#include "ui/viewmodels/waitlist/OffersViewModel.h"

#include <QObject>

class QAction;

namespace clinidesk {

class DayBoardViewModel;
class ShellPage;

/// Leads from a free time of the board to those who wait for one.
class BoardOffers final : public QObject
{
    Q_OBJECT

public:
    /// An action of @p page, on which @p day is shown.
    BoardOffers(DayBoardViewModel &day, ShellPage *page);

signals:
    void wanted(const clinidesk::OffersViewModel::Place &place);

private:
    [[nodiscard]] std::optional<OffersViewModel::Place> place() const;

    DayBoardViewModel &m_day;
    QAction *m_ask;
};

} // namespace clinidesk
