#pragma once

#include "app/desktop/DesktopWiring.h"
#include "tests/e2e/GuiPulse.h"
#include "tests/support/PrivateServer.h"

#include <QTemporaryDir>

#include <functional>
#include <future>

namespace clinidesk {

/// The program's own window on a private server, reached through a server saved on this desk, with
/// a receptionist's hands on the keys.
class FrontDesk final : public QObject
{
    Q_OBJECT

public:
    /// Without a Redis unless @p redis names one.
    explicit FrontDesk(PrivateServer &server, const RedisOptions &redis = {});

    [[nodiscard]] MainWindow &window() { return m_wiring->window(); }
    [[nodiscard]] CacheFigures cacheFigures() const { return m_wiring->cacheFigures(); }
    template <typename Widget> [[nodiscard]] Widget *find(const char *name)
    {
        return window().findChild<Widget *>(QString::fromLatin1(name));
    }

    /// Signs in and waits for all pages, in a program that is started where none runs.
    [[nodiscard]] bool signIn(const QString &login);
    /// Closes the window and ends the program as main() does; how long that took.
    std::chrono::milliseconds close();
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void type(const QString &text);
    /// Puts the focus into the field @p name and types over what is there.
    void typeInto(const char *name, const QString &text);

    /// Runs @p fault beside the window's thread, which goes on working; true when it is done.
    [[nodiscard]] bool meanwhile(const std::function<void()> &fault);
    /// Lets the window work until @p isTrue; how long that took, or nothing after @p patience.
    [[nodiscard]] std::optional<std::chrono::milliseconds> waitFor(
        const std::function<bool()> &isTrue, std::chrono::milliseconds patience);

    /// What the bar across the window says; empty while it is hidden.
    [[nodiscard]] QString bar();
    [[nodiscard]] QString visibleText(const char *name);
    /// What stood on screen as empty or not found since the last call; every query of these tests
    /// has an answer, so each of it was a falsehood.
    [[nodiscard]] QStringList takeFalsehoods();
    [[nodiscard]] PulseReport takePulse() { return m_pulse.take(); }
    [[nodiscard]] bool isSignedIn();
    /// Where the desk keeps its own files.
    [[nodiscard]] QString folder() const { return m_folder.path(); }

private:
    void begin();
    void lookForFalsehoods();

    QTemporaryDir m_folder;
    const RedisOptions m_redis;
    std::unique_ptr<DesktopWiring> m_wiring;
    GuiPulse m_pulse;
    QTimer m_looking;
    QStringList m_falsehoods;
};

} // namespace clinidesk
