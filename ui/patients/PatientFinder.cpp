#include "ui/patients/PatientFinder.h"

#include "ui/lists/Labelled.h"
#include "ui/theme/Theme.h"
#include "ui/viewmodels/Sentence.h"
#include "ui/viewmodels/patients/PatientSearchViewModel.h"
#include "ui/widgets/Spoken.h"
#include "ui/widgets/StatusDelegate.h"
#include "ui/widgets/TextLabel.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

static_assert(int(PatientList::weakTextRole) == int(WeakTextRole));

PatientFinder::PatientFinder(PatientSearchViewModel &search, const QString &objectName,
                             const QString &label, Creating creating, QWidget *parent)
    : QWidget(parent)
    , m_search(search)
    , m_creating(creating)
    , m_edit(new QLineEdit(this))
    , m_matches(new QListView(this))
    , m_note(new TextLabel(TextStyle::Body, this))
    , m_retry(new QPushButton(Theme::icon(u"refresh"_s), tr("Try again"), this))
    , m_create(new QPushButton(Theme::icon(u"person-add"_s), {}, this))
{
    m_edit->setObjectName(objectName);
    m_edit->setPlaceholderText(tr("Name, birth date, phone or record no."));
    m_edit->setClearButtonEnabled(true);
    m_edit->installEventFilter(this);
    m_fault = new FieldFault(m_edit, this);
    m_matches->setObjectName(objectName + u"Matches"_s);
    m_matches->setAccessibleName(tr("Patients found"));
    m_matches->setModel(&m_search.matches());
    auto *delegate = new StatusDelegate(m_matches);
    delegate->setWeakBeneath();
    m_matches->setItemDelegate(delegate);
    m_matches->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_matches->setFocusPolicy(Qt::NoFocus); // The keys stay in the field.
    m_matches->setUniformItemSizes(true);
    m_note->setObjectName(objectName + u"Note"_s);
    m_note->setWordWrap(true);
    m_retry->setObjectName(objectName + u"Retry"_s);
    m_retry->setAccessibleName(tr("Try again – Search for patients"));
    m_create->setObjectName(objectName + u"Create"_s);
    setFocusProxy(m_edit);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(labelled(label, m_edit, this));
    column->addWidget(m_fault);
    column->addWidget(m_matches);
    column->addWidget(m_note);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_retry);
    buttons->addWidget(m_create);
    buttons->addStretch();
    column->addLayout(buttons);

    connect(m_edit, &QLineEdit::textChanged, &m_search, &PatientSearchViewModel::setTyped);
    connect(m_matches, &QListView::clicked, this,
            [this](const QModelIndex &index) { m_search.pick(index.row()); });
    connect(m_retry, &QPushButton::clicked, &m_search, &PatientSearchViewModel::searchAgain);
    connect(m_create, &QPushButton::clicked, this, &PatientFinder::createRequested);
    connect(&m_search, &PatientSearchViewModel::changed, this, &PatientFinder::present);
    present();
}

bool PatientFinder::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_edit || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int row = m_matches->currentIndex().row();
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Down:
        moveTo(row + 1);
        return true;
    case Qt::Key_Up:
        moveTo(row - 1);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        submit();
        return true;
    case Qt::Key_Escape:
        if (m_edit->text().isEmpty())
            return false;
        m_edit->clear();
        return true;
    default:
        return QWidget::eventFilter(watched, event);
    }
}

void PatientFinder::setRowsShown(int most)
{
    m_rowsShown = most;
    fitMatches();
}

void PatientFinder::submit()
{
    m_search.submit(m_matches->currentIndex().row());
}

void PatientFinder::moveTo(int row)
{
    const int rows = m_search.matches().rowCount();
    if (rows > 0)
        m_matches->setCurrentIndex(m_search.matches().index(std::clamp(row, 0, rows - 1)));
}

void PatientFinder::present()
{
    if (m_edit->text().trimmed() != m_search.typed())
        m_edit->setText(m_search.typed());
    m_fault->say(m_search.fault());

    const int rows = m_search.matches().rowCount();
    const bool hasMatches = m_search.state() == ListState::Shown
        || (m_search.state() == ListState::Loading && rows > 0);
    m_matches->setVisible(hasMatches);
    // What belongs to an earlier text is greyed until the answer for this one is there.
    m_matches->setEnabled(m_search.state() == ListState::Shown);
    if (m_search.state() == ListState::Shown && !m_matches->currentIndex().isValid())
        moveTo(0);
    fitMatches();

    const bool isNews = note() != m_note->text();
    m_note->setText(note());
    m_note->setVisible(!m_note->text().isEmpty());
    if (isNews && m_note->isVisible())
        speak(m_note);
    m_retry->setVisible(m_search.state() == ListState::Failed);
    m_create->setVisible(m_creating == Creating::Offered && m_search.canCreate());
    m_create->setText(tr("Register a new patient “%1”").arg(m_search.typed().left(40)));
}

void PatientFinder::fitMatches()
{
    const int rows = std::clamp(m_search.matches().rowCount(), 1, m_rowsShown);
    m_matches->setFixedHeight(rows * Theme::em(this, StatusDelegate::twoLines)
                              + Theme::em(this, 0.4));
}

void PatientFinder::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitMatches();
}

QString PatientFinder::note() const
{
    if (m_search.state() == ListState::Failed && m_search.failure())
        return Sentence::of(*m_search.failure());
    if (m_search.state() == ListState::Empty)
        return tr("Nobody is found for “%1”. Check the spelling, or try birth date or phone.")
            .arg(m_search.typed().left(60));
    return {};
}

} // namespace clinidesk
