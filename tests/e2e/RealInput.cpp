#include "tests/e2e/RealInput.h"

#include <QStringList>
#include <QThread>

#include <chrono>

#include <X11/XKBlib.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <X11/keysym.h>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace clinidesk {

struct RealInput::Display
{
    ::Display *x = nullptr;
};

namespace {

KeySym symbolOf(const QString &name)
{
    if (name == u"Ctrl"_s)
        return XK_Control_L;
    if (name == u"Shift"_s)
        return XK_Shift_L;
    if (name == u"Alt"_s)
        return XK_Alt_L;
    if (name.size() == 1)
        return name.front().toLower().unicode();
    return XStringToKeysym(name.toLatin1().constData());
}

} // namespace

RealInput::RealInput()
    : m_display(std::make_unique<Display>())
{
    m_display->x = XOpenDisplay(nullptr);
}

RealInput::~RealInput()
{
    if (m_display->x)
        XCloseDisplay(m_display->x);
}

bool RealInput::isReady() const
{
    int event = 0;
    int error = 0;
    int major = 0;
    int minor = 0;
    return m_display->x && XTestQueryExtension(m_display->x, &event, &error, &major, &minor);
}

QSize RealInput::screenSize() const
{
    const int screen = DefaultScreen(m_display->x);
    return {DisplayWidth(m_display->x, screen), DisplayHeight(m_display->x, screen)};
}

void RealInput::click(QPoint where)
{
    XTestFakeMotionEvent(m_display->x, -1, where.x(), where.y(), CurrentTime);
    XTestFakeButtonEvent(m_display->x, 1, True, CurrentTime);
    XTestFakeButtonEvent(m_display->x, 1, False, CurrentTime);
    XSync(m_display->x, False);
}

void RealInput::press(const QString &keys)
{
    const QStringList parts = keys.split(u'+');
    for (const QString &part : parts)
        key(symbolOf(part), true);
    for (auto part = parts.crbegin(); part != parts.crend(); ++part)
        key(symbolOf(*part), false);
    XSync(m_display->x, False);
}

void RealInput::type(const QString &text)
{
    for (const QChar letter : text)
        stroke(letter.unicode());
    XSync(m_display->x, False);
}

void RealInput::focus(quint64 window)
{
    XSetInputFocus(m_display->x, window, RevertToParent, CurrentTime);
    XSync(m_display->x, False);
}

QImage RealInput::picture(const QRect &part) const
{
    const QRect inside = part.intersected(QRect(QPoint(), screenSize()));
    XImage *shot
        = XGetImage(m_display->x, DefaultRootWindow(m_display->x), inside.x(), inside.y(),
                    unsigned(inside.width()), unsigned(inside.height()), AllPlanes, ZPixmap);
    if (!shot)
        return {};
    const QImage image(reinterpret_cast<const uchar *>(shot->data), shot->width, shot->height,
                       shot->bytes_per_line, QImage::Format_RGB32);
    const QImage copy = image.copy();
    XDestroyImage(shot);
    return copy;
}

void RealInput::key(unsigned long symbol, bool isDown)
{
    const KeyCode code = XKeysymToKeycode(m_display->x, symbol);
    XTestFakeKeyEvent(m_display->x, code, isDown ? True : False, CurrentTime);
}

void RealInput::stroke(unsigned long symbol)
{
    const KeyCode code = XKeysymToKeycode(m_display->x, symbol);
    const bool needsShift = XkbKeycodeToKeysym(m_display->x, code, 0, 0) != symbol
        && XkbKeycodeToKeysym(m_display->x, code, 0, 1) == symbol;
    if (needsShift)
        key(XK_Shift_L, true);
    key(symbol, true);
    key(symbol, false);
    if (needsShift)
        key(XK_Shift_L, false);
}

} // namespace clinidesk
