#include "tests/cache/DeskAtWork.h"

#include "tests/fakes/SealKeySamples.h"

#include <QCoreApplication>
#include <QTimer>

#include <algorithm>

namespace clinidesk {

namespace {

constexpr int mostUnderway = 16;
constexpr int slownessMs = 3;

qint64 now()
{
    return std::chrono::steady_clock::now().time_since_epoch().count();
}

QByteArray counterOf(int day)
{
    return "counter:" + QByteArray::number(day);
}

} // namespace

DeskAtWork::DeskAtWork(const RedisOptions &shared, const RedisOptions &truth, quint32 seed)
    : m_chance(seed)
    , m_truth(truth)
    , m_store(shared)
    , m_cache(m_store, m_clock)
{
    m_cache.unlock(sampleSealKeys());
    m_truth.open();
    m_store.open();
}

bool DeskAtWork::isReady() const
{
    return m_truth.isReady() && m_store.isListening() && m_store.isAvailable();
}

void DeskAtWork::work(int steps)
{
    for (int step = 0; step < steps; ++step) {
        while (m_underway >= mostUnderway)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        const qint64 turn = now();
        QCoreApplication::processEvents();
        begin(turn);
    }
    while (m_underway > 0)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

void DeskAtWork::begin(qint64 turn)
{
    const int day = m_chance.bounded(countedDays);
    if (m_chance.bounded(5) == 0)
        write(day);
    else
        read(day, turn);
}

void DeskAtWork::read(int day, qint64 turn)
{
    if (const auto peeked = m_cache.peek<Number>(keyOfDay(day)))
        return note("peek", {day, peeked->value->value, turn});
    ++m_underway;
    const auto reading = m_chance.bounded(20) ? Reading::Usual : Reading::PastTheCache;
    deliver(
        m_cache.get<Number>(
            keyOfDay(day), tagsOfDay(day), [this, day] { return load(day); }, reading),
        this, [this, day, asked = now()](const Result<Cached<Number>> &answer) {
            --m_underway;
            if (answer)
                note("get", {day, answer->value->value, asked, qint64(answer->freshness.layer)});
            else
                note("failure", {day});
        });
}

/// Committed at some moment, announced at another.
void DeskAtWork::write(int day)
{
    ++m_underway;
    m_truth.send({"INCR", counterOf(day)}, [this, day](const Result<RedisReply> &reply) {
        const qint64 value = reply ? reply->number() : 0;
        QTimer::singleShot(m_chance.bounded(slownessMs), this,
                           [this, day, value] { announce(day, value); });
    });
}

void DeskAtWork::announce(int day, qint64 value)
{
    const qint64 told = now();
    deliver(m_cache.invalidate({tagsOfDay(day).first()}), this,
            [this, day, value, told](const Result<Done> &done) {
                --m_underway;
                if (done)
                    note("write", {day, value, told, now()});
                else
                    note("failure", {day});
            });
}

/// The database reads at some moment, and its answer arrives at another.
Async<Number> DeskAtWork::load(int day)
{
    auto promise = std::make_shared<QPromise<Result<Number>>>();
    promise->start();
    QTimer::singleShot(m_chance.bounded(slownessMs), this, [this, day, promise] {
        m_truth.send({"GET", counterOf(day)}, [this, promise](const Result<RedisReply> &reply) {
            const Number seen{reply ? reply->number() : 0, {}};
            QTimer::singleShot(m_chance.bounded(slownessMs), this, [promise, seen] {
                promise->addResult(seen);
                promise->finish();
            });
        });
    });
    return promise->future();
}

void DeskAtWork::note(const char *what, std::initializer_list<qint64> numbers)
{
    QByteArray line = what;
    for (const qint64 number : numbers)
        line += ' ' + QByteArray::number(number);
    m_notes << line;
}

} // namespace clinidesk
