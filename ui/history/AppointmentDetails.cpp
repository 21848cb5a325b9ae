#include "ui/history/AppointmentDetails.h"

#include "core/patients/Patient.h"
#include "ui/lists/ActionOf.h"
#include "ui/lists/ShowState.h"
#include "ui/lists/ToolButton.h"
#include "ui/series/SeriesCorner.h"
#include "ui/theme/StatusLook.h"
#include "ui/theme/Theme.h"
#include "ui/viewmodels/Wording.h"
#include "ui/widgets/TextLabel.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

TextLabel *label(TextStyle style, const QString &objectName, QVBoxLayout *column)
{
    auto *made = new TextLabel(style);
    made->setObjectName(objectName);
    made->setWordWrap(true);
    made->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(made);
    return made;
}

} // namespace

AppointmentDetails::AppointmentDetails(AppointmentDetailsViewModel &details,
                                       const QString &objectName, QWidget *parent)
    : QWidget(parent)
    , m_details(details)
    , m_events(new QTableWidget(0, 3))
    , m_close(new QToolButton(this))
    , m_bar(new QHBoxLayout)
{
    setObjectName(objectName);
    setAccessibleName(tr("Appointment"));
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    m_who = label(TextStyle::Heading, objectName + u"Patient"_s, column);
    m_identifiers = label(TextStyle::Body, objectName + u"Identifiers"_s, column);
    m_when = label(TextStyle::Strong, objectName + u"When"_s, column);
    m_with = label(TextStyle::Body, objectName + u"With"_s, column);
    m_status = label(TextStyle::Strong, objectName + u"Status"_s, column);
    m_reason = label(TextStyle::Body, objectName + u"Reason"_s, column);
    m_events->setObjectName(objectName + u"Events"_s);
    m_events->setAccessibleName(tr("What happened to this appointment"));
    m_events->setHorizontalHeaderLabels({tr("When"), tr("Who"), tr("What")});
    m_events->setWordWrap(true);
    m_events->setShowGrid(false);
    m_events->setTabKeyNavigation(false);
    m_events->setSelectionMode(QAbstractItemView::NoSelection);
    m_events->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_events->verticalHeader()->hide();
    QHeaderView *header = m_events->horizontalHeader();
    header->setStretchLastSection(true);
    header->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    connect(header, &QHeaderView::sectionResized, this, &AppointmentDetails::fitEvents,
            Qt::QueuedConnection);
    column->addWidget(m_events, 1);
    m_state = new StateView(content, objectName + u"State"_s, this);

    m_close->setObjectName(objectName + u"Close"_s);
    m_close->setIcon(Theme::icon(u"close"_s));
    m_close->setAccessibleName(tr("Close the appointment"));
    m_close->setToolTip(tr("Close (Esc)"));
    m_close->setAutoRaise(true);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    m_bar->addStretch();
    m_bar->addWidget(m_close);
    outer->addLayout(m_bar);
    outer->addWidget(m_state, 1);

    connect(m_close, &QToolButton::clicked, &m_details, &AppointmentDetailsViewModel::close);
    connect(m_state, &StateView::retried, &m_details, &AppointmentDetailsViewModel::refresh);
    connect(m_state, &StateView::cancelled, &m_details, &AppointmentDetailsViewModel::close);
    connect(&m_details, &AppointmentDetailsViewModel::changed, this, &AppointmentDetails::present);
    present();
}

void AppointmentDetails::offerSeries(const Ports &ports, const Session &session)
{
    if (!ports.series || session.role != Role::Receptionist)
        return;
    m_series = new SeriesCorner(ports, objectName(), this);
    static_cast<QVBoxLayout *>(layout())->insertWidget(1, m_series);
    connect(m_series, &SeriesCorner::announced, this, &AppointmentDetails::announced);
    connect(m_series, &SeriesCorner::openChanged, this,
            [this] { m_state->setVisible(!m_series->isOpen()); });
    present();
}

void AppointmentDetails::present()
{
    setVisible(!m_details.id().isNull());
    if (m_details.appointment())
        showAppointment(*m_details.appointment());
    showState(*m_state,
              {.state = m_details.state(),
               .failure = m_details.failure(),
               .what = tr("The appointment could not be read"),
               .empty = {}});
    if (m_slip)
        m_slip->setEnabled(m_details.appointment() && isLive(m_details.appointment()->status));
    if (m_series)
        m_series->follow(m_details.appointment());
}

void AppointmentDetails::offerSlip(const Ports &ports)
{
    if (!ports.press)
        return;
    m_slip
        = makeAction(this,
                     {objectName() + u"Slip"_s,
                      tr("Print a slip…"),
                      Theme::icon(u"print"_s),
                      {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P)}},
                     [this] { emit paperWanted(wishFor(*m_details.appointment(), Paper::Slip)); });
    // Beside the way out: the text below needs every line.
    m_bar->insertWidget(0, toolButton(m_slip, Qt::ToolButtonTextBesideIcon, this));
    present();
}

void AppointmentDetails::showAppointment(const Appointment &appointment)
{
    m_who->setText(listName(appointment.family, appointment.given));
    m_identifiers->setText(tr("Born %1   Record no. %2")
                               .arg(Wording::birthDate(appointment.birthDate), appointment.mrn));
    m_when->setText(tr("%1 to %2")
                        .arg(Wording::when(appointment.startsAt, appointment.zone),
                             Wording::time(appointment.endsAt, appointment.zone)));
    m_with->setText(appointment.doctorName.isEmpty()
                        ? appointment.departmentName
                        : tr("%1, %2").arg(appointment.doctorName, appointment.departmentName));
    const StatusLook look = statusLook(appointment.status);
    m_status->setText(look.glyph % u' ' % look.text);
    m_reason->setText(tr("Reason: %1").arg(appointment.reason));
    m_reason->setVisible(!appointment.reason.isEmpty());
    showEvents(appointment.zone);
}

void AppointmentDetails::showEvents(const QByteArray &zone)
{
    const QList<AppointmentEvent> &events = m_details.events();
    m_events->setRowCount(int(events.size()));
    for (int row = 0; row < events.size(); ++row) {
        const AppointmentEvent &event = events.at(row);
        QString what = Wording::event(event, zone);
        if (!event.why.isEmpty())
            what = tr("%1. Reason: %2").arg(what, event.why);
        const QStringList texts{Wording::when(event.at, zone), event.staffName, what};
        for (int column = 0; column < texts.size(); ++column) {
            auto *item = new QTableWidgetItem(texts.at(column));
            item->setTextAlignment(Qt::AlignLeading | Qt::AlignTop);
            m_events->setItem(row, column, item);
        }
    }
    fitEvents();
}

void AppointmentDetails::fitEvents()
{
    const QAbstractItemView &view = *m_events;
    const auto wanted = [&](int column) {
        return std::max(view.sizeHintForColumn(column),
                        m_events->horizontalHeader()->sectionSizeHint(column));
    };
    // Each is set once, to what it stays at: sections that change are fitted again.
    m_events->setColumnWidth(0, wanted(0));
    m_events->setColumnWidth(1, std::min(wanted(1), m_events->viewport()->width() / 4));
    m_events->resizeRowsToContents();
}

} // namespace clinidesk
