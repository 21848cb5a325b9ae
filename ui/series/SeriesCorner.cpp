#include "ui/series/SeriesCorner.h"

#include "ui/lists/ActionOf.h"
#include "ui/lists/ToolButton.h"
#include "ui/series/SeriesChangeSheet.h"
#include "ui/series/SeriesSheet.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/ScrollRoom.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace clinidesk {

SeriesCorner::SeriesCorner(const Ports &ports, const QString &objectName, QWidget *parent)
    : QWidget(parent)
    , m_connection(ports.connection)
    , m_series(ports)
    , m_change(ports)
    , m_repeat(makeAction(this,
                          {objectName + u"Repeat"_s,
                           tr("Repeat this appointment…"),
                           Theme::icon(u"calendar"_s),
                           {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R)}},
                          [this] { repeat(); }))
    , m_changeSeries(makeAction(this,
                                {objectName + u"ChangeSeries"_s,
                                 tr("Change the series…"),
                                 Theme::icon(u"calendar"_s),
                                 {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E)}},
                                [this] { changeSeries(); }))
    , m_buttons(new QWidget(this))
{
    setObjectName(objectName + u"Series"_s);
    auto *bar = new FlowLayout(m_buttons);
    m_repeatButton = toolButton(m_repeat, Qt::ToolButtonTextBesideIcon, this);
    m_changeButton = toolButton(m_changeSeries, Qt::ToolButtonTextBesideIcon, this);
    bar->addWidget(m_repeatButton);
    bar->addWidget(m_changeButton);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_buttons);

    connect(&m_series, &SeriesViewModel::booked, this, [this](const QString &sentence) {
        m_change.read();
        emit announced(sentence);
    });
    connect(&m_change, &SeriesChangeViewModel::done, this, &SeriesCorner::announced);
    connect(&m_series, &SeriesViewModel::changed, this, &SeriesCorner::present);
    connect(&m_change, &SeriesChangeViewModel::changed, this, &SeriesCorner::present);
    present();
}

/// @p sheet in a room of its own. Sheets are made when they are first wanted: three pages have a
/// corner, and few are ever opened.
QWidget *SeriesCorner::roomFor(QWidget *sheet)
{
    auto *room = new ScrollRoom(sheet, this);
    static_cast<QVBoxLayout *>(layout())->addWidget(room, 1);
    return room;
}

void SeriesCorner::repeat()
{
    if (!m_sheet) {
        m_sheet = new SeriesSheet(m_series, m_connection, this);
        m_sheetRoom = roomFor(m_sheet);
    }
    m_series.open(*m_appointment);
    m_sheet->takeFocus();
}

void SeriesCorner::changeSeries()
{
    if (!m_changeSheet) {
        m_changeSheet = new SeriesChangeSheet(m_change, m_connection, this);
        m_changeRoom = roomFor(m_changeSheet);
    }
    m_change.open();
    m_changeSheet->takeFocus();
}

void SeriesCorner::follow(const std::optional<Appointment> &appointment)
{
    m_appointment = appointment;
    if (m_series.isOpen() && (!appointment || appointment->id != m_series.appointment().id))
        m_series.close();
    m_change.follow(appointment);
    present();
}

void SeriesCorner::present()
{
    const bool isBusyWithOne = isOpen();
    m_repeat->setEnabled(m_appointment && SeriesViewModel::canRepeat(*m_appointment)
                         && !isBusyWithOne);
    m_changeSeries->setEnabled(m_change.hasSeries() && !isBusyWithOne);
    if (m_sheetRoom)
        m_sheetRoom->setVisible(m_series.isOpen());
    if (m_changeRoom)
        m_changeRoom->setVisible(m_change.isOpen());
    m_buttons->setVisible(!isBusyWithOne);
    m_changeButton->setVisible(m_change.hasSeries());
    const bool repeated = std::exchange(m_wasRepeating, m_series.isOpen()) && !m_series.isOpen();
    const bool hasChanged = std::exchange(m_wasChanging, m_change.isOpen()) && !m_change.isOpen();
    emit openChanged();
    if (isVisible() && (repeated || hasChanged)) {
        QToolButton *from
            = hasChanged && m_changeSeries->isEnabled() ? m_changeButton : m_repeatButton;
        from->setFocus(Qt::OtherFocusReason);
    }
}

} // namespace clinidesk
