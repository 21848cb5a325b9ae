#pragma once

#include "core/settings/ServerProfile.h"

#include <QObject>
#include <QString>

#include <optional>

namespace clinidesk {

class SavedServers;
class ServerProbe;

/// What a person types about a server, as it was typed.
struct ServerDraft
{
    QString name;
    QString hosts;
    QString port = QStringLiteral("5432");
    QString database = QStringLiteral("clinidesk");
    ServerProfile::Tls tls = ServerProfile::Tls::VerifyFull;
    QString caFile;

    friend bool operator==(const ServerDraft &, const ServerDraft &) = default;
};

/// A server to sign in to that this desk doesn't know yet: checked, tried and saved.
class ServerFormViewModel final : public QObject
{
    Q_OBJECT

public:
    ServerFormViewModel(SavedServers &servers, ServerProbe &probe, QObject *parent = nullptr);

    [[nodiscard]] QList<ServerProfile> servers() const;
    [[nodiscard]] bool isOpen() const { return m_isOpen; }
    [[nodiscard]] bool isTesting() const { return m_isTesting; }
    /// What the last test or check said; empty when there is nothing to say.
    [[nodiscard]] QString sentence() const { return m_sentence; }
    [[nodiscard]] bool hasFailed() const { return m_hasFailed; }
    /// The field the sentence is about: "name", "hosts", "port", "database", "ca_file" or nothing.
    [[nodiscard]] QString field() const { return m_field; }

    void open();
    void close();
    /// Tries to reach the server; the sentence names the layer that fails.
    void test(const ServerDraft &draft);
    /// Saves without a test: a server may be down today. A bad draft is not saved and says why.
    void save(const ServerDraft &draft);

signals:
    void changed();
    /// Saved under @p name; the form is closed.
    void saved(const QString &name);

private:
    [[nodiscard]] std::optional<ServerProfile> checked(const ServerDraft &draft);
    [[nodiscard]] bool refuse(const QString &field, const QString &sentence);
    void show(const QString &sentence, bool hasFailed);

    SavedServers &m_servers;
    ServerProbe &m_probe;
    bool m_isOpen = false;
    bool m_isTesting = false;
    bool m_hasFailed = false;
    QString m_sentence;
    QString m_field;
    int m_generation = 0;
};

} // namespace clinidesk
