#pragma once

#include "ui/schedule/DayView.h"
#include "ui/viewmodels/schedule/SavedViews.h"
#include "ui/viewmodels/schedule/SlotOpening.h"
#include "ui/widgets/ShellPage.h"

#include <optional>

class QAction;
class QStackedWidget;

namespace clinidesk {

class MonthView;
class NoteStrip;
class SavedViewActions;
class SavedViewStrip;
class WeekView;

/// The calendars of a clinic: a day of everybody, somebody's week, a month with how full its days
/// are; and the views of them that somebody saved.
class SchedulePage final : public ShellPage
{
    Q_OBJECT

public:
    using Kind = SavedView::Kind;

    SchedulePage(const Ports &ports, ClinicChoice &clinics, const Session &session,
                 QWidget *parent = nullptr);
    ~SchedulePage() override;

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString iconName() const override;
    void enter() override;
    void refresh() override;
    [[nodiscard]] QList<QAction *> actionsEverywhere() const override { return {m_toBoard}; }

    /// Brings the day of everybody to the front of this page.
    void showDay() { showCalendar(Kind::Day); }
    /// Of the day.
    [[nodiscard]] DayBoardViewModel &viewModel() { return m_day->viewModel(); }
    [[nodiscard]] WeekView &week() { return *m_week; }
    [[nodiscard]] MonthView &month() { return *m_month; }
    [[nodiscard]] SavedViews &savedViews() { return m_saved; }

signals:
    /// What is in front is to be put on paper.
    void paperWanted(const clinidesk::PaperWish &wish);

private:
    void addActions();
    void lay(const Ports &ports, const Session &session);
    void connectViews();
    void leadFrom(QWidget *view, Kind kind);
    void showCalendar(Kind kind);
    [[nodiscard]] Kind front() const;
    void openSaved(int number);
    void goToSaved(const SavedView &view);
    [[nodiscard]] QString hindrance(const SavedView &view) const;
    void askForName();
    void save(int number, const QString &name);

    ClinicChoice &m_clinics;
    SavedViews m_saved;
    QAction *m_toBoard = nullptr;
    QList<QAction *> m_switch; ///< In the order of the kinds; behind them the saved ones.
    SavedViewActions *m_savedActions;
    NoteStrip *m_refusal;
    SavedViewStrip *m_strip;
    QStackedWidget *m_stack;
    DayView *m_day = nullptr;
    WeekView *m_week = nullptr;
    MonthView *m_month = nullptr;
    SlotOpening *m_opening = nullptr;
};

} // namespace clinidesk
