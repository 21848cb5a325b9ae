#pragma once

#include "ui/schedule/BoardGeometry.h"
#include "ui/theme/Colour.h"
#include "ui/theme/Theme.h"
#include "ui/viewmodels/schedule/BoardCursor.h"
#include "ui/viewmodels/schedule/BoardRules.h"
#include "ui/widgets/LaidOutText.h"

#include <QIcon>

#include <array>
#include <optional>

class QPainter;
class QWidget;

namespace clinidesk {

/// What is to be painted: the sheet, and what lies over it now.
struct BoardPicture
{
    const BoardSheet &sheet;
    QDateTime now;
    BoardCursor cursor;
    bool hasFocus = false;
    std::optional<BoardTime> wanted; ///< The time that would be booked, or moved to.
    const Appointment *moving = nullptr; ///< What is carried to `wanted`.
};

/// Paints what of the board is in sight, and nothing else. Remembers laid-out texts.
class BoardPainter
{
public:
    /// As @p widget looks: its font, palette and direction.
    explicit BoardPainter(const QWidget *widget);

    void paint(QPainter &painter, const BoardGeometry &geometry, const BoardPicture &picture);
    /// Where in column @p column.
    [[nodiscard]] static BoardGeometry::Span spanOf(const BoardSheet &sheet, int column,
                                                    const QDateTime &startsAt,
                                                    const QDateTime &endsAt);

private:
    void paintGround(int column);
    void paintShade(int column, const BoardGeometry::Span &span, Colour ground,
                    Qt::BrushStyle pattern, const QString &text);
    void paintMissing(int column);
    void paintGhosts(int column);
    void paintLines();
    void paintEntry(int column, const BoardEntry &entry);
    void paintEntryTexts(const QRect &room, const BoardEntry &entry);
    void paintNow();
    void paintCursor();
    void paintWanted();
    void paintHeads();
    void paintAxis();
    [[nodiscard]] QRect nowLabel() const;
    int drawText(const QRect &room, const QString &text, TextStyle style, Colour ink,
                 bool isStruck = false);
    [[nodiscard]] QColor of(Colour role) const { return colour(m_look, role); }
    [[nodiscard]] bool isInSight(const QRect &rect) const;

    const QWidget *m_widget;
    Look m_look = Look::Light;
    int m_em = 1;
    LaidOutText m_strong{2000};
    LaidOutText m_body{4000};
    std::array<QIcon, statusCount> m_signs;
    QPainter *m_painter = nullptr; ///< While painting.
    const BoardGeometry *m_geometry = nullptr;
    const BoardPicture *m_picture = nullptr;
};

} // namespace clinidesk
