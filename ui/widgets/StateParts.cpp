#include "ui/widgets/StateParts.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/FailureDetails.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/Spoken.h"
#include "ui/widgets/TextLabel.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

/// A column in the middle of the page for icon, headline, sentence and buttons.
QVBoxLayout *centredColumn(QWidget *card)
{
    auto *column = new QVBoxLayout;
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addLayout(column, 3);
    row->addStretch(1);
    auto *outer = new QVBoxLayout(card);
    outer->addStretch(2);
    outer->addLayout(row);
    outer->addStretch(3);
    return column;
}

TextLabel *centred(TextStyle style, Colour role, QWidget *parent)
{
    auto *label = new TextLabel(style, parent);
    label->setColour(role);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    return label;
}

} // namespace

NoteStrip::NoteStrip(const QString &icon, Colour ground, QWidget *parent)
    : QFrame(parent)
    , m_icon(icon)
    , m_ground(ground)
    , m_sign(new QLabel(this))
    , m_text(new TextLabel(TextStyle::Body, this))
{
    m_sign->setAccessibleName(tr("Notice"));
    m_text->setWordWrap(true);
    auto *row = new QHBoxLayout(this);
    row->addWidget(m_sign);
    row->addWidget(m_text, 1);
    restyle();
    hide();
}

void NoteStrip::setSentence(const QString &sentence)
{
    const bool isNews = sentence != m_text->text();
    m_text->setText(sentence);
    setAccessibleName(sentence);
    setVisible(!sentence.isEmpty());
    if (isNews && isVisible())
        speak(this);
}

void NoteStrip::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        restyle();
}

void NoteStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(palette(), m_ground));
    painter.setPen(QPen(colour(palette(), Colour::Line), 1));
    painter.drawLine(rect().bottomLeft(), rect().bottomRight());
}

void NoteStrip::restyle()
{
    const int side = Theme::em(this, 1.4);
    m_sign->setPixmap(Theme::icon(m_icon).pixmap(side, side));
}

Skeleton::Skeleton(QWidget *parent)
    : QWidget(parent)
    , m_cancel(new QPushButton(tr("Cancel"), this))
{
    setAccessibleName(tr("Loading"));
    auto *column = new QVBoxLayout(this);
    column->addStretch();
    column->addWidget(m_cancel, 0, Qt::AlignHCenter);
    column->addStretch();
    m_cancel->setAccessibleName(tr("Cancel reading"));
    m_cancel->hide();
}

void Skeleton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour(palette(), Colour::Hairline));
    const int em = Theme::em(this);
    const int widths[] = {72, 58, 66, 49, 61};
    int row = 0;
    const QRect kept
        = m_cancel->isVisible() ? m_cancel->geometry().adjusted(0, -em, 0, em) : QRect();
    for (int y = em; y + em < height() && row < 12; y += em * 5 / 2, ++row) {
        if (kept.isValid() && y < kept.bottom() && y + em > kept.top())
            continue; // A button among bars would look like one of them.
        const int wide = width() * widths[row % 5] / 100;
        for (const QRect &bar :
             {QRect(em, y, em * 6, em), QRect(em * 8, y, std::max(em, wide - em * 8), em)})
            painter.drawRoundedRect(QStyle::visualRect(layoutDirection(), rect(), bar), em * 0.4,
                                    em * 0.4);
    }
}

EmptyCard::EmptyCard(QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_headline(centred(TextStyle::Heading, Colour::Text, this))
    , m_hint(centred(TextStyle::Body, Colour::TextWeak, this))
    , m_next(new QPushButton(this))
{
    m_icon->setAccessibleName(tr("Picture"));
    auto *column = centredColumn(this);
    column->addWidget(m_icon, 0, Qt::AlignHCenter);
    column->addWidget(m_headline);
    column->addWidget(m_hint);
    column->addWidget(m_next, 0, Qt::AlignHCenter);
    connect(m_next, &QPushButton::clicked, this, [this] {
        if (m_action)
            m_action->trigger();
    });
}

void EmptyCard::show(const EmptyState &state)
{
    const int side = Theme::em(this, 4);
    m_icon->setPixmap(Theme::icon(state.icon.isEmpty() ? u"empty"_s : state.icon, Colour::Line)
                          .pixmap(side, side));
    m_headline->setText(state.headline);
    m_hint->setText(state.hint);
    m_hint->setVisible(!state.hint.isEmpty());
    m_action = state.next;
    m_next->setVisible(!m_action.isNull());
    if (m_action) {
        m_next->setText(m_action->text());
        // The same deed has a button elsewhere on the page; this one says what it stands under.
        m_next->setAccessibleName(tr("%1 – %2").arg(m_action->text(), state.headline));
        m_next->setIcon(m_action->icon());
    }
    setAccessibleName(state.headline);
}

FailureCard::FailureCard(QWidget *parent)
    : QWidget(parent)
    , m_what(centred(TextStyle::Heading, Colour::Danger, this))
    , m_why(centred(TextStyle::Body, Colour::Text, this))
    , m_retry(new QPushButton(Theme::icon(u"refresh"_s), tr("Try again"), this))
    , m_details(new FailureDetails(this, m_retry))
{
    auto *column = centredColumn(this);
    column->addWidget(m_what);
    column->addWidget(m_why);
    column->addWidget(m_details);
    connect(m_retry, &QPushButton::clicked, this, &FailureCard::retried);
}

void FailureCard::show(const FailureState &state)
{
    m_shown = state;
    m_what->setText(state.what);
    m_retry->setAccessibleName(tr("%1 – %2").arg(m_retry->text(), state.what)); // Two may fail.
    m_why->setText(state.why);
    m_details->setFailure(state.what + u'\n' + state.why, state.details);
    setAccessibleName(state.what + u". "_s + state.why);
}

void FailureCard::nameParts(const QString &prefix)
{
    m_what->setObjectName(prefix + u"What"_s);
    m_why->setObjectName(prefix + u"Why"_s);
    m_retry->setObjectName(prefix + u"Retry"_s);
    m_details->nameParts(prefix);
}

} // namespace clinidesk
