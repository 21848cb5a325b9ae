#include "app/desktop/DeskLimits.h"

#include <QSysInfo>

namespace clinidesk {

namespace {

LimitKey thisDesk()
{
    const QByteArray number = QSysInfo::machineUniqueId();
    return LimitKey::signInDesk(number.isEmpty() ? QSysInfo::machineHostName().toUtf8() : number);
}

} // namespace

DeskLimits::DeskLimits(const Source &source, const LimitPolicies &policies, const QString &file,
                       QObject *parent)
    : QObject(parent)
    , m_local(source.pool.clock())
    , m_kept(IniFile(file), {thisDesk(), policies.signIn}, m_local, source.pool.clock())
    , m_limiter(m_local, &m_kept)
    , m_log(source.pool)
    , m_reports(m_log, source.pool.clock())
    , m_gate(source.gate, {m_limiter, m_watch, policies.signIn, thisDesk()})
    , m_book(source.book, {m_limiter, m_watch, policies}, source.pool.clock())
    , m_series(source.series, m_book)
    , m_waitlist(source.waitlist, m_book)
{
    m_kept.restore();
    connect(&m_watch, &LimitWatch::refused, &m_reports, &RefusalReports::note);
    connect(&m_gate, &LimitedGate::entered, this, &DeskLimits::enter);
    connect(&m_gate, &LimitedGate::left, this, &DeskLimits::leave);
}

void DeskLimits::useRedis(const RedisOptions &options)
{
    m_limiter.share(nullptr);
    m_redis.reset();
    if (!options.isUsed())
        return;
    m_redis = std::make_unique<RedisLimiter>(options);
    m_limiter.share(m_redis.get());
    m_redis->open();
}

void DeskLimits::enter(const Session &session)
{
    m_book.enter(session);
    m_reports.enter();
}

void DeskLimits::leave()
{
    m_book.leave();
    m_reports.leave();
}

} // namespace clinidesk
