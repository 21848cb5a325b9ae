#pragma once

#include "core/base/Async.h"
#include "core/base/Clock.h"
#include "core/cache/CacheStore.h"

#include <QHash>
#include <QTimer>

#include <functional>

namespace clinidesk {

/// The tags changed since a moment (UTC), as the database knows them.
using MissedChanges = std::function<Async<CacheTags>(const QDateTime &since)>;

/// Knows when the store's entries can be believed: not those whose tags were changed here and whose
/// new generations the store has not taken yet, and none after it was lost, until the database has
/// said what was changed meanwhile.
class CacheTrust final : public QObject
{
    Q_OBJECT

public:
    CacheTrust(CacheStore &store, const Clock &clock, QObject *parent = nullptr);

    /// Without it, a store that was lost is believed as soon as it is back.
    void askMissedChanges(MissedChanges missed);

    [[nodiscard]] bool believes(const CacheTags &tags) const;

    /// Gives the tags of @p news new generations in the store. Those it doesn't take stay owed and
    /// are tried again.
    void bump(const CacheNews &news, CacheStore::DoneHandler handler);
    /// The same for somebody who gives them new generations herself: they are owed from owe() on,
    /// and what became of them settle() has to be told, with the number that owe() gave.
    [[nodiscard]] quint64 owe(const CacheTags &tags);
    void settle(const CacheTags &tags, quint64 serial, const Result<Done> &result);
    [[nodiscard]] qsizetype owed() const { return m_owed.size(); }

    void followListening(bool isListening);

signals:
    /// The database says that these were changed while the store was lost.
    void missedChangesFound(const QList<clinidesk::CacheTag> &tags);

private:
    void payBack(const CacheTags &tags, quint64 serial);
    void tryAgain();
    void askWhatWasMissed();
    void learn(const CacheTags &tags);

    CacheStore &m_store;
    const Clock &m_clock;
    MissedChanges m_missed;
    QHash<CacheTag, quint64> m_owed; ///< With the number of the latest bump that was asked for.
    quint64 m_serial = 0;
    QTimer m_retry;
    QDateTime m_lostAt; ///< Valid from a loss until everything missed is known.
    quint64 m_losses = 0;
    bool m_isAsking = false;
};

} // namespace clinidesk
