#pragma once

#include <QImage>
#include <QPoint>
#include <QRect>
#include <QString>

#include <memory>

namespace clinidesk {

/// A pair of hands at an X display: real keys, a real pointer, and pictures of what is really on
/// the screen. Any one thread; has a connection of its own.
class RealInput final
{
public:
    RealInput();
    ~RealInput();
    Q_DISABLE_COPY_MOVE(RealInput)

    [[nodiscard]] bool isReady() const;
    [[nodiscard]] QSize screenSize() const;

    void click(QPoint where);
    /// "Ctrl+Shift+Q", "Return", "F5", "Down".
    void press(const QString &keys);
    /// Letters of the keyboard's own layout only: those of ASCII.
    void type(const QString &text);
    /// Gives @p window the keyboard, as a window manager would.
    void focus(quint64 window);
    [[nodiscard]] QImage picture(const QRect &part) const;

private:
    struct Display;

    void key(unsigned long symbol, bool isDown);
    void stroke(unsigned long symbol);

    std::unique_ptr<Display> m_display;
};

} // namespace clinidesk
