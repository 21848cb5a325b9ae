#pragma once

#include "core/monitor/Connection.h"
#include "ui/viewmodels/waitlist/WaitlistViewModel.h"

#include <QWidget>

class QAction;

namespace clinidesk {

class NoteStrip;
class RowTable;
class StateView;
class TextLabel;

/// Who waits at the clinic in front, and what can be done with an entry.
class WaitingList final : public QWidget
{
    Q_OBJECT

public:
    struct Actions
    {
        QAction *add;
        QAction *change;
        QAction *takeOff;
        QAction *putBack;
        QAction *toOffer;
    };

    WaitingList(WaitlistViewModel &list, Connection &connection, const Actions &actions,
                QWidget *parent);

    [[nodiscard]] int currentRow() const;
    /// Enables what can be done now, as long as @p inFront.
    void enable(bool inFront);
    void focusTable();

signals:
    /// Enter on an entry.
    void opened();
    /// Something else can be done now.
    void rowChanged();

private:
    void lay();
    void present();

    WaitlistViewModel &m_list;
    Connection &m_connection;
    Actions m_actions;
    RowTable *m_table;
    StateView *m_state;
    TextLabel *m_count;
    TextLabel *m_chosen;
    TextLabel *m_takenOff;
    NoteStrip *m_refusal;
};

} // namespace clinidesk
