#pragma once

#include <QCache>
#include <QFont>
#include <QStaticText>

namespace clinidesk {

/// Remembers how lines of plain text are laid out, whole and cut, so that repainting many of them
/// takes the window's thread a few milliseconds.
class LaidOutText
{
public:
    explicit LaidOutText(int most = 100)
        : m_texts(most)
    {
    }

    /// @p text in @p font, ending with "…" where it is wider than @p width. Valid until the next
    /// call.
    [[nodiscard]] const QStaticText &line(const QString &text, const QFont &font, int width);

private:
    QFont m_font; ///< What m_texts were laid out in.
    QCache<QString, QStaticText> m_texts;
};

} // namespace clinidesk
