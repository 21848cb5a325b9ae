#pragma once

#include "ui/viewmodels/schedule/FindTimeViewModel.h"
#include "ui/widgets/ShellPage.h"

class QAction;

namespace clinidesk {

class FindTimeForm;
class NoteStrip;
class RowTable;
class StateView;
class TextLabel;

/// Finding a time: the wishes, and the free times below while they are typed. Enter goes to the one
/// chosen, Escape goes back.
class FindTimePage final : public ShellPage
{
    Q_OBJECT

public:
    FindTimePage(const Ports &ports, ClinicChoice &clinics, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString iconName() const override;
    [[nodiscard]] bool isOnRail() const override { return false; }
    void enter() override;
    void refresh() override;
    [[nodiscard]] QList<QAction *> actionsEverywhere() const override { return {m_open}; }

    [[nodiscard]] FindTimeViewModel &viewModel() { return m_find; }

signals:
    /// To be booked on the day board.
    void chosen(const clinidesk::Slot &slot);

private:
    void lay();
    void present();
    void toTimes();

    Connection &m_connection;
    FindTimeViewModel m_find;
    QAction *m_open;
    QAction *m_later;
    FindTimeForm *m_form;
    RowTable *m_table;
    StateView *m_state;
    TextLabel *m_hint;
    QWidget *m_below; ///< Beneath the times.
    NoteStrip *m_refusal;
};

} // namespace clinidesk
