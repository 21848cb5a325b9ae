#include "ui/shell/StatusStrip.h"

#include "core/limits/LimitWatch.h"
#include "ui/theme/Theme.h"
#include "ui/viewmodels/shell/LimitText.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/TextLabel.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

Colour colourOf(ConnectionText::Tone tone)
{
    switch (tone) {
    case ConnectionText::Tone::Quiet:
        return Colour::TextWeak;
    case ConnectionText::Tone::Good:
        return Colour::Good;
    case ConnectionText::Tone::Warning:
        return Colour::Warning;
    case ConnectionText::Tone::Danger:
        return Colour::Danger;
    }
    Q_UNREACHABLE();
}

} // namespace

StatusStrip::StatusStrip(const LimitWatch *limits, QWidget *parent)
    : QFrame(parent)
    , m_limits(limits)
    , m_sign(new QLabel(this))
{
    setObjectName(u"statusStrip"_s);
    setAccessibleName(tr("Status"));
    setAccessibleDescription(tr("Enter shows how fast answers come, and from where."));
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    auto *row = new FlowLayout(this);
    const int edge = Theme::em(this, 0.35);
    row->setContentsMargins(edge * 3, edge, edge * 3, edge);
    row->addCentred(m_sign);
    m_sign->setObjectName(u"connectionSign"_s);
    m_connection = addField(u"connectionState"_s, row);
    m_dataAge = addField(u"dataAge"_s, row);
    m_limit = addField(u"limitLeft"_s, row);
    m_limit->setColour(Colour::Warning);
    row->addSpring();
    m_clinic = addField(u"clinicName"_s, row);
    m_person = addField(u"personName"_s, row);
    if (m_limits)
        connect(m_limits, &LimitWatch::changed, this, &StatusStrip::showLimit);
    showLimit();
}

void StatusStrip::setConnection(const ConnectionText &text)
{
    if (text == m_shown)
        return;
    m_shown = text;
    m_sign->setAccessibleName(text.text);
    m_connection->setText(text.text);
    m_connection->setToolTip(text.hint);
    m_connection->setAccessibleDescription(text.hint);
    m_connection->setColour(colourOf(text.tone));
    restyle();
}

void StatusStrip::setDataAge(const DataAgeText &age)
{
    if (age == m_age)
        return;
    m_age = age;
    m_dataAge->setText(age.text);
    m_dataAge->setToolTip(age.hint);
    m_dataAge->setAccessibleDescription(age.hint);
    m_dataAge->setColour(age.tone == ConnectionText::Tone::Quiet ? Colour::TextWeak
                                                                 : colourOf(age.tone));
}

void StatusStrip::showLimit()
{
    const auto low = m_limits ? m_limits->low() : std::nullopt;
    m_limit->setText(LimitText::left(low));
    m_limit->setToolTip(LimitText::hint(low));
    m_limit->setAccessibleDescription(LimitText::hint(low));
    m_limit->setVisible(low.has_value());
}

void StatusStrip::setClinic(const QString &name)
{
    m_clinic->setText(name);
}

void StatusStrip::setPerson(const QString &name)
{
    m_person->setText(name);
}

void StatusStrip::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        emit opened();
}

void StatusStrip::keyPressEvent(QKeyEvent *event)
{
    const QList<int> keys{Qt::Key_Return, Qt::Key_Enter, Qt::Key_Space};
    if (keys.contains(event->key()))
        emit opened();
    else
        QFrame::keyPressEvent(event);
}

void StatusStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(palette(), Colour::Rail));
    painter.setPen(colour(palette(), Colour::Hairline));
    painter.drawLine(rect().topLeft(), rect().topRight());
    if (!hasFocus())
        return;
    const int wide = std::max(2, Theme::em(this, 0.16));
    painter.setPen(QPen(colour(palette(), Colour::Focus), wide));
    painter.drawRect(rect().adjusted(wide / 2, wide / 2, -(wide + 1) / 2, -(wide + 1) / 2));
}

void StatusStrip::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        restyle();
}

TextLabel *StatusStrip::addField(const QString &objectName, FlowLayout *row)
{
    auto *field = new TextLabel(TextStyle::Small, this);
    field->setObjectName(objectName);
    field->setColour(Colour::TextWeak);
    row->addCentred(field);
    return field;
}

void StatusStrip::restyle()
{
    const int side = Theme::em(this, 1.2);
    if (!m_shown.icon.isEmpty())
        m_sign->setPixmap(Theme::icon(m_shown.icon, colourOf(m_shown.tone)).pixmap(side, side));
}

} // namespace clinidesk
