#pragma once

#include "ui/viewmodels/series/SeriesChangeViewModel.h"
#include "ui/viewmodels/series/SeriesViewModel.h"

#include <QWidget>

class QAction;
class QToolButton;

namespace clinidesk {

class SeriesChangeSheet;
class SeriesSheet;

/// Beside one appointment: repeating it, and changing the others of its series. Two buttons, and
/// the sheet of the one that was pressed.
class SeriesCorner final : public QWidget
{
    Q_OBJECT

public:
    /// @p objectName begins the names of its actions. @p ports has a series service.
    SeriesCorner(const Ports &ports, const QString &objectName, QWidget *parent);

    /// Whose corner it is; what was open for another is closed.
    void follow(const std::optional<Appointment> &appointment);
    /// A sheet is open and wants the room.
    [[nodiscard]] bool isOpen() const { return m_series.isOpen() || m_change.isOpen(); }

signals:
    void openChanged();
    /// Appointments were booked or changed, in a sentence for a toast; undo takes it back.
    void announced(const QString &sentence);

private:
    [[nodiscard]] QWidget *roomFor(QWidget *sheet);
    void repeat();
    void changeSeries();
    void present();

    const Connection &m_connection;
    SeriesViewModel m_series;
    SeriesChangeViewModel m_change;
    std::optional<Appointment> m_appointment;
    QAction *m_repeat;
    QAction *m_changeSeries;
    QWidget *m_buttons;
    QToolButton *m_repeatButton = nullptr;
    QToolButton *m_changeButton = nullptr;
    SeriesSheet *m_sheet = nullptr;
    SeriesChangeSheet *m_changeSheet = nullptr;
    QWidget *m_sheetRoom = nullptr;
    QWidget *m_changeRoom = nullptr;
    bool m_wasRepeating = false;
    bool m_wasChanging = false;
};

} // namespace clinidesk
