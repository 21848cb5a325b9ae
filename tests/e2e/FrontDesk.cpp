#include "tests/e2e/FrontDesk.h"

#include "ui/widgets/StateView.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace std::chrono;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace clinidesk {

FrontDesk::FrontDesk(PrivateServer &server, const RedisOptions &redis)
    : m_redis(redis)
{
    SavedServers saved(m_folder.filePath(u"servers.ini"_s));
    ServerProfile profile = server.profile();
    profile.name = u"Riverside"_s;
    if (const auto answer = saved.save(profile); !answer)
        qFatal("the desk's own folder can't be written: %s", qPrintable(answer.error().detail));
    begin();
    connect(&m_looking, &QTimer::timeout, this, &FrontDesk::lookForFalsehoods);
}

void FrontDesk::begin()
{
    m_wiring = std::make_unique<DesktopWiring>(DesktopOptions{.isStandalone = false,
                                                              .hasDemo = false,
                                                              .dataFolder = {},
                                                              .settingsFolder = m_folder.path(),
                                                              .redis = m_redis});
}

milliseconds FrontDesk::close()
{
    m_looking.stop();
    QElapsedTimer since;
    since.start();
    QTimer::singleShot(0, &window(), &QWidget::close);
    QApplication::exec();
    m_wiring.reset();
    return milliseconds(since.elapsed());
}

bool FrontDesk::signIn(const QString &login)
{
    if (!m_wiring)
        begin();
    m_looking.start(20ms);
    const QSignalSpy opened(&window(), &MainWindow::deskOpened);
    if (!window().isVisible())
        m_wiring->start();
    window().activateWindow();
    if (!QTest::qWaitForWindowActive(&window()))
        return false;
    typeInto("signInLogin", login);
    press(Qt::Key_Return);
    typeInto("signInPassword", logins::password);
    press(Qt::Key_Return);
    const bool isIn = waitFor([&] { return !opened.isEmpty(); }, 10s).has_value();
    if (!isIn)
        qInfo().noquote() << visibleText("signInSentence");
    return isIn;
}

void FrontDesk::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QWidget *focus = QApplication::focusWidget();
    QTest::keyClick(focus ? focus : &window(), key, modifiers);
}

void FrontDesk::type(const QString &text)
{
    QTest::keyClicks(QApplication::focusWidget(), text);
}

void FrontDesk::typeInto(const char *name, const QString &text)
{
    auto *field = find<QLineEdit>(name);
    if (!field)
        qFatal("no field is called %s", name);
    field->setFocus(Qt::ShortcutFocusReason);
    field->selectAll();
    QTest::keyClicks(field, text);
}

bool FrontDesk::meanwhile(const std::function<void()> &fault)
{
    const auto done = std::async(std::launch::async, fault);
    return waitFor([&] { return done.wait_for(0s) == std::future_status::ready; }, 60s).has_value();
}

std::optional<milliseconds> FrontDesk::waitFor(const std::function<bool()> &isTrue,
                                               milliseconds patience)
{
    QElapsedTimer since;
    since.start();
    const bool isSo = QTest::qWaitFor(isTrue, int(patience.count()));
    return isSo ? std::optional(milliseconds(since.elapsed())) : std::nullopt;
}

QString FrontDesk::bar()
{
    return visibleText("offlineBar");
}

QString FrontDesk::visibleText(const char *name)
{
    const auto *widget = find<QWidget>(name);
    if (!widget || !widget->isVisible())
        return {};
    if (const auto *label = qobject_cast<const QLabel *>(widget))
        return label->text();
    return widget->accessibleName();
}

QStringList FrontDesk::takeFalsehoods()
{
    return std::exchange(m_falsehoods, {});
}

bool FrontDesk::isSignedIn()
{
    return window().session() && !find<QWidget>("signInPage")->isVisible();
}

void FrontDesk::lookForFalsehoods()
{
    for (const StateView *view : window().findChildren<StateView *>()) {
        if (view->isVisible() && view->state() == StateView::State::Empty)
            m_falsehoods.append(view->objectName());
    }
    for (const char *note : {"patientSearchNote", "patientFilterNote", "commandPaletteNote"}) {
        if (visibleText(note).contains(u"Nobody is found"_s))
            m_falsehoods.append(visibleText(note));
    }
    m_falsehoods.removeDuplicates();
}

} // namespace clinidesk
