#include "app/desktop/DeskCache.h"

#include "core/base/Log.h"

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
                     const QString &unreported, QObject *parent)
    : QObject(parent)
    , m_news(pool)
    , m_cache(m_store, pool.clock(), options)
    , m_log(pool)
    , m_reports(m_log, pool.clock())
    , m_clinics(sources.clinics, m_cache, m_viewer, pool.clock())
    , m_days(sources.days, m_clinics, m_cache, m_viewer, m_reports)
    , m_hours(sources.hours, m_clinics, m_cache, m_viewer)
    , m_loads(sources.loads, m_clinics, m_cache, m_viewer)
    , m_book(sources.book, m_days, m_cache, m_viewer)
    , m_slots(sources.freeSlots, m_clinics, m_cache, m_viewer, pool.clock())
    , m_series(sources.series, m_cache)
    , m_absences(sources.absences, m_cache)
    , m_waitlist(sources.waitlist, m_cache)
    , m_history(sources.history, m_clinics, m_cache, m_viewer, m_reports)
    , m_patients(sources.patients, m_clinics, m_cache, m_viewer, m_reports)
    , m_unreported(unreported)
{
    m_days.tellLoaded(
        [this](const Clinic &clinic, QDate day, const QList<Appointment> &appointments) {
            m_patients.prepare(clinic, day, appointments);
        });
    m_grace.setSingleShot(true);
    m_patience.setSingleShot(true);
    connect(&m_grace, &QTimer::timeout, this, &DeskCache::showShared);
    connect(&m_patience, &QTimer::timeout, this, &DeskCache::finishSettling);
    connect(&m_reports, &ReadReports::emptied, this, &DeskCache::finishSettling);
    connect(&m_store, &ChosenCacheStore::workingChanged, this, &DeskCache::followStore);
}

void DeskCache::useRedis(const RedisOptions &options)
{
    m_grace.start(grace);
    m_store.choose(options);
}

void DeskCache::enter(const Session &session)
{
    if (session.staff != m_viewer.staff())
        m_cache.clear();
    m_viewer.open(session);
    m_cache.unlock(session.sealKeys);
    keepRest(); // Of the one before, whatever she looked at since.
    m_reader = {.installation = session.installation, .staff = session.staff};
    for (const KeptRead &read : m_unreported.take(m_reader))
        m_reports.note(read);
    warm(session.role);
}

void DeskCache::confirm(const Session &session)
{
    if (!m_viewer.isOpen() || session.staff != m_viewer.staff())
        return;
    m_viewer.open(session);
    m_cache.unlock(session.sealKeys);
}

void DeskCache::leave(std::function<void()> farewell)
{
    m_viewer.close();
    m_cache.clear();
    settle(std::move(farewell));
}

void DeskCache::settle(std::function<void()> then)
{
    const bool isUnderWay = !m_afterwards.empty();
    m_afterwards.push_back(std::move(then));
    if (isUnderWay)
        return;
    if (m_reports.isEmpty())
        return finishSettling();
    m_staying.emplace();
    m_patience.start(longestFarewell);
    m_reports.flush();
}

void DeskCache::finishSettling()
{
    if (m_afterwards.empty())
        return;
    m_patience.stop();
    keepRest();
    for (const auto &then : std::exchange(m_afterwards, {}))
        then();
    m_staying.reset();
}

void DeskCache::keepRest()
{
    const QList<KeptRead> rest = m_reports.takeRest();
    if (rest.isEmpty())
        return;
    if (const auto kept = m_unreported.keep(m_reader, rest))
        qCInfo(lcDesk) << rest.size() << "reads will be reported at the next sign-in";
    else
        qCWarning(lcDesk) << "not all of" << rest.size()
                          << "reads are reported or kept:" << kept.error().detail;
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
