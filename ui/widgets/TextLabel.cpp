#include "ui/widgets/TextLabel.h"

#include <QEvent>

namespace clinidesk {

TextLabel::TextLabel(TextStyle style, QWidget *parent)
    : TextLabel({}, style, parent)
{
}

TextLabel::TextLabel(const QString &text, TextStyle style, QWidget *parent)
    : QLabel(parent)
    , m_style(style)
{
    setTextFormat(Qt::PlainText);
    setText(text);
    follow(parent);
    align();
    restyle();
}

void TextLabel::setColour(Colour role)
{
    m_colour = role;
    restyle();
}

void TextLabel::wrapWhereNeeded()
{
    m_wrapsWhereNeeded = true;
    setWordWrap(true);
}

QSize TextLabel::sizeHint() const
{
    if (!m_wrapsWhereNeeded)
        return QLabel::sizeHint();
    constexpr int rounding = 2; // A line must not wrap for the part of a pixel.
    const QSize line = fontMetrics().size(Qt::TextSingleLine, text());
    return line.grownBy(contentsMargins()) + QSize(rounding, 0);
}

void TextLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange)
        align();
    if (event->type() == QEvent::ParentChange)
        follow(parentWidget());
    const bool concernsUs = event->type() == QEvent::PaletteChange
        || event->type() == QEvent::FontChange || event->type() == QEvent::ParentChange;
    if (concernsUs && !m_isRestyling)
        restyle();
}

bool TextLabel::eventFilter(QObject *watched, QEvent *event)
{
    // A font of a size of its own hears nothing of the sizes around it.
    if (event->type() == QEvent::FontChange)
        restyle();
    return QLabel::eventFilter(watched, event);
}

void TextLabel::follow(QWidget *parent)
{
    if (m_followed == parent)
        return;
    if (m_followed)
        m_followed->removeEventFilter(this);
    m_followed = parent;
    if (parent)
        parent->installEventFilter(this);
}

void TextLabel::align()
{
    if (alignment() & Qt::AlignHCenter)
        return;
    // Otherwise QLabel goes by the script of the text: a Latin name would stand on the wrong side.
    const auto side = layoutDirection() == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft;
    setAlignment(side | Qt::AlignAbsolute | (alignment() & Qt::AlignVertical_Mask));
}

void TextLabel::restyle()
{
    m_isRestyling = true;
    const QFont base = parentWidget() ? parentWidget()->font() : QFont();
    setFont(Theme::font(base, m_style));
    QPalette own = parentWidget() ? parentWidget()->palette() : QPalette();
    own.setColor(QPalette::WindowText, colour(own, m_colour));
    setPalette(own);
    m_isRestyling = false;
}

} // namespace clinidesk
