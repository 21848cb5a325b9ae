#include "core/cache/CacheTrust.h"

#include <QPointer>

#include <algorithm>

using namespace std::chrono_literals;

namespace clinidesk {

namespace {

constexpr auto retryAfter = 2s;
/// A loss is noticed this late at most.
constexpr auto noticeTime = 15s;
/// More are not remembered one by one: then everything is changed.
constexpr qsizetype mostOwed = 1000;

} // namespace

CacheTrust::CacheTrust(CacheStore &store, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_clock(clock)
{
    m_retry.setSingleShot(true);
    m_retry.setInterval(retryAfter);
    connect(&m_retry, &QTimer::timeout, this, &CacheTrust::tryAgain);
}

void CacheTrust::askMissedChanges(MissedChanges missed)
{
    m_missed = std::move(missed);
    if (!m_store.isListening())
        followListening(false);
}

bool CacheTrust::believes(const CacheTags &tags) const
{
    if (m_lostAt.isValid())
        return false;
    return m_owed.isEmpty() || std::none_of(tags.begin(), tags.end(), [this](const CacheTag &tag) {
               return m_owed.contains(tag);
           });
}

void CacheTrust::bump(const CacheNews &news, CacheStore::DoneHandler handler)
{
    const CacheNews bumped
        = news.tags.size() > mostOwed ? CacheNews(CacheTags{CacheTag::epoch()}) : news;
    const QPointer<CacheTrust> self(this);
    m_store.bump(bumped,
                 [self, tags = bumped.tags, serial = owe(bumped.tags),
                  handler = std::move(handler)](const Result<Done> &result) {
                     if (!self)
                         return;
                     self->settle(tags, serial, result);
                     handler(result);
                 });
}

void CacheTrust::followListening(bool isListening)
{
    if (!isListening) {
        ++m_losses;
        if (m_missed && !m_lostAt.isValid())
            m_lostAt = m_clock.now().addSecs(-noticeTime.count());
        return;
    }
    tryAgain();
}

quint64 CacheTrust::owe(const CacheTags &tags)
{
    ++m_serial;
    for (const CacheTag &tag : tags)
        m_owed.insert(tag, m_serial);
    if (m_owed.size() > mostOwed)
        m_owed = {{CacheTag::epoch(), m_serial}};
    return m_serial;
}

void CacheTrust::settle(const CacheTags &tags, quint64 serial, const Result<Done> &result)
{
    if (result)
        payBack(tags, serial);
    if (!m_owed.isEmpty() && !m_retry.isActive())
        m_retry.start();
}

void CacheTrust::payBack(const CacheTags &tags, quint64 serial)
{
    for (const CacheTag &tag : tags) {
        const auto owed = m_owed.constFind(tag);
        if (owed != m_owed.cend() && *owed <= serial)
            m_owed.erase(owed);
    }
}

void CacheTrust::tryAgain()
{
    if (!m_owed.isEmpty())
        bump(m_owed.keys(), [](const Result<Done> &) {});
    if (m_lostAt.isValid() && m_store.isListening())
        askWhatWasMissed();
}

void CacheTrust::askWhatWasMissed()
{
    if (m_isAsking)
        return;
    m_isAsking = true;
    deliver(m_missed(m_lostAt), this, [this, losses = m_losses](const Result<CacheTags> &tags) {
        m_isAsking = false;
        if (tags && losses == m_losses)
            learn(*tags);
        else
            m_retry.start();
    });
}

void CacheTrust::learn(const CacheTags &tags)
{
    emit missedChangesFound(tags);
    m_lostAt = {};
    if (!tags.isEmpty())
        bump(tags, [](const Result<Done> &) {});
}

} // namespace clinidesk
