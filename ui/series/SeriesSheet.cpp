#include "ui/series/SeriesSheet.h"

#include "core/monitor/Connection.h"
#include "ui/lists/NamedParts.h"
#include "ui/lists/ShowState.h"
#include "ui/series/SeriesOffers.h"
#include "ui/series/SeriesRuleBar.h"
#include "ui/viewmodels/Wording.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/RowTable.h"
#include "ui/widgets/StateParts.h"
#include "ui/widgets/TextLabel.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace clinidesk {

SeriesSheet::SeriesSheet(SeriesViewModel &series, const Connection &connection, QWidget *parent)
    : QWidget(parent)
    , m_series(series)
    , m_connection(connection)
    , m_heading(namedLabel(TextStyle::Heading, u"seriesHeading"_s, this))
    , m_who(namedLabel(TextStyle::Strong, u"seriesWho"_s, this))
    , m_what(namedLabel(TextStyle::Body, u"seriesWhat"_s, this))
    , m_rule(new SeriesRuleBar(series, this))
    , m_table(new RowTable(u"seriesTable"_s, tr("Appointments of the series"), this))
    , m_state(new StateView(m_table, u"seriesState"_s, this))
    , m_offers(new SeriesOffers(series, this))
    , m_sum(namedLabel(TextStyle::Body, u"seriesSum"_s, this))
    , m_refusal(new NoteStrip(u"warning"_s, Colour::DangerFill, this))
    , m_leaveOut(namedButton(tr("Leave &out"), u"seriesLeaveOut"_s, this))
    , m_other(namedButton(tr("Other &time…"), u"seriesOther"_s, this))
    , m_book(namedButton({}, u"seriesBook"_s, this))
    , m_back(namedButton(tr("Back"), u"seriesBack"_s, this))
{
    setObjectName(u"seriesSheet"_s);
    m_heading->setText(tr("Repeat this appointment"));
    m_refusal->setObjectName(u"seriesRefusal"_s);
    m_book->setDefault(true);
    m_table->setModel(&m_series.table());
    m_table->setWordWrap(true);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setSectionResizeMode(SeriesTable::When,
                                                      QHeaderView::ResizeToContents);
    m_table->installEventFilter(this);
    lay();

    connect(m_table, &RowTable::opened, &m_series,
            [this](const QModelIndex &index) { m_series.findOffers(index.row()); });
    connect(m_table, &RowTable::currentRowChanged, this, &SeriesSheet::presentButtons);
    connect(m_leaveOut, &QPushButton::clicked, &m_series, [this] { m_series.toggle(chosenRow()); });
    connect(m_other, &QPushButton::clicked, &m_series,
            [this] { m_series.findOffers(chosenRow()); });
    connect(m_book, &QPushButton::clicked, &m_series, &SeriesViewModel::book);
    connect(m_back, &QPushButton::clicked, &m_series, &SeriesViewModel::close);
    connect(m_state, &StateView::retried, &m_series, &SeriesViewModel::check);
    connect(m_state, &StateView::cancelled, &m_series, &SeriesViewModel::stopChecking);
    connect(&m_connection, &Connection::stateChanged, this, &SeriesSheet::present);
    connect(&m_series, &SeriesViewModel::changed, this, &SeriesSheet::present);
    present();
}

void SeriesSheet::lay()
{
    auto *rowButtons = new QWidget(this);
    auto *rowBar = new FlowLayout(rowButtons);
    rowBar->addWidget(m_leaveOut);
    rowBar->addWidget(m_other);
    auto *buttons = new QWidget(this);
    auto *bar = new FlowLayout(buttons);
    bar->addWidget(m_book);
    bar->addWidget(m_back);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    for (QWidget *part : {static_cast<QWidget *>(m_heading), static_cast<QWidget *>(m_who),
                          static_cast<QWidget *>(m_what), static_cast<QWidget *>(m_rule)})
        column->addWidget(part);
    column->addWidget(m_state, 3);
    column->addWidget(rowButtons);
    column->addWidget(m_offers, 2);
    column->addWidget(m_sum);
    column->addWidget(m_refusal);
    column->addWidget(buttons);
}

void SeriesSheet::takeFocus()
{
    m_rule->setFocus(Qt::OtherFocusReason);
}

void SeriesSheet::present()
{
    setVisible(m_series.isOpen());
    if (!m_series.isOpen()) {
        m_filled = {};
        return;
    }
    const Appointment &appointment = m_series.appointment();
    if (m_filled != appointment.id) {
        m_filled = appointment.id;
        m_rule->fill();
    }
    m_who->setText(Wording::identity(appointment.family, appointment.given, appointment.birthDate));
    const QString with
        = appointment.doctorName.isEmpty() ? appointment.departmentName : appointment.doctorName;
    m_what->setText(tr("%1, %2").arg(Wording::when(appointment.startsAt, appointment.zone), with));
    m_rule->present();
    presentRows();
    const bool hadOffers = m_offers->isVisibleTo(this);
    m_offers->present();
    if (!hadOffers && m_offers->isVisibleTo(this))
        m_offers->takeFocus();
    else if (hadOffers && !m_offers->isVisibleTo(this))
        m_table->setFocus(Qt::OtherFocusReason);
    m_refusal->setSentence(m_series.refusal());
    presentButtons();
}

void SeriesSheet::presentRows()
{
    showState(*m_state,
              {.state = m_series.state(),
               .failure = m_series.failure(),
               .connection = m_connection.state().kind,
               .what = tr("Whether these times are free could not be read"),
               .empty = {.icon = u"calendar"_s,
                         .headline = tr("Nothing to repeat yet"),
                         .hint = tr("Within these days it doesn't come again. Choose a later end."),
                         .next = nullptr}});
    m_state->setVisible(m_series.fault().isEmpty());
    if (!m_table->currentIndex().isValid() && !m_series.table().rows().isEmpty())
        m_table->setCurrentIndex(m_series.table().index(0, 0));
}

void SeriesSheet::presentButtons()
{
    const int row = chosenRow();
    const bool hasRow = row >= 0 && !m_series.isBusy() && m_series.state() == ListState::Shown;
    m_leaveOut->setEnabled(hasRow);
    m_other->setEnabled(hasRow);
    const bool isOut = row >= 0 && m_series.table().rows().at(row).isLeftOut;
    m_leaveOut->setText(isOut ? tr("Take &in again") : tr("Leave &out"));
    const int count = m_series.bookCount();
    m_book->setText(m_series.isBusy() ? tr("Booking…")
                        : count == 1  ? tr("Book one appointment")
                                      : tr("Book %n appointments", nullptr, count));
    m_book->setEnabled(m_series.canBook());
    m_back->setEnabled(!m_series.isBusy());
    const int obstacles = m_series.obstacleCount();
    const bool isKnown = m_series.state() == ListState::Shown && !m_series.isChecking();
    const QString what = obstacles == 1
        ? tr("One of them can't be as it stands. Leave it out (Space) or choose another time "
             "(Enter).")
        : tr("%n of them can't be as they stand. Leave them out (Space) or choose other times "
             "(Enter).",
             nullptr, obstacles);
    m_sum->setText(isKnown && obstacles > 0 ? what : QString());
    m_sum->setVisible(!m_sum->text().isEmpty());
}

void SeriesSheet::goBack()
{
    if (m_series.offerRow() >= 0)
        m_series.dropOffers();
    else if (!m_series.isBusy())
        m_series.close();
}

int SeriesSheet::chosenRow() const
{
    const int row = m_table->currentIndex().row();
    return row < m_series.table().rows().size() ? row : -1;
}

bool SeriesSheet::event(QEvent *event)
{
    // Escape goes one step back here, before the page closes all of the appointment.
    if (event->type() == QEvent::ShortcutOverride
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

bool SeriesSheet::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Space) {
        m_series.toggle(chosenRow());
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void SeriesSheet::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        goBack();
    else
        QWidget::keyPressEvent(event);
}

} // namespace clinidesk
