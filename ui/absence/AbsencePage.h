#pragma once

#include "ui/viewmodels/absence/AbsenceViewModel.h"
#include "ui/widgets/ShellPage.h"

class QAction;
class QPushButton;

namespace clinidesk {

class AbsenceForm;
class NoteStrip;
class RowTable;
class StateView;
class TextLabel;

/// Entering an absence: who, when, why; whom it concerns, each with another time, before anything
/// is done. In the list, Enter takes the next time and Space leaves one where it is; Escape goes
/// back. Leaving the page stops nothing.
class AbsencePage final : public ShellPage
{
    Q_OBJECT

public:
    AbsencePage(const Ports &ports, ClinicChoice &clinics, const Session &session,
                QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString iconName() const override;
    [[nodiscard]] bool isOnRail() const override { return false; }
    void enter() override;
    void refresh() override;
    [[nodiscard]] QList<QAction *> actionsEverywhere() const override { return {m_open}; }

    /// Comes to the front with a new absence; with the one that is being worked on, if there is.
    void prepare(const AbsenceWish &wish);
    [[nodiscard]] AbsenceViewModel &viewModel() { return m_absence; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void lay();
    void connectParts();
    void present();
    void presentRows();
    void presentButtons();
    [[nodiscard]] QString goText() const;
    [[nodiscard]] QString sum() const;

    Connection &m_connection;
    AbsenceViewModel m_absence;
    QAction *m_open;
    QAction *m_back;
    AbsenceForm *m_form;
    RowTable *m_table;
    StateView *m_state;
    TextLabel *m_hint;
    TextLabel *m_sum;
    NoteStrip *m_refusal;
    QPushButton *m_next;
    QPushButton *m_leave;
    QPushButton *m_go;
    QPushButton *m_remove;
    QPushButton *m_close;
};

} // namespace clinidesk
