#include "tests/links/RedisDesk.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace clinidesk {

const CacheTag RedisDesk::tag = CacheTag::doctor(DoctorId(17));
const QByteArray RedisDesk::name = "history_page:1:2:3";
const QByteArray RedisDesk::entry = QByteArray("0123456789abcdef\r\n").repeated(120);

RedisDesk::RedisDesk(const RedisOptions &options)
    : m_store(options)
{
    connect(&m_store, &CacheStore::invalidated, this, [this](const CacheTags &tags) {
        if (tags.contains(tag))
            forget();
    });
    connect(&m_store, &CacheStore::everythingInvalidated, this, &RedisDesk::forget);
    connect(&m_store, &CacheStore::listeningChanged, this, [this] {
        forget();
        noteState();
    });
    connect(&m_store, &RedisCacheStore::availableChanged, this, &RedisDesk::noteState);
    connect(&m_impatience, &QTimer::timeout, this, &RedisDesk::ask);
    m_impatience.start(100ms);
    m_store.open();
}

void RedisDesk::noteBroken()
{
    m_broken.start();
    m_isWell = false;
}

void RedisDesk::noteHealed()
{
    m_isWell = false;
    m_healed.start();
}

void RedisDesk::noteChange()
{
    if (m_known != 0 && !m_stale.isValid())
        m_stale.start();
}

void RedisDesk::ask()
{
    if (m_stale.isValid())
        m_report.worstStale = std::max(m_report.worstStale, m_stale.elapsed());
    ++m_report.asked;
    m_store.read(name, {tag}, [this, changes = m_changes](const Result<StoredEntry> &answer) {
        take(changes, answer);
    });
}

void RedisDesk::take(quint64 changes, const Result<StoredEntry> &answer)
{
    ++m_report.ended;
    if (!answer) {
        ++m_report.failures;
        m_report.otherErrors += answer.error().code != Error::Code::Unavailable ? 1 : 0;
        return;
    }
    m_report.falseEmpties += answer->bytes ? 0 : 1;
    m_report.wrongEntries += answer->bytes && *answer->bytes != entry ? 1 : 0;
    if (changes == m_changes && m_store.isListening() && m_known != answer->generations.first()) {
        m_known = answer->generations.first();
        m_stale.invalidate();
    }
    if (m_store.isAvailable() && m_store.isListening()) {
        m_isWell = true;
        if (m_healed.isValid() && m_report.wellAfter < 0)
            m_report.wellAfter = m_healed.elapsed();
    }
}

void RedisDesk::forget()
{
    ++m_changes;
    m_known = 0;
    m_stale.invalidate();
}

void RedisDesk::noteState()
{
    const bool isWell = m_store.isAvailable() && m_store.isListening();
    if (!isWell && m_broken.isValid() && m_report.noticedAfter < 0)
        m_report.noticedAfter = m_broken.elapsed();
    m_isWell = m_isWell && isWell;
}

} // namespace clinidesk
