#include "app/desktop/DeskCache.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

QString wordOf(CircuitBreaker::State state)
{
    switch (state) {
    case CircuitBreaker::State::Closed:
        return u"closed"_s;
    case CircuitBreaker::State::Open:
        return u"open"_s;
    case CircuitBreaker::State::Probing:
        return u"probing"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

DeskCache::DeskCache(const SourcePorts &sources, DatabasePool &pool, const CacheOptions &options,
                     QObject *parent)
    : QObject(parent)
    , m_news(pool)
    , m_cache(m_store, pool.clock(), options)
    , m_log(pool)
    , m_reports(m_log, pool.clock())
    , m_clinics(sources.clinics, m_cache, m_viewer, pool.clock())
    , m_days(sources.days, m_clinics, m_cache, m_viewer, m_reports)
    , m_hours(sources.hours, m_clinics, m_cache, m_viewer)
    , m_book(sources.book, m_days, m_cache, m_viewer)
    , m_slots(sources.freeSlots, m_clinics, m_cache, m_viewer, pool.clock())
    , m_history(sources.history, m_clinics, m_cache, m_viewer, m_reports)
    , m_patients(sources.patients, m_clinics, m_cache, m_viewer, m_reports)
{
    m_days.tellLoaded(
        [this](const Clinic &clinic, QDate day, const QList<Appointment> &appointments) {
            m_patients.prepare(clinic, day, appointments);
        });
    m_grace.setSingleShot(true);
    m_patience.setSingleShot(true);
    connect(&m_grace, &QTimer::timeout, this, &DeskCache::showShared);
    connect(&m_patience, &QTimer::timeout, this, &DeskCache::finishLeaving);
    connect(&m_reports, &ReadReports::emptied, this, &DeskCache::finishLeaving);
    connect(&m_store, &ChosenCacheStore::workingChanged, this, &DeskCache::followStore);
}

void DeskCache::useRedis(const RedisOptions &options)
{
    m_grace.start(grace);
    m_store.choose(options);
}

void DeskCache::enter(const Session &session)
{
    finishLeaving();
    if (session.staff != m_viewer.staff())
        m_cache.clear();
    m_viewer.open(session);
    warm(session.role);
}

void DeskCache::confirm(const Session &session)
{
    if (m_viewer.isOpen() && session.staff == m_viewer.staff())
        m_viewer.open(session);
}

void DeskCache::leave(std::function<void()> farewell)
{
    finishLeaving();
    m_viewer.close();
    m_cache.clear();
    m_farewell = std::move(farewell);
    if (m_reports.isEmpty())
        return finishLeaving();
    m_patience.start(longestFarewell);
    m_reports.flush();
}

void DeskCache::finishLeaving()
{
    const auto farewell = std::exchange(m_farewell, nullptr);
    if (!farewell)
        return;
    m_patience.stop();
    m_reports.forget();
    farewell();
}

void DeskCache::warm(Role role)
{
    // The pages ask for the same in a moment, and join what is on its way.
    deliver(m_clinics.clinics(), this, [this, role](const Result<QList<Clinic>> &own) {
        for (const Clinic &clinic : own ? *own : QList<Clinic>()) {
            (void)m_clinics.departments(clinic.id);
            (void)m_clinics.doctors(clinic.id);
        }
        const bool seesDays = role == Role::Receptionist || role == Role::Doctor;
        if (own && !own->isEmpty() && seesDays)
            m_days.prepare(own->first());
    });
}

void DeskCache::followStore()
{
    // A desk that has just been started missed nothing: it asks only once it has lost something.
    if (m_store.isWorking() && !std::exchange(m_asksWhatItMissed, true)) {
        m_cache.askMissedChanges([this](const QDateTime &since) {
            return mapped(m_news.tagsSince(since), this,
                          [](const QStringList &texts) { return cacheTagsFrom(texts); });
        });
    }
    showShared();
}

void DeskCache::showShared()
{
    if (!m_store.redis())
        m_shared.setState(SharedLayer::State::NotUsed);
    else if (m_store.isWorking())
        m_shared.setState(SharedLayer::State::Working);
    else if (!m_grace.isActive())
        m_shared.setState(SharedLayer::State::Away);
}

CacheFigures DeskCache::figures() const
{
    CacheFigures figures = m_cache.figures();
    if (const RedisCacheStore *redis = m_store.redis()) {
        const RedisFigures seen = redis->figures();
        figures.breaker = wordOf(seen.breaker);
        figures.redisMemory = seen.usedMemory;
        figures.redisRoundTrip = seen.roundTrip;
    }
    return figures;
}

} // namespace clinidesk
