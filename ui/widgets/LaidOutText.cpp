#include "ui/widgets/LaidOutText.h"

#include <QFontMetrics>

namespace clinidesk {

const QStaticText &LaidOutText::line(const QString &text, const QFont &font, int width)
{
    if (font != m_font) {
        m_texts.clear();
        m_font = font;
    }
    const auto prepared = [&font](const QString &shown) {
        auto *line = new QStaticText(shown);
        line->setTextFormat(Qt::PlainText);
        line->setPerformanceHint(QStaticText::AggressiveCaching);
        line->prepare({}, font);
        return line;
    };
    const QStaticText *whole = m_texts.object(text);
    if (!whole) {
        m_texts.insert(text, prepared(text));
        whole = m_texts.object(text);
    }
    if (whole->size().width() <= width)
        return *whole;

    const QString key = text + QChar::LineFeed + QString::number(width);
    if (!m_texts.contains(key))
        m_texts.insert(key, prepared(QFontMetrics(font).elidedText(text, Qt::ElideRight, width)));
    return *m_texts.object(key);
}

} // namespace clinidesk
