#pragma once

#include "core/settings/ServerProfile.h"

#include <QJsonObject>
#include <QStringList>

#include <memory>

struct pg_conn;

namespace clinidesk {

/// One raw connection of a member of staff, past every adapter. Blocks; one thread at a time.
class SqlSession final
{
public:
    struct Answer
    {
        QString state; ///< SQLSTATE; "00000" for success.
        QString message;
        QJsonObject detail; ///< What a function of ours says about its refusal.
        QList<QStringList> rows; ///< Nulls are null strings.

        [[nodiscard]] bool isOk() const { return state == u"00000"; }
        [[nodiscard]] QString value(int column = 0) const { return rows.value(0).value(column); }
    };

    /// Signs in as @p login; clinidesk_boot when empty.
    SqlSession(const ServerProfile &server, const QString &login, const QString &password);
    ~SqlSession();
    Q_DISABLE_COPY_MOVE(SqlSession)

    [[nodiscard]] bool isOpen() const;
    [[nodiscard]] QString problem() const;

    /// Runs one statement; a null string is a null argument.
    Answer call(const QString &statement, const QStringList &arguments = {});

    /// A SCRAM verifier as a desk makes it.
    [[nodiscard]] QString verifierFor(const QString &login, const QString &password) const;

private:
    std::unique_ptr<pg_conn, void (*)(pg_conn *)> m_connection;
};

} // namespace clinidesk
