#pragma once

#include "core/redis/RedisCacheStore.h"

#include <QElapsedTimer>
#include <QTimer>

namespace clinidesk {

/// What one desk was told by the shared layer while something was wrong with it.
struct RedisDeskReport
{
    qint64 asked = 0;
    qint64 ended = 0; ///< Has to become as many.
    int failures = 0; ///< Ended as Unavailable.
    int falseEmpties = 0; ///< "Nothing there" of what is there.
    int wrongEntries = 0;
    int otherErrors = 0;
    qint64 worstStale = 0; ///< Milliseconds that it believed in a generation after it had changed.
    qint64 noticedAfter = -1; ///< Milliseconds until the layer was not asked or not listened to.
    qint64 wellAfter = -1; ///< Milliseconds from healing until all was right again.
};

/// A desk that reads one entry again and again and remembers its generation as a cache would: as
/// long as nobody says that it changed.
class RedisDesk final : public QObject
{
    Q_OBJECT

public:
    static const CacheTag tag;
    static const QByteArray name;
    static const QByteArray entry;

    explicit RedisDesk(const RedisOptions &options);

    [[nodiscard]] bool isWell() const { return m_isWell; }
    [[nodiscard]] const RedisDeskReport &report() const { return m_report; }
    [[nodiscard]] RedisCacheStore &store() { return m_store; }
    /// Milliseconds since the fault; 0 before.
    [[nodiscard]] qint64 brokenFor() const { return m_broken.isValid() ? m_broken.elapsed() : 0; }

    void noteBroken();
    void noteHealed();
    /// The tag has a new generation from now on.
    void noteChange();
    void stopAsking() { m_impatience.stop(); }

private:
    void ask();
    void take(quint64 changes, const Result<StoredEntry> &answer);
    void forget();
    void noteState();

    RedisCacheStore m_store;
    RedisDeskReport m_report;
    QTimer m_impatience;
    QElapsedTimer m_broken;
    QElapsedTimer m_healed;
    QElapsedTimer m_stale; ///< Since what it believes is wrong.
    Generation m_known = 0; ///< 0: it believes nothing.
    quint64 m_changes = 0;
    bool m_isWell = false;
};

} // namespace clinidesk
