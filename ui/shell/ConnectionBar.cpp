#include "ui/shell/ConnectionBar.h"

#include "core/base/Clock.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Spoken.h"
#include "ui/widgets/TextLabel.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

Colour groundOf(ConnectionText::Tone tone)
{
    switch (tone) {
    case ConnectionText::Tone::Quiet:
    case ConnectionText::Tone::Good:
        return Colour::InfoFill;
    case ConnectionText::Tone::Warning:
    case ConnectionText::Tone::Danger:
        return Colour::WarningFill;
    }
    Q_UNREACHABLE();
}

} // namespace

ConnectionBar::ConnectionBar(const Connection &connection, const Clock &clock, QAction *tryNow,
                             QWidget *parent)
    : QFrame(parent)
    , m_connection(connection)
    , m_clock(clock)
    , m_sign(new QLabel(this))
    , m_text(new TextLabel(TextStyle::Body, this))
    , m_retry(new TextLabel(TextStyle::Body, this))
    , m_tryNow(new QToolButton(this))
{
    setObjectName(u"offlineBar"_s);
    m_sign->setAccessibleName(tr("Notice"));
    m_text->setObjectName(u"offlineText"_s);
    m_text->setWordWrap(true);
    m_retry->setObjectName(u"offlineRetry"_s);
    m_tryNow->setObjectName(u"tryNowButton"_s);
    m_tryNow->setDefaultAction(tryNow);
    m_tryNow->setAccessibleName(tryNow->text());
    m_tryNow->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_tryNow->setFocusPolicy(Qt::TabFocus);
    auto *row = new QHBoxLayout(this);
    row->addWidget(m_sign);
    row->addWidget(m_text, 1);
    row->addWidget(m_retry);
    row->addWidget(m_tryNow);
    m_seconds.setInterval(1s);
    connect(&m_seconds, &QTimer::timeout, this, &ConnectionBar::look);
    connect(&connection, &Connection::stateChanged, this, &ConnectionBar::look);
    restyle();
    hide();
}

void ConnectionBar::setFreshness(const std::optional<Freshness> &freshness)
{
    m_freshness = freshness;
    show(connectionNotice(m_connection.state(), m_freshness, m_clock.now()));
}

void ConnectionBar::look()
{
    const ConnectionState &state = m_connection.state();
    show(connectionNotice(state, m_freshness, m_clock.now()));
    if (state.kind != ConnectionState::Kind::Lost)
        m_seconds.stop();
    else if (!m_seconds.isActive())
        m_seconds.start();
    announce();
    emit looked();
}

void ConnectionBar::show(const ConnectionNotice &notice)
{
    if (notice == m_shown)
        return;
    m_shown = notice;
    m_text->setText(notice.sentence);
    m_retry->setText(notice.retry);
    m_retry->setVisible(!notice.retry.isEmpty());
    m_tryNow->setVisible(notice.canRetry);
    setAccessibleName(notice.sentence);
    setVisible(!notice.sentence.isEmpty());
    restyle();
    update();
}

void ConnectionBar::announce()
{
    // Once for each state, not for each second of it.
    const std::pair now(m_connection.state().kind, m_connection.state().cause);
    if (std::exchange(m_announced, now) == now || m_shown.sentence.isEmpty())
        return;
    speak(this);
}

void ConnectionBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        restyle();
}

void ConnectionBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(palette(), groundOf(m_shown.tone)));
    painter.setPen(QPen(colour(palette(), Colour::Line), 1));
    painter.drawLine(rect().bottomLeft(), rect().bottomRight());
}

void ConnectionBar::restyle()
{
    const int side = Theme::em(this, 1.4);
    if (!m_shown.icon.isEmpty())
        m_sign->setPixmap(Theme::icon(m_shown.icon).pixmap(side, side));
}

} // namespace clinidesk
