#pragma once

#include "core/monitor/Connection.h"
#include "ui/viewmodels/waitlist/OffersViewModel.h"

#include <QWidget>

class QAction;

namespace clinidesk {

class NoteStrip;
class RowTable;
class StateView;
class TextLabel;

/// One free time and whom it suits, in order: Enter offers it to whoever is chosen, then the answer
/// is noted. When an offer runs out the next one is proposed by itself.
class OffersSheet final : public QWidget
{
    Q_OBJECT

public:
    struct Actions
    {
        QAction *offer; ///< Its keys are given to the list alone.
        QAction *accept;
        QAction *decline;
        QAction *withdraw;
        QAction *back;
    };

    OffersSheet(OffersViewModel &offers, Connection &connection, const Actions &actions,
                QWidget *parent);

    [[nodiscard]] int currentRow() const;
    /// Enables what can be done now, as long as @p inFront.
    void enable(bool inFront);
    void focusTable();

signals:
    /// Something else can be done now.
    void rowChanged();

private:
    void lay();
    void present();
    void choose();
    void fitRows();

    OffersViewModel &m_offers;
    Connection &m_connection;
    Actions m_actions;
    RowTable *m_table;
    StateView *m_state;
    TextLabel *m_title;
    TextLabel *m_note;
    NoteStrip *m_refusal;
};

} // namespace clinidesk
