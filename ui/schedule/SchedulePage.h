#pragma once

#include "ui/schedule/DayView.h"
#include "ui/widgets/ShellPage.h"

class QAction;

namespace clinidesk {

/// The calendar of a clinic: a day of everybody.
class SchedulePage final : public ShellPage
{
    Q_OBJECT

public:
    SchedulePage(const Ports &ports, ClinicChoice &clinics, const Session &session,
                 QWidget *parent = nullptr);
    ~SchedulePage() override;

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString iconName() const override;
    void enter() override;
    void refresh() override;
    [[nodiscard]] QList<QAction *> actionsEverywhere() const override { return {m_toBoard}; }

    /// Of the day.
    [[nodiscard]] DayBoardViewModel &viewModel() { return m_day->viewModel(); }

signals:
    /// What is in front is to be put on paper.
    void paperWanted(const clinidesk::PaperWish &wish);

private:
    DayView *m_day;
    QAction *m_toBoard;
};

} // namespace clinidesk
