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
    restyle();
}

void TextLabel::setColour(Colour role)
{
    m_colour = role;
    restyle();
}

void TextLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    const bool concernsUs = event->type() == QEvent::PaletteChange
        || event->type() == QEvent::FontChange || event->type() == QEvent::ParentChange;
    if (concernsUs && !m_isRestyling)
        restyle();
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
