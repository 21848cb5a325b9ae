#pragma once

#include "ui/schedule/BoardDrag.h"
#include "ui/schedule/BoardPainter.h"
#include "ui/viewmodels/schedule/BoardModel.h"

#include <QAbstractScrollArea>

#include <optional>

namespace clinidesk {

/// A day or a week on screen: a column each, time downwards. Paints only what is in sight. Arrows
/// move, a pointer drags an appointment to another time; whatever else the keys do is the page's.
class DayBoard final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    static constexpr int leastZoom = 1; ///< In lines of text a line of the board has.
    static constexpr int mostZoom = 4;

    DayBoard(BoardModel &board, const QString &objectName, const QString &accessibleName,
             QWidget *parent = nullptr);

    [[nodiscard]] const BoardModel &viewModel() const { return m_board; }
    [[nodiscard]] BoardGeometry geometryNow() const;
    /// Where the cursor is, in the viewport; where the editor of a slot stands beside.
    [[nodiscard]] QRect cursorRect() const;
    void setZoom(int lines);
    [[nodiscard]] int zoom() const { return m_zoom; }
    [[nodiscard]] QSize sizeHint() const override;

signals:
    /// A double click on a time or an appointment: what Enter does.
    void opened();

protected:
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    bool viewportEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void takeSheet();
    void takeCursor();
    void layOut();
    void showCursor();
    [[nodiscard]] std::optional<BoardTime> wanted() const;
    [[nodiscard]] std::optional<BoardCursor> cursorAtPoint(const QPoint &point) const;
    [[nodiscard]] QRect rectOf(int column, const BoardEntry &entry) const;
    void scrollAt(const QPoint &point);
    void showGrip(const QPoint &point);
    [[nodiscard]] int axisWidth() const;
    [[nodiscard]] int columnWidth() const;
    void tellReaders();

    BoardModel &m_board;
    BoardPainter m_painter;
    int m_zoom = 2;
    BoardCursor m_seen; ///< The cursor as it was last brought into sight.
    QDate m_seenDay;
    BoardDrag m_drag;
    std::optional<BoardCursor> m_pressed; ///< What a double click has to hit twice.
};

} // namespace clinidesk
