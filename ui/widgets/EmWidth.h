#pragma once

#include <QObject>

class QWidget;

namespace clinidesk {

/// Holds the width of a widget to a number of letters, also when the size of text changes later.
/// Lives with the widget.
class EmWidth final : public QObject
{
    Q_OBJECT

public:
    enum class Bound { Exactly, AtMost, AtLeast };

    static void set(QWidget *widget, qreal ems, Bound bound = Bound::Exactly);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    EmWidth(QWidget *widget, qreal ems, Bound bound);
    void apply();

    QWidget *m_widget;
    qreal m_ems;
    Bound m_bound;
};

} // namespace clinidesk
