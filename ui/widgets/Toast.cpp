#include "ui/widgets/Toast.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/Spoken.h"
#include "ui/widgets/TextLabel.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

Toast::Toast(QWidget *parent)
    : QFrame(parent)
    , m_text(new TextLabel(TextStyle::Body, this))
    , m_undo(new QPushButton(Theme::icon(u"undo"_s), tr("Undo"), this))
    , m_close(new QToolButton(this))
    , m_life(new QTimer(this))
{
    setObjectName(u"toast"_s);
    setFocusPolicy(Qt::NoFocus);
    m_text->setObjectName(u"toastText"_s);
    m_text->setWordWrap(true);
    m_undo->setObjectName(u"toastUndo"_s);
    m_undo->setFocusPolicy(Qt::TabFocus);
    m_close->setObjectName(u"toastClose"_s);
    m_close->setIcon(Theme::icon(u"close"_s));
    m_close->setAccessibleName(tr("Close this notice"));
    m_close->setToolTip(m_close->accessibleName());
    m_close->setFocusPolicy(Qt::TabFocus);

    auto *row = new QHBoxLayout(this);
    row->addWidget(m_text, 1);
    row->addWidget(m_undo);
    row->addWidget(m_close);

    m_life->setSingleShot(true);
    m_life->setInterval(lifetime);
    connect(m_life, &QTimer::timeout, this, &QWidget::hide);
    connect(m_close, &QToolButton::clicked, this, &Toast::dismiss);
    connect(m_undo, &QPushButton::clicked, this, [this] {
        dismiss();
        emit undoRequested();
    });
    for (QWidget *part : {static_cast<QWidget *>(m_undo), static_cast<QWidget *>(m_close), parent})
        part->installEventFilter(this);
    hide();
}

void Toast::enableUndo(bool isPossible)
{
    m_undo->setEnabled(isPossible);
}

QString Toast::sentence() const
{
    return m_text->text();
}

void Toast::announce(const QString &sentence, Offer offer)
{
    m_text->setText(sentence);
    m_undo->setVisible(offer == Offer::Undo);
    setAccessibleName(sentence);
    if (QWidget *focus = QApplication::focusWidget(); focus && !isAncestorOf(focus))
        m_focusBefore = focus;
    place();
    show();
    raise();
    m_life->start();
    speak(this);
}

void Toast::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    // Once its parts have the new font, too.
    if (event->type() == QEvent::FontChange && isVisible())
        QMetaObject::invokeMethod(this, &Toast::place, Qt::QueuedConnection);
}

bool Toast::event(QEvent *event)
{
    if (event->type() == QEvent::Enter || event->type() == QEvent::Leave)
        pauseOrResume();
    return QFrame::event(event);
}

bool Toast::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parent()) {
        if (event->type() == QEvent::Resize && isVisible())
            place();
    } else if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) {
        pauseOrResume();
    }
    return QFrame::eventFilter(watched, event);
}

void Toast::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        dismiss();
    else
        QFrame::keyPressEvent(event);
}

void Toast::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(colour(palette(), Colour::InfoFill));
    painter.setPen(QPen(colour(palette(), Colour::Line), 1));
    const qreal corner = Theme::em(this, 0.4);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), corner, corner);
}

void Toast::dismiss()
{
    const bool hadFocus = isAncestorOf(QApplication::focusWidget());
    hide();
    if (hadFocus && m_focusBefore)
        m_focusBefore->setFocus(Qt::OtherFocusReason);
}

void Toast::place()
{
    // In one line over the status below the page, where it hides nothing one works with.
    const int em = Theme::em(this);
    layout()->setContentsMargins(em, em / 5, em / 5, em / 5);
    m_undo->setFixedHeight(em * 2);
    m_close->setFixedSize(em * 2, em * 2);
    m_text->setWordWrap(false);
    const int widest = parentWidget()->width() - em * 18;
    const int wide = std::min(sizeHint().width(), widest);
    m_text->setWordWrap(wide == widest);
    const int high = std::max(heightForWidth(wide), em * 12 / 5);
    const bool isReversed = layoutDirection() == Qt::RightToLeft;
    setGeometry(isReversed ? em / 3 : parentWidget()->width() - wide - em / 3,
                parentWidget()->height() - high - em / 6, wide, high);
}

void Toast::pauseOrResume()
{
    const bool isAttended = underMouse() || m_undo->hasFocus() || m_close->hasFocus();
    if (isAttended)
        m_life->stop();
    else if (isVisible())
        m_life->start();
}

} // namespace clinidesk
