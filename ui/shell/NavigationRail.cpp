#include "ui/shell/NavigationRail.h"

#include "ui/theme/Theme.h"

#include <QEvent>
#include <QPainter>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

class RailButton final : public QToolButton
{
public:
    RailButton(QAction *action, QWidget *parent)
        : QToolButton(parent)
    {
        setDefaultAction(action);
        setObjectName(action->objectName() + u"Button"_s);
        setAccessibleName(action->text());
        setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
        setFocusPolicy(Qt::TabFocus);
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        setToolTip(keys.isEmpty() ? action->text() : action->text() + u"  "_s + keys);
    }

    [[nodiscard]] QSize sizeHint() const override
    {
        const int em = Theme::em(this);
        const int text = fontMetrics().horizontalAdvance(defaultAction()->text());
        return {std::max(em * 11, text + em * 5), em * 3};
    }
    /// Large text in a low window: the entries move together.
    [[nodiscard]] QSize minimumSizeHint() const override
    {
        return {sizeHint().width(), std::max(24, Theme::em(this) * 3 / 2)};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const int em = Theme::em(this);
        paintGround(painter, em);

        const bool isReversed = layoutDirection() == Qt::RightToLeft;
        const int side = em * 3 / 2;
        const QRect icon = visual(QRect(em, (height() - side) / 2, side, side));
        defaultAction()->icon().paint(&painter, icon, Qt::AlignCenter,
                                      isEnabled() ? QIcon::Normal : QIcon::Disabled);
        painter.setFont(isChecked() ? Theme::font(font(), TextStyle::Strong) : font());
        painter.setPen(colour(palette(),
                              isChecked()       ? Colour::OnSelection
                                  : isEnabled() ? Colour::Text
                                                : Colour::TextWeak));
        const QRect text = visual(QRect(em * 3, 0, width() - em * 3, height()));
        // Absolute: the painter of a mirrored widget would turn it round once more.
        painter.drawText(text,
                         int(Qt::AlignVCenter) | int(Qt::AlignAbsolute)
                             | int(isReversed ? Qt::AlignRight : Qt::AlignLeft),
                         defaultAction()->iconText());
    }

private:
    [[nodiscard]] QRect visual(const QRect &logical) const
    {
        return QStyle::visualRect(layoutDirection(), rect(), logical);
    }

    void paintGround(QPainter &painter, int em)
    {
        const QRectF box = QRectF(rect()).adjusted(em * 0.3, em * 0.1, -em * 0.3, -em * 0.1);
        painter.setPen(hasFocus() ? QPen(colour(palette(), Colour::Focus), std::max(2.0, em * 0.16))
                                  : QPen(Qt::NoPen));
        painter.setBrush(isChecked() ? QBrush(colour(palette(), Colour::Selection))
                             : underMouse() || isDown() ? QBrush(colour(palette(), Colour::Hover))
                                                        : QBrush(Qt::NoBrush));
        painter.drawRoundedRect(box, em * 0.4, em * 0.4);
        if (!isChecked())
            return;
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour(palette(), Colour::Accent));
        const int wide = std::max(3, em / 4);
        painter.drawRoundedRect(visual(QRect(em / 3, em * 3 / 4, wide, height() - em * 3 / 2)), 2,
                                2);
    }
};

} // namespace

NavigationRail::NavigationRail(QWidget *parent)
    : QFrame(parent)
    , m_pages(new QVBoxLayout)
    , m_tools(new QVBoxLayout)
{
    setObjectName(u"navigationRail"_s);
    setAccessibleName(tr("Pages"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, Theme::em(this, 0.6), 0, Theme::em(this, 0.4));
    column->setSpacing(0);
    for (QVBoxLayout *part : {m_pages, m_tools})
        part->setSpacing(0);
    column->addLayout(m_pages);
    column->addStretch(1);
    column->addLayout(m_tools);
}

void NavigationRail::setPages(const QList<QAction *> &actions)
{
    refill(m_pages, actions);
}

void NavigationRail::setTools(const QList<QAction *> &actions)
{
    refill(m_tools, actions);
}

void NavigationRail::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(palette(), Colour::Rail));
    painter.setPen(colour(palette(), Colour::Hairline));
    const int edge = layoutDirection() == Qt::RightToLeft ? 0 : width() - 1;
    painter.drawLine(edge, 0, edge, height());
}

void NavigationRail::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

void NavigationRail::refill(QVBoxLayout *column, const QList<QAction *> &actions)
{
    while (QLayoutItem *item = column->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (QAction *action : actions)
        column->addWidget(new RailButton(action, this));
}

} // namespace clinidesk
