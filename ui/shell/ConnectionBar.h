#pragma once

#include "ui/viewmodels/shell/StatusText.h"

#include <QFrame>
#include <QTimer>

#include <utility>

class QAction;
class QLabel;
class QToolButton;

namespace clinidesk {

class Clock;
class TextLabel;

/// The bar across the window that says what is wrong with the connection, how old the screen is and
/// when the next attempt starts, with "Try now". Hidden while nothing is wrong.
class ConnectionBar final : public QFrame
{
    Q_OBJECT

public:
    ConnectionBar(const Connection &connection, const Clock &clock, QAction *tryNow,
                  QWidget *parent);

    /// Of the page in front.
    void setFreshness(const std::optional<Freshness> &freshness);

signals:
    /// The state is new, or a second of waiting has passed.
    void looked();

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void look();
    void show(const ConnectionNotice &notice);
    void announce();
    void restyle();

    const Connection &m_connection;
    const Clock &m_clock;
    std::optional<Freshness> m_freshness;
    QTimer m_seconds; ///< Runs while the connection is lost: "trying again in 4 s".
    std::pair<ConnectionState::Kind, ConnectionState::Cause> m_announced;
    ConnectionNotice m_shown;
    QLabel *m_sign;
    TextLabel *m_text;
    TextLabel *m_retry;
    QToolButton *m_tryNow;
};

} // namespace clinidesk
