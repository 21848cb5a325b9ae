#pragma once

#include "ui/viewmodels/schedule/MonthViewModel.h"

#include <QWidget>

class QAction;
class QComboBox;

namespace clinidesk {

class MonthGrid;
class StateView;
class TextLabel;

/// A month and how full its days are. Enter opens one on the day board.
class MonthView final : public QWidget
{
    Q_OBJECT

public:
    /// @p views lead to the calendars.
    MonthView(const Ports &ports, ClinicChoice &clinics, const Session &session,
              const QList<QAction *> &views, QWidget *parent = nullptr);

    /// In front: the keys are on the month.
    void enter();
    /// F5: reads what is in front again.
    void refresh() { m_month.refresh(); }
    [[nodiscard]] MonthViewModel &viewModel() { return m_month; }

signals:
    /// As that of a ShellPage.
    void freshnessChanged(const clinidesk::Freshness &freshness);
    void dayWanted(QDate day);

protected:
    void hideEvent(QHideEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void addActions();
    [[nodiscard]] QWidget *bar(const QList<QAction *> &views);
    void present();

    Connection &m_connection;
    ClinicChoice &m_clinics;
    MonthViewModel m_month;
    QList<QAction *> m_turns;
    TextLabel *m_heading;
    TextLabel *m_hint;
    QComboBox *m_scopes;
    MonthGrid *m_grid;
    StateView *m_state;
};

} // namespace clinidesk
