#include "ui/series/SeriesChangeSheet.h"

#include "core/monitor/Connection.h"
#include "ui/lists/Labelled.h"
#include "ui/lists/NamedParts.h"
#include "ui/lists/ShowState.h"
#include "ui/viewmodels/Wording.h"
#include "ui/widgets/EmWidth.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/RowTable.h"
#include "ui/widgets/StateParts.h"
#include "ui/widgets/TextLabel.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QTimeEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

/// One stop for Tab, as every other field: the arrows lead from the hours to the minutes.
class TimeField final : public QTimeEdit
{
public:
    using QTimeEdit::QTimeEdit;

protected:
    bool focusNextPrevChild(bool next) override { return QWidget::focusNextPrevChild(next); }
};

} // namespace

SeriesChangeSheet::SeriesChangeSheet(SeriesChangeViewModel &series, const Connection &connection,
                                     QWidget *parent)
    : QWidget(parent)
    , m_series(series)
    , m_connection(connection)
    , m_who(new TextLabel(TextStyle::Strong, this))
    , m_scope(namedCombo(u"seriesScope"_s, this,
                         {tr("This and the following"), tr("All that are still to come")}))
    , m_deed(namedCombo(u"seriesDeed"_s, this, {tr("Move to another time of day"), tr("Cancel")}))
    , m_time(new TimeField(this))
    , m_reason(new QLineEdit(this))
    , m_reasonFault(new FieldFault(m_reason, this))
    , m_table(new RowTable(u"seriesMembers"_s, tr("Appointments of the series"), this))
    , m_state(new StateView(m_table, u"seriesMembersState"_s, this))
    , m_sum(new TextLabel(TextStyle::Body, this))
    , m_refusal(new NoteStrip(u"warning"_s, Colour::DangerFill, this))
    , m_do(new QPushButton(this))
    , m_back(new QPushButton(tr("Back"), this))
{
    setObjectName(u"seriesChangeSheet"_s);
    m_who->setObjectName(u"seriesChangeWho"_s);
    m_who->setWordWrap(true);
    m_time->setObjectName(u"seriesTime"_s);
    m_time->setDisplayFormat(u"HH:mm"_s);
    m_reason->setObjectName(u"seriesReason"_s);
    m_reason->setPlaceholderText(tr("For example: patient called, doctor ill"));
    m_sum->setObjectName(u"seriesChangeSum"_s);
    m_sum->setWordWrap(true);
    m_refusal->setObjectName(u"seriesChangeRefusal"_s);
    m_do->setObjectName(u"seriesDo"_s);
    m_do->setDefault(true);
    m_back->setObjectName(u"seriesChangeBack"_s);
    m_table->setModel(&m_series.table());
    m_table->setWordWrap(true);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    lay();

    using View = SeriesChangeViewModel;
    connect(m_scope, &QComboBox::currentIndexChanged, &m_series, [this](int index) {
        m_series.setScope(index == 0 ? View::Scope::Following : View::Scope::All);
    });
    connect(m_deed, &QComboBox::currentIndexChanged, &m_series,
            [this](int index) { m_series.setDeed(View::Deed(index)); });
    connect(m_time, &QTimeEdit::timeChanged, &m_series, &View::setTime);
    connect(m_reason, &QLineEdit::textChanged, &m_series, &View::setReason);
    connect(m_reason, &QLineEdit::returnPressed, &m_series, &View::act);
    connect(m_do, &QPushButton::clicked, &m_series, &View::act);
    connect(m_back, &QPushButton::clicked, &m_series, &View::close);
    connect(m_state, &StateView::retried, &m_series, &View::read);
    connect(m_state, &StateView::cancelled, &m_series, &View::close);
    connect(&m_connection, &Connection::stateChanged, this, &SeriesChangeSheet::present);
    connect(&m_series, &View::changed, this, &SeriesChangeSheet::present);
    present();
}

void SeriesChangeSheet::lay()
{
    auto *heading = new TextLabel(tr("Change the series"), TextStyle::Heading, this);
    heading->setObjectName(u"seriesChangeHeading"_s);
    auto *fields = new QWidget(this);
    auto *row = new FlowLayout(fields);
    row->addCentred(labelledBeside(tr("&Which"), m_scope, fields));
    row->addCentred(labelledBeside(tr("Wh&at"), m_deed, fields));
    m_timeBox = labelledBeside(tr("&New time"), m_time, fields);
    row->addCentred(m_timeBox);
    EmWidth::set(m_reason, 18);
    m_reasonBox = labelledBeside(tr("&Reason"), m_reason, fields);
    row->addCentred(m_reasonBox);
    auto *buttons = new QWidget(this);
    auto *bar = new FlowLayout(buttons);
    bar->addWidget(m_do);
    bar->addWidget(m_back);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(heading);
    column->addWidget(m_who);
    column->addWidget(fields);
    column->addWidget(m_reasonFault);
    column->addWidget(m_state, 1);
    column->addWidget(m_sum);
    column->addWidget(m_refusal);
    column->addWidget(buttons);
}

void SeriesChangeSheet::takeFocus()
{
    m_scope->setFocus(Qt::OtherFocusReason);
}

void SeriesChangeSheet::fill()
{
    const QSignalBlocker scope(m_scope);
    const QSignalBlocker deed(m_deed);
    const QSignalBlocker time(m_time);
    const QSignalBlocker reason(m_reason);
    m_scope->setCurrentIndex(m_series.scope() == SeriesPart::Scope::Following ? 0 : 1);
    m_deed->setCurrentIndex(int(m_series.deed()));
    m_time->setTime(m_series.time());
    m_reason->setText(m_series.reason());
}

void SeriesChangeSheet::present()
{
    setVisible(m_series.isOpen());
    const bool wasOpen = std::exchange(m_wasOpen, m_series.isOpen());
    if (!m_series.isOpen())
        return;
    if (!wasOpen)
        fill();
    const Appointment &appointment = m_series.appointment();
    m_who->setText(tr("%1, %2").arg(
        Wording::identity(appointment.family, appointment.given, appointment.birthDate),
        Wording::when(appointment.startsAt, appointment.zone)));
    const bool isMove = m_series.deed() == SeriesChangeViewModel::Deed::Move;
    m_timeBox->setVisible(isMove);
    m_reasonBox->setVisible(!isMove);
    m_reasonFault->say(m_series.reasonFault());
    showState(*m_state,
              {.state = m_series.state(),
               .failure = m_series.failure(),
               .connection = m_connection.state().kind,
               .what = tr("The series could not be read"),
               .empty = {}});
    m_refusal->setSentence(m_series.refusal());
    presentButtons();
}

void SeriesChangeSheet::presentButtons()
{
    const bool isMove = m_series.deed() == SeriesChangeViewModel::Deed::Move;
    const int count = m_series.changeCount();
    const int obstacles = m_series.obstacleCount();
    if (m_series.isBusy())
        m_do->setText(tr("Working…"));
    else if (isMove)
        m_do->setText(count == 1 ? tr("Move one appointment")
                                 : tr("Move %n appointments", nullptr, count));
    else
        m_do->setText(count == 1 ? tr("Cancel one appointment")
                                 : tr("Cancel %n appointments", nullptr, count));
    m_do->setEnabled(m_series.canAct());
    m_back->setEnabled(!m_series.isBusy());
    m_sum->setText(obstacles > 0 ? tr("%n can't be at this time of day. Choose another time.",
                                      nullptr, obstacles)
                                 : QString());
    m_sum->setVisible(obstacles > 0);
    for (QWidget *field : {static_cast<QWidget *>(m_scope), static_cast<QWidget *>(m_deed),
                           static_cast<QWidget *>(m_time), static_cast<QWidget *>(m_reason)})
        field->setEnabled(!m_series.isBusy());
}

bool SeriesChangeSheet::event(QEvent *event)
{
    // Escape goes back here, before the page closes all of the appointment.
    if (event->type() == QEvent::ShortcutOverride
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void SeriesChangeSheet::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !m_series.isBusy())
        m_series.close();
    else
        QWidget::keyPressEvent(event);
}

} // namespace clinidesk
