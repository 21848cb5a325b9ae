#pragma once

#include <QToolButton>

class QMenu;

namespace clinidesk {

class ClinicChoice;
class DayBoardViewModel;

/// Which of the person's other clinics stand on the board beside the one in front. Out of sight
/// where none can.
class BesideMenu final : public QToolButton
{
    Q_OBJECT

public:
    /// Both outlive it. Its choices are actions of @p page, so that the palette has them, too.
    BesideMenu(DayBoardViewModel &day, ClinicChoice &clinics, QWidget *page, QWidget *parent);

private:
    void fill();
    void present();

    DayBoardViewModel &m_day;
    ClinicChoice &m_clinics;
    QWidget *m_page;
    QMenu *m_menu;
};

} // namespace clinidesk
