#pragma once

#include "core/base/Id.h"
#include "core/cache/CacheKind.h"

#include <QByteArray>
#include <QDate>
#include <QVarLengthArray>

namespace clinidesk {

/// Whose eyes an answer was made for. People whose scopes are equal may read each other's entries;
/// nobody else can.
struct CacheScope
{
    quint64 installation = 0; ///< The database's own number: two databases may share one Redis.
    quint8 role = 0;
    qint64 eyes = 0; ///< The doctor or person, where a role doesn't see what every one of it sees.
    qint32 rightsVersion = 0;

    friend bool operator==(const CacheScope &, const CacheScope &) = default;
};

/// Names one answer: what, for whom, of which clinic, asked how. Made from typed parts only and
/// hashed once; two keys are equal when every part is.
class CacheKey
{
public:
    CacheKey(CacheKind kind, const CacheScope &scope, ClinicId clinic);

    CacheKey &with(qint64 number);
    CacheKey &with(QDate day); ///< An invalid one counts too.
    /// The length comes first, so that lists can't run into each other.
    template <typename Entity> CacheKey &with(const QList<Id<Entity>> &ids)
    {
        with(qint64(ids.size()));
        for (const Id<Entity> &id : ids)
            with(id.value());
        return *this;
    }

    [[nodiscard]] CacheKind kind() const { return m_kind; }
    [[nodiscard]] ClinicId clinic() const { return m_clinic; }
    /// For the shared store: "history_page:1:…", digits and colons; no name, no text anybody typed.
    [[nodiscard]] QByteArray toText() const;

    friend bool operator==(const CacheKey &a, const CacheKey &b)
    {
        return a.m_hash == b.m_hash && a.m_kind == b.m_kind && a.m_clinic == b.m_clinic
            && a.m_scope == b.m_scope && a.m_numbers == b.m_numbers;
    }
    friend size_t qHash(const CacheKey &key, size_t seed = 0) noexcept { return key.m_hash ^ seed; }

private:
    CacheScope m_scope;
    ClinicId m_clinic;
    QVarLengthArray<qint64, 10> m_numbers;
    size_t m_hash;
    CacheKind m_kind;
};

} // namespace clinidesk
