#pragma once

#include <QByteArray>
#include <QString>
#include <QTcpServer>

class QSslSocket;

namespace clinidesk {

/// Stands on a loopback port where a desk expects its PostgreSQL, and keeps what it is sent. Lives
/// in the test's thread and needs its event loop.
class Impostor final : public QTcpServer
{
    Q_OBJECT

public:
    enum class Role {
        Listener, ///< Passes every byte on as it is: what anybody on the network sees.
        Middle, ///< Encrypts on both sides with a certificate of its own, and reads along.
        AsksForPassword, ///< Encrypts, then wants the password itself.
        AsksForMd5, ///< Encrypts, then wants its MD5.
        AsksNothing, ///< Encrypts, then lets anybody in.
    };

    struct Disguise
    {
        Role role = Role::Listener;
        quint16 upstream = 0; ///< The true server's loopback port.
        QString certificateFile{};
        QString keyFile{};
    };

    explicit Impostor(Disguise disguise);

    /// All that clients sent, as far as it could be read here.
    [[nodiscard]] const QByteArray &heard() const { return m_heard; }

protected:
    void incomingConnection(qintptr socket) override;

private:
    void disguiseAs(QSslSocket *client);
    void answer(QSslSocket *client, QByteArray &unread);
    void passOn(QSslSocket *client);
    void askForPassword(QSslSocket *client) const;

    Disguise m_disguise;
    QByteArray m_heard;
};

} // namespace clinidesk
