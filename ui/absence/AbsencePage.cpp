#include "ui/absence/AbsencePage.h"

#include "ui/absence/AbsenceForm.h"
#include "ui/lists/ActionOf.h"
#include "ui/lists/NamedParts.h"
#include "ui/lists/ShowState.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/RowTable.h"
#include "ui/widgets/StateParts.h"
#include "ui/widgets/TextLabel.h"

#include <QApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace clinidesk {

AbsencePage::AbsencePage(const Ports &ports, ClinicChoice &clinics, const Session &session,
                         QWidget *parent)
    : ShellPage(parent)
    , m_connection(ports.connection)
    , m_absence(ports, clinics, session)
    , m_open(makeAction(this,
                        {u"absenceOpen"_s, tr("Enter an absence…"), Theme::icon(u"calendar"_s), {}},
                        [this] { prepare({}); }))
    , m_back(makeAction(this,
                        {u"absenceBack"_s,
                         tr("Back to where I came from, leaving the absence as it is"),
                         Theme::icon(u"close"_s),
                         {Qt::Key_Escape}},
                        [this] { emit finished(); }))
    , m_form(new AbsenceForm(m_absence, this))
    , m_table(new RowTable(u"absenceTable"_s, tr("Whom the absence concerns"), this))
    , m_state(new StateView(m_table, u"absenceState"_s, this))
    , m_hint(namedLabel(TextStyle::Body, u"absenceHint"_s, this))
    , m_sum(namedLabel(TextStyle::Body, u"absenceSum"_s, this))
    , m_refusal(new NoteStrip(u"warning"_s, Colour::DangerFill, this))
    , m_next(namedButton(tr("Another &time"), u"absenceNext"_s, this))
    , m_leave(namedButton(tr("&Leave for now"), u"absenceLeave"_s, this))
    , m_go(namedButton({}, u"absenceGo"_s, this))
    , m_remove(namedButton(tr("Take this absence away"), u"absenceRemove"_s, this))
    , m_close(namedButton(tr("Back"), u"absenceClose"_s, this))
{
    setObjectName(u"absencePage"_s);
    // Not while something lies over the page that Escape closes first.
    m_back->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_refusal->setObjectName(u"absenceRefusal"_s);
    m_hint->setText(tr("Choose who is away and from which day."));
    m_table->setModel(&m_absence.table());
    m_table->setWordWrap(true);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->installEventFilter(this);
    lay();
    connectParts();
    present();
}

QString AbsencePage::title() const
{
    return tr("Absence");
}

QString AbsencePage::iconName() const
{
    return u"calendar"_s;
}

void AbsencePage::enter()
{
    if (!m_absence.from().day.isValid())
        m_absence.open({});
    m_form->setFocus(Qt::OtherFocusReason);
}

void AbsencePage::refresh()
{
    m_absence.refresh();
}

void AbsencePage::prepare(const AbsenceWish &wish)
{
    m_absence.open(wish);
    emit wanted();
}

void AbsencePage::lay()
{
    auto *heading = new TextLabel(title(), TextStyle::Title, this);
    heading->setObjectName(u"absenceHeading"_s);
    auto *rowButtons = new QWidget(this);
    auto *rowBar = new FlowLayout(rowButtons);
    rowBar->addWidget(m_next);
    rowBar->addWidget(m_leave);
    auto *buttons = new QWidget(this);
    auto *bar = new FlowLayout(buttons);
    bar->addWidget(m_go);
    bar->addWidget(m_remove);
    bar->addWidget(m_close);
    auto *column = new QVBoxLayout(this);
    column->addWidget(heading);
    column->addWidget(m_form);
    column->addWidget(m_hint);
    column->addWidget(m_state, 1);
    column->addWidget(rowButtons);
    column->addWidget(m_sum);
    column->addWidget(m_refusal);
    column->addWidget(buttons);
    column->addStretch();
}

void AbsencePage::connectParts()
{
    const auto row = [this] { return m_table->currentIndex().row(); };
    connect(m_form, &AbsenceForm::submitted, this, [this] {
        if (m_state->isVisible())
            m_table->setFocus(Qt::OtherFocusReason);
    });
    connect(m_table, &RowTable::opened, &m_absence,
            [this](const QModelIndex &index) { m_absence.nextProposal(index.row()); });
    connect(m_table, &RowTable::currentRowChanged, this, &AbsencePage::presentButtons);
    connect(m_next, &QPushButton::clicked, this, [this, row] { m_absence.nextProposal(row()); });
    connect(m_leave, &QPushButton::clicked, this, [this, row] { m_absence.leave(row()); });
    connect(m_go, &QPushButton::clicked, &m_absence, &AbsenceViewModel::go);
    connect(m_remove, &QPushButton::clicked, &m_absence, &AbsenceViewModel::remove);
    connect(m_close, &QPushButton::clicked, this, &AbsencePage::finished);
    connect(m_state, &StateView::retried, &m_absence, &AbsenceViewModel::refresh);
    connect(m_state, &StateView::cancelled, &m_absence, &AbsenceViewModel::giveUp);
    connect(&m_connection, &Connection::stateChanged, this, &AbsencePage::present);
    connect(&m_absence, &AbsenceViewModel::changed, this, &AbsencePage::present);
    connect(&m_absence, &AbsenceViewModel::done, this, [this](const QString &sentence) {
        emit announced(sentence, m_absence.movedCount() > 0);
    });
}

void AbsencePage::present()
{
    const bool hadFocus = isAncestorOf(QApplication::focusWidget());
    m_form->present();
    presentRows();
    m_refusal->setSentence(m_absence.refusal());
    presentButtons();
    // What was pressed may take no keys any more.
    if (hadFocus && !QApplication::focusWidget())
        (m_table->isVisible() ? static_cast<QWidget *>(m_table) : m_close)
            ->setFocus(Qt::OtherFocusReason);
}

void AbsencePage::presentRows()
{
    const bool isAsked = m_absence.state() != ListState::Idle;
    m_hint->setVisible(!isAsked && m_absence.fault().isEmpty());
    m_state->setVisible(isAsked);
    showState(*m_state,
              {.state = m_absence.state(),
               .failure = m_absence.failure(),
               .connection = m_connection.state().kind,
               .what = tr("Whom this absence concerns could not be read"),
               .empty = {.icon = u"calendar"_s,
                         .headline = tr("Nobody has an appointment in this time"),
                         .hint = m_absence.isEntered()
                             ? tr("The absence is entered. There is nothing left to do.")
                             : tr("The absence can be entered as it is."),
                         .next = nullptr}});
    if (!m_table->currentIndex().isValid() && !m_absence.table().rows().isEmpty())
        m_table->setCurrentIndex(m_absence.table().index(0, 0));
}

QString AbsencePage::goText() const
{
    const int count = m_absence.moveCount();
    switch (m_absence.step()) {
    case AbsenceViewModel::Step::Entering:
        return tr("One moment…");
    case AbsenceViewModel::Step::Moving:
        return tr("Moving: %1 of %2 still to come")
            .arg(QString::number(m_absence.moves().waiting()),
                 QString::number(m_absence.moves().wanted()));
    case AbsenceViewModel::Step::None:
        break;
    }
    if (m_absence.isEntered())
        return count == 1 ? tr("Move one appointment") : tr("Move %n appointments", nullptr, count);
    if (count == 0)
        return tr("Enter absence");
    return count == 1 ? tr("Enter absence and move one appointment")
                      : tr("Enter absence and move %n appointments", nullptr, count);
}

QString AbsencePage::sum() const
{
    const qsizetype count = m_absence.table().rows().size() - m_absence.movedCount();
    if (m_absence.state() != ListState::Shown)
        return {};
    const QString more = m_absence.hasMore()
        ? tr(" There are more after these: they are listed once these are moved.")
        : QString();
    if (!m_absence.mayMove())
        return tr("Affected: %1. They are moved at the front desk.").arg(count) + more;
    const QString whole = tr("Affected: %1, to be moved: %2. Enter chooses another time, Space "
                             "leaves one where it is. Nobody is cancelled.");
    return whole.arg(QString::number(count), QString::number(m_absence.moveCount())) + more;
}

void AbsencePage::presentButtons()
{
    const bool canChoose = m_absence.canChoose(m_table->currentIndex().row());
    for (QPushButton *part : {m_next, m_leave}) {
        part->setVisible(m_absence.mayMove() && m_absence.state() == ListState::Shown);
        part->setEnabled(canChoose);
    }
    const bool isDone = m_absence.isEntered() && !m_absence.isBusy() && m_absence.moveCount() == 0;
    if (isDone && m_go->hasFocus())
        m_close->setFocus(Qt::OtherFocusReason);
    m_go->setVisible(!isDone);
    m_go->setText(goText());
    m_go->setEnabled(m_absence.canGo());
    m_remove->setVisible(m_absence.isEntered());
    m_remove->setEnabled(m_absence.canRemove());
    m_sum->setText(sum());
    m_sum->setVisible(!m_sum->text().isEmpty());
}

bool AbsencePage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Space) {
        m_absence.leave(m_table->currentIndex().row());
        return true;
    }
    return ShellPage::eventFilter(watched, event);
}

} // namespace clinidesk
