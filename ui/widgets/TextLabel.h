#pragma once

#include "ui/theme/Theme.h"

#include <QLabel>
#include <QPointer>

namespace clinidesk {

/// A label in one of the theme's text styles and colours; both follow when the theme changes. It
/// starts where the window reads from, in whatever script its text is. Plain text only: nothing a
/// server says is ever read as markup.
class TextLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit TextLabel(TextStyle style, QWidget *parent = nullptr);
    TextLabel(const QString &text, TextStyle style, QWidget *parent = nullptr);

    /// Colour::Text unless said otherwise.
    void setColour(Colour role);
    /// Asks for one line, and wraps where there is no room for it. QLabel's own wrapping asks for a
    /// block of text instead.
    void wrapWhereNeeded();
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void restyle();
    void align();
    void follow(QWidget *parent);

    TextStyle m_style;
    Colour m_colour = Colour::Text;
    bool m_isRestyling = false;
    bool m_wrapsWhereNeeded = false;
    QPointer<QWidget> m_followed; ///< Its text size is ours, times the style's.
};

} // namespace clinidesk
