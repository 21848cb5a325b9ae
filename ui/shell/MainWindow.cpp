#include "ui/shell/MainWindow.h"

#include "core/base/Clock.h"
#include "core/booking/BookingService.h"
#include "core/monitor/Connection.h"
#include "core/staff/Gate.h"
#include "ui/shell/CommandPalette.h"
#include "ui/shell/ConnectionBar.h"
#include "ui/shell/HelpOverlay.h"
#include "ui/shell/LastChange.h"
#include "ui/shell/LookNote.h"
#include "ui/shell/NavigationRail.h"
#include "ui/shell/SignInPage.h"
#include "ui/shell/StatusStrip.h"
#include "ui/theme/Appearance.h"
#include "ui/theme/Theme.h"
#include "ui/viewmodels/booking/ClinicChoice.h"
#include "ui/viewmodels/session/SignInViewModel.h"
#include "ui/viewmodels/shell/PaletteViewModel.h"
#include "ui/viewmodels/shell/StatusText.h"
#include "ui/widgets/ReadingOrder.h"
#include "ui/widgets/ScrollRoom.h"
#include "ui/widgets/ShellPage.h"
#include "ui/widgets/Spoken.h"
#include "ui/widgets/StateParts.h"
#include "ui/widgets/Toast.h"

#include <QAction>
#include <QActionGroup>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QStackedLayout>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace clinidesk {

MainWindow::MainWindow(const Ports &ports, SignInViewModel &signIn, Appearance &appearance,
                       DeskPagesFactory makePages)
    : m_ports(ports)
    , m_signIn(signIn)
    , m_appearance(appearance)
    , m_makePages(std::move(makePages))
    , m_actions(this, appearance)
    , m_pageGroup(new QActionGroup(this))
    , m_layers(new QStackedLayout(this))
    , m_signInPage(new SignInPage(signIn, this))
    , m_signInRoom(new ScrollRoom(m_signInPage, this))
    , m_deskWidget(new QWidget(this))
    , m_connectionBar(
          new ConnectionBar(ports.connection, ports.clock, m_actions.tryNow, m_deskWidget))
    , m_trouble(new NoteStrip(u"warning"_s, Colour::DangerFill, m_deskWidget))
    , m_rail(new NavigationRail(m_deskWidget))
    , m_stack(new QStackedWidget(m_deskWidget))
    , m_status(new StatusStrip(m_ports.limits, m_deskWidget))
    , m_paletteModel(new PaletteViewModel(ports.patients, this))
    , m_palette(new CommandPalette(*m_paletteModel, m_deskWidget))
    , m_help(new HelpOverlay(m_deskWidget))
    , m_toast(new Toast(m_deskWidget))
    , m_lastChange(new LastChange(ports, *m_trouble, *m_toast, this))
{
    installSpokenRoles();
    setObjectName(u"mainWindow"_s);
    setWindowTitle(u"CliniDesk"_s);
    setWindowIcon(QIcon(u":/icons/clinidesk.svg"_s));
    setAccessibleName(u"CliniDesk"_s);
    layOut();
    connectActions();
    connectConnection();
    connect(&m_signIn, &SignInViewModel::signedIn, this, &MainWindow::openDesk);
    enableActions();
    m_signInPage->enter();
}

MainWindow::~MainWindow()
{
    closeDesk();
}

ShellPage *MainWindow::currentPage() const
{
    return m_pages.value(m_stack->currentIndex());
}

QList<QAction *> MainWindow::allActions() const
{
    QList<QAction *> all = m_pageActions;
    for (const ShellPage *page : m_pages)
        all.append(page->allActions());
    for (QAction *action : actions()) {
        if (!all.contains(action))
            all.append(action);
    }
    return all;
}

void MainWindow::showPage(int index)
{
    if (index < 0 || index >= m_pages.size())
        return;
    m_stack->setCurrentIndex(index);
    m_pageActions[index]->setChecked(true);
    showFreshness();
    m_pages[index]->enter();
}

void MainWindow::lock()
{
    if (!m_session)
        return;
    m_focusAtLock = focusWidget();
    m_signIn.lock(*m_session);
    m_layers->setCurrentWidget(m_signInRoom);
    m_signInPage->enter();
    enableActions();
}

void MainWindow::signOut()
{
    if (!m_session)
        return;
    m_signIn.reset();
    m_ports.booking.forget();
    m_layers->setCurrentWidget(m_signInRoom);
    closeDesk();
    m_signInPage->enter();
    enableActions();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_ports.gate.signOut();
    QWidget::closeEvent(event);
}

bool MainWindow::focusNextPrevChild(bool isNext)
{
    QWidget *next = nextToRead(*this, isNext ? ReadingDirection::On : ReadingDirection::Back);
    if (next)
        next->setFocus(isNext ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    return next;
}

void MainWindow::layOut()
{
    m_layers->setContentsMargins(0, 0, 0, 0);
    m_layers->addWidget(m_signInRoom);
    m_layers->addWidget(m_deskWidget);
    m_deskWidget->setObjectName(u"desk"_s);
    m_deskWidget->setAccessibleName(tr("Desk"));
    m_trouble->setObjectName(u"troubleBar"_s);
    m_stack->setObjectName(u"pageStack"_s);
    m_stack->setAccessibleName(tr("Page"));

    auto *middle = new QHBoxLayout;
    middle->addWidget(m_rail);
    middle->addWidget(m_stack, 1);
    auto *column = new QVBoxLayout(m_deskWidget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    middle->setSpacing(0);
    column->addWidget(m_connectionBar);
    column->addWidget(m_trouble);
    column->addWidget(lookNote(m_appearance, m_deskWidget));
    column->addLayout(middle, 1);
    column->addWidget(m_status);
    resize(Theme::em(this, 98), Theme::em(this, 61));
}

void MainWindow::connectActions()
{
    m_rail->setTools({m_actions.palette, m_actions.help, m_actions.lock, m_actions.signOut});
    connect(m_actions.palette, &QAction::triggered, m_palette, &CommandPalette::open);
    connect(m_actions.help, &QAction::triggered, this, [this] { m_help->toggle(allActions()); });
    connect(m_actions.refresh, &QAction::triggered, this, [this] {
        if (ShellPage *page = currentPage())
            page->refresh();
    });
    connect(m_actions.tryNow, &QAction::triggered, &m_ports.connection, &Connection::tryNow);
    connect(m_actions.undo, &QAction::triggered, m_lastChange, &LastChange::undo);
    connect(m_actions.lock, &QAction::triggered, this, &MainWindow::lock);
    connect(m_actions.signOut, &QAction::triggered, this, &MainWindow::signOut);
    connect(m_actions.quit, &QAction::triggered, this, &QWidget::close);
    connect(&m_appearance, &Appearance::changed, this,
            [this] { m_actions.showAppearance(m_appearance); });
    connect(&m_ports.booking, &BookingService::canUndoChanged, this, &MainWindow::enableActions);
    connect(m_status, &StatusStrip::opened, this, [this] {
        if (m_desk.showMonitor)
            m_desk.showMonitor();
    });
    connect(m_palette, &CommandPalette::actionChosen, this, [this](QAction *action) {
        const auto isItsPage
            = [action](const ShellPage *page) { return page->allActions().contains(action); };
        const auto page = std::find_if(m_pages.begin(), m_pages.end(), isItsPage);
        if (page != m_pages.end() && *page != currentPage() && !m_stack->actions().contains(action))
            showPage(int(page - m_pages.begin()));
        action->trigger();
    });
    connect(m_palette, &CommandPalette::dayChosen, this, [this](QDate day) {
        if (m_desk.showDay)
            m_desk.showDay(day);
    });
    connect(m_palette, &CommandPalette::patientChosen, this, [this](const Patient &patient) {
        if (m_desk.showPatient)
            m_desk.showPatient(patient);
    });
}

void MainWindow::connectConnection()
{
    connect(m_connectionBar, &ConnectionBar::looked, this, &MainWindow::showConnection);
    if (m_ports.shared)
        connect(m_ports.shared, &SharedLayer::changed, this, &MainWindow::showFreshness);
    connect(&m_ports.connection, &Connection::stateChanged, this, &MainWindow::enableActions);
    connect(&m_ports.connection, &Connection::restored, this, [this] {
        if (ShellPage *page = currentPage())
            page->refresh();
        if (m_session)
            m_toast->announce(tr("Connected again."), Toast::Offer::Nothing);
    });
}

void MainWindow::openDesk(const Session &session)
{
    const bool isUnlocked = m_session && m_session->staff == session.staff;
    if (!isUnlocked) {
        if (m_session)
            m_ports.booking.forget();
        closeDesk();
    }
    m_session = session;
    if (!isUnlocked) {
        m_desk = m_makePages(session);
        m_status->setPerson(session.displayName);
        if (m_desk.clinics) {
            m_paletteModel->setToday(session.serverTime.date());
            connect(m_desk.clinics.get(), &ClinicChoice::currentChanged, this,
                    &MainWindow::showClinic);
            connect(m_desk.clinics.get(), &ClinicChoice::loaded, this, &MainWindow::showClinic);
        }
    }
    enableActions();
    m_palette->setActions(allActions());
    m_layers->setCurrentWidget(m_deskWidget);
    if (isUnlocked)
        wakeDesk();
    else
        makeNextPage();
}

void MainWindow::makeNextPage()
{
    if (!m_session || m_pages.size() >= m_desk.makers.size())
        return;
    const int index = int(m_pages.size());
    m_pages.append(m_desk.makers[index](m_stack));
    addPage(m_pages.last(), index);
    if (m_pages.last()->isOnRail())
        m_rail->setPages(m_pageActions);
    m_palette->setActions(allActions());
    enableActions();
    if (index == 0)
        showPage(0);
    if (m_pages.size() == m_desk.makers.size())
        emit deskOpened();
    else
        QTimer::singleShot(0, this, &MainWindow::makeNextPage);
}

void MainWindow::wakeDesk()
{
    // Not enter(), which would start anew: what was begun before the lock goes on.
    if (ShellPage *page = currentPage())
        page->refresh();
    if (m_focusAtLock)
        m_focusAtLock->setFocus(Qt::OtherFocusReason);
}

void MainWindow::closeDesk()
{
    m_session.reset();
    m_palette->hide();
    m_help->hide();
    m_toast->hide();
    m_trouble->setSentence({});
    m_rail->setPages({});
    m_palette->setActions({});
    qDeleteAll(m_pageActions);
    m_pageActions.clear();
    m_freshness.clear();
    m_cameFrom = -1;
    qDeleteAll(m_pages);
    m_pages.clear();
    while (QWidget *room = m_stack->widget(0))
        delete room;
    m_desk = {};
}

void MainWindow::addPage(ShellPage *page, int index)
{
    m_stack->addWidget(new ScrollRoom(page, m_stack));
    auto *action = new QAction(Theme::icon(page->iconName()), page->title(), this);
    action->setObjectName(u"actionPage"_s + QString::number(index + 1));
    action->setCheckable(true);
    m_pageGroup->addAction(action);
    addAction(action);
    if (page->isOnRail()) {
        action->setShortcut(QKeySequence(u"Ctrl+%1"_s.arg(index + 1)));
        connect(action, &QAction::triggered, this, [this, index] { showPage(index); });
    } else {
        connect(action, &QAction::triggered, page, &ShellPage::wanted);
    }
    m_pageActions.append(action);
    connect(page, &ShellPage::freshnessChanged, this, [this, page](const Freshness &freshness) {
        m_freshness.insert(page, freshness);
        showFreshness();
    });
    // On the stack, so that they sleep while the window is locked.
    m_stack->addActions(page->actionsEverywhere());
    connect(page, &ShellPage::wanted, this, [this, index] {
        if (m_stack->currentIndex() != index)
            m_cameFrom = m_stack->currentIndex();
        showPage(index);
    });
    connect(page, &ShellPage::finished, this, [this, page] {
        // An answer that came late pulls nobody away from the page they have gone on to.
        if (const int before = std::exchange(m_cameFrom, -1); before >= 0 && currentPage() == page)
            showPage(before);
    });
    connect(page, &ShellPage::announced, this, [this](const QString &sentence, bool canUndo) {
        m_toast->announce(sentence, canUndo ? Toast::Offer::Undo : Toast::Offer::Nothing);
    });
}

void MainWindow::showClinic()
{
    const Clinic &clinic = m_desk.clinics->current();
    m_status->setClinic(clinic.name);
    if (clinic.today.isValid())
        m_paletteModel->setToday(clinic.today);
}

void MainWindow::showConnection()
{
    const ConnectionState &state = m_ports.connection.state();
    m_status->setConnection(connectionText(state, m_ports.clock.now()));
    showFreshness();
    m_actions.tryNow->setEnabled(state.kind == ConnectionState::Kind::Lost && m_session
                                 && !m_signIn.lockedFor());
}

void MainWindow::showFreshness()
{
    const auto shared = m_ports.shared ? m_ports.shared->state() : SharedLayer::State::NotUsed;
    m_status->setDataAge(dataAgeText(currentFreshness(), shared, m_ports.clock.now()));
    m_connectionBar->setFreshness(currentFreshness());
}

void MainWindow::enableActions()
{
    const bool isOpen = m_session && !m_signIn.lockedFor();
    for (QAction *action : m_actions.ofSession())
        action->setEnabled(isOpen);
    for (QAction *action : std::as_const(m_pageActions))
        action->setEnabled(isOpen);
    const bool takesChanges = m_ports.connection.state().takesChanges();
    m_actions.undo->setEnabled(isOpen && takesChanges && m_ports.booking.canUndo());
    m_toast->enableUndo(takesChanges);
    showConnection();
}

std::optional<Freshness> MainWindow::currentFreshness() const
{
    const auto found = m_freshness.constFind(currentPage());
    return found == m_freshness.constEnd() ? std::nullopt : std::optional(*found);
}

} // namespace clinidesk
