#pragma once

#include "ui/theme/Colour.h"
#include "ui/theme/Theme.h"
#include "ui/viewmodels/schedule/MonthViewModel.h"

#include <QWidget>

class QPainter;

namespace clinidesk {

/// A month on screen: six weeks of days, each with how full it is as a bar and in words. Arrows go
/// from day to day; whatever else the keys do is the view's.
class MonthGrid final : public QWidget
{
    Q_OBJECT

public:
    MonthGrid(MonthViewModel &month, const QString &objectName, const QString &accessibleName,
              QWidget *parent = nullptr);

    [[nodiscard]] const MonthViewModel &viewModel() const { return m_month; }
    [[nodiscard]] QRect cellRect(int cell) const;
    [[nodiscard]] int cellAt(const QPoint &point) const; ///< -1 outside.
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] QSize sizeHint() const override;

signals:
    /// A double click on a day: what Enter does.
    void opened();

protected:
    bool event(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int headHeight() const;
    void paintHead(QPainter &painter) const;
    void paintDay(QPainter &painter, int cell) const;
    void paintLoad(QPainter &painter, const QRect &room, const DayLoad &load) const;
    void tellReaders();
    [[nodiscard]] QColor of(Colour role) const { return colour(lookOf(palette()), role); }

    MonthViewModel &m_month;
};

} // namespace clinidesk
