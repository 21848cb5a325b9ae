#pragma once

#include "core/settings/ServerProfile.h"
#include "core/staff/Session.h"

#include <QList>
#include <QObject>
#include <QString>

#include <optional>

namespace clinidesk {

class Gate;
class ServerFormViewModel;
struct Error;

/// An account the sign-in screen offers as a button, at the demo clinic only.
struct OfferedAccount
{
    QString login;
    QString displayName;
    QString password;
    QString description;

    friend bool operator==(const OfferedAccount &, const OfferedAccount &) = default;
};

/// The way from a closed desk to a Session: choosing a server, name and password, a new password
/// where the old one has expired, and getting back in after a lock. Keeps no password longer than a
/// request needs it.
class SignInViewModel final : public QObject
{
    Q_OBJECT

public:
    enum class Stage {
        Starting, ///< The clinic's own servers are being started; sentence() tells how far.
        Ready,
        SigningIn,
        ChoosingPassword, ///< Signed in, but a new password comes first.
        SavingPassword,
    };

    /// @p serverForm adds servers to this desk; null where the clinic's own server is the only one.
    explicit SignInViewModel(Gate &gate, ServerFormViewModel *serverForm = nullptr,
                             QObject *parent = nullptr);

    [[nodiscard]] Stage stage() const { return m_stage; }
    [[nodiscard]] bool isBusy() const;
    /// What is going on or went wrong; empty when there is nothing to say.
    [[nodiscard]] QString sentence() const { return m_sentence; }
    [[nodiscard]] bool hasFailed() const { return m_hasFailed; }
    /// Who locked the desk; nothing when it isn't locked.
    [[nodiscard]] std::optional<Session> lockedFor() const { return m_lockedFor; }

    [[nodiscard]] QList<ServerProfile> servers() const { return m_servers; }
    [[nodiscard]] int serverIndex() const { return m_serverIndex; }
    [[nodiscard]] ServerFormViewModel *serverForm() const { return m_serverForm; }
    [[nodiscard]] QList<OfferedAccount> offered() const { return m_offered; }
    /// Nobody can sign in yet, and the demo clinic may be loaded.
    [[nodiscard]] bool isDemoOffered() const { return m_isDemoOffered; }

    /// Progress of the clinic's own servers; the form waits until setServers().
    void setStarting(const QString &sentence);
    /// The servers could not be started.
    void setFailed(const QString &sentence);
    /// There has to be one at least for anybody to sign in.
    void setServers(const QList<ServerProfile> &servers);
    void setOffered(const QList<OfferedAccount> &accounts);
    void chooseServer(int index);
    /// The clinic is empty: says so, and that the demo clinic may fill it.
    void offerDemo();
    void acceptDemo();

    void signIn(const QString &login, const QString &password);
    /// Two empty or different entries change nothing and say why.
    void changePassword(const QString &password, const QString &again);
    /// Back to the form, for instance from choosing a password.
    void reset();
    void lock(const Session &session);

signals:
    void changed();
    void signedIn(const clinidesk::Session &session);
    void demoAccepted();

private:
    void show(Stage stage, const QString &sentence, bool hasFailed);
    void fail(const Error &error);
    void takeSaved(const QString &name);
    [[nodiscard]] static QString sentenceFor(const Error &error);
    [[nodiscard]] static QString limitSentence(const Error &error);
    [[nodiscard]] static QString wrongSentence(const Error &error);

    Gate &m_gate;
    ServerFormViewModel *m_serverForm;
    bool m_isDemoOffered = false;
    Stage m_stage = Stage::Ready;
    QString m_sentence;
    bool m_hasFailed = false;
    QList<ServerProfile> m_servers;
    QList<OfferedAccount> m_offered;
    int m_serverIndex = 0;
    QString m_login; ///< Of the request under way.
    std::optional<Session> m_lockedFor;
    int m_generation = 0;
};

} // namespace clinidesk
