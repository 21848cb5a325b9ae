#pragma once

#include "core/base/Freshness.h"
#include "core/patients/Patient.h"
#include "core/staff/Session.h"
#include "ui/shell/ShellActions.h"
#include "ui/viewmodels/Ports.h"

#include <QHash>
#include <QPointer>
#include <QWidget>

#include <functional>
#include <memory>
#include <optional>

class QActionGroup;
class QStackedLayout;
class QStackedWidget;

namespace clinidesk {

class Appearance;
class ClinicChoice;
class CommandPalette;
class ConnectionBar;
class HelpOverlay;
class LastChange;
class NavigationRail;
class NoteStrip;
class PaletteViewModel;
class ScrollRoom;
class ShellPage;
class SignInPage;
class SignInViewModel;
class StatusStrip;
class Toast;

/// What one person works with, made anew at each sign-in.
struct DeskPages
{
    std::unique_ptr<ClinicChoice> clinics; ///< Outlives the pages.
    /// In the order of the rail, those that aren't on it last. Each is called once, in an event of
    /// its own, so that the first page is on screen before the last one is made.
    QList<std::function<ShellPage *(QWidget *parent)>> makers;
    /// Where the palette's days and patients lead; they bring their page to the front by wanted().
    std::function<void(QDate)> showDay;
    std::function<void(const Patient &)> showPatient;
    /// Where the status bar leads.
    std::function<void()> showMonitor;
};

using DeskPagesFactory = std::function<DeskPages(const Session &session)>;

/// The one window: the way in, then rail, page and status. It only navigates; pages do the work.
class MainWindow final : public QWidget
{
    Q_OBJECT

public:
    MainWindow(const Ports &ports, SignInViewModel &signIn, Appearance &appearance,
               DeskPagesFactory makePages);
    ~MainWindow() override;

    [[nodiscard]] const std::optional<Session> &session() const { return m_session; }
    [[nodiscard]] ShellPage *currentPage() const;
    /// Everything the window and its pages can do now.
    [[nodiscard]] QList<QAction *> allActions() const;

public slots:
    void showPage(int index);
    void lock();
    void signOut();

signals:
    /// All pages of a new session are there.
    void deskOpened();

protected:
    void closeEvent(QCloseEvent *event) override;
    bool focusNextPrevChild(bool isNext) override;

private:
    void layOut();
    void connectActions();
    void connectConnection();
    void openDesk(const Session &session);
    void wakeDesk();
    void closeDesk();
    void makeNextPage();
    void addPage(ShellPage *page, int index);
    void showClinic();
    void showConnection();
    void showFreshness();
    void enableActions();
    [[nodiscard]] std::optional<Freshness> currentFreshness() const;

    const Ports m_ports;
    SignInViewModel &m_signIn;
    Appearance &m_appearance;
    DeskPagesFactory m_makePages;
    ShellActions m_actions;
    std::optional<Session> m_session;
    DeskPages m_desk;
    QList<ShellPage *> m_pages; ///< Made so far; owned by the stack.
    QActionGroup *m_pageGroup;
    QList<QAction *> m_pageActions; ///< One a page, for the rail and Ctrl+1 to Ctrl+9.
    QHash<const QWidget *, Freshness> m_freshness;
    int m_cameFrom = -1; ///< The page that was in front when another was wanted.

    QPointer<QWidget> m_focusAtLock;

    QStackedLayout *m_layers;
    SignInPage *m_signInPage;
    ScrollRoom *m_signInRoom;
    QWidget *m_deskWidget;
    ConnectionBar *m_connectionBar;
    NoteStrip
        *m_trouble; ///< A change that failed or is being found out; stays until it is settled.
    NavigationRail *m_rail;
    QStackedWidget *m_stack;
    StatusStrip *m_status;
    PaletteViewModel *m_paletteModel;
    CommandPalette *m_palette;
    HelpOverlay *m_help;
    Toast *m_toast;
    LastChange *m_lastChange;
};

} // namespace clinidesk
