#pragma once

#include "ui/viewmodels/paper/DayExport.h"
#include "ui/viewmodels/paper/PaperViewModel.h"

#include <QList>
#include <QObject>

class QAction;
class QWidget;

namespace clinidesk {

class AppointmentDetails;
class DayBoardViewModel;

/// How what is on the board gets out of the program: onto paper and into a table. What is hidden on
/// the board, or not yet confirmed, isn't among it.
class BoardWaysOut final : public QObject
{
    Q_OBJECT

public:
    /// Actions of @p view, on whose board @p day is; @p details shows one of its appointments.
    BoardWaysOut(const Ports &ports, DayBoardViewModel &day, AppointmentDetails *details,
                 QWidget *view);

    [[nodiscard]] const QList<QAction *> &actions() const { return m_actions; }
    [[nodiscard]] Saving &saving() { return m_export; }

signals:
    void paperWanted(const clinidesk::PaperWish &wish);
    /// Something was saved.
    void announced(const QString &sentence);

private:
    [[nodiscard]] PaperWish wish() const;
    [[nodiscard]] QList<Appointment> rows() const;
    void askWhereToSave();
    void present();

    DayBoardViewModel &m_day;
    QWidget *m_view;
    DayExport m_export;
    QList<QAction *> m_actions;
    QAction *m_save = nullptr;
};

} // namespace clinidesk
