#include "app/worker/Worker.h"

#include "core/base/Log.h"

#include <QPointer>

#include <utility>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr int mostNews = 1'000;

} // namespace

Worker::Worker(WorkerRhythm rhythm, QObject *parent)
    : QObject(parent)
    , m_pool(m_connection, m_clock)
    , m_tasks(m_pool)
{
    m_beat.setInterval(rhythm.beat);
    m_figures.setInterval(rhythm.figures);
    m_purge.setInterval(rhythm.purge);
    connect(&m_beat, &QTimer::timeout, this, &Worker::beat);
    connect(&m_figures, &QTimer::timeout, this, &Worker::refreshFigures);
    connect(&m_purge, &QTimer::timeout, this, &Worker::purge);
    connect(&m_connection, &Connection::stateChanged, this, &Worker::tellState);
}

void Worker::start(const ServerProfile &server, const Credentials &credentials)
{
    m_pool.open(server, credentials);
    m_beat.start();
    m_figures.start();
    m_purge.start();
    beat();
    refreshFigures();
    purge();
}

void Worker::stop()
{
    m_beat.stop();
    m_figures.stop();
    m_purge.stop();
    m_pool.close();
}

void Worker::beat()
{
    relay();
    if (m_isBeating)
        return;
    m_isBeating = true;
    deliver(m_tasks.foldTallies(), this, [this](const Result<qint64> &cells) {
        if (!cells)
            note(u"folding the tallies"_s, cells.error());
        chain(cells ? *cells : 0);
    });
}

void Worker::chain(qint64 cells)
{
    deliver(m_tasks.chainAudit(), this, [this, cells](const Result<qint64> &rows) {
        if (!rows)
            note(u"chaining the audit"_s, rows.error());
        finishBeat(cells, rows ? *rows : 0);
    });
}

void Worker::finishBeat(qint64 cells, qint64 rows)
{
    m_isBeating = false;
    emit beaten(cells, rows);
    if (cells == 0)
        return;
    // Changed tallies are changed appointments: the desks that listen want to know.
    deliver(m_tasks.wakeDesks(), this, [this](const Result<Done> &woken) {
        if (!woken)
            note(u"waking the desks"_s, woken.error());
    });
}

void Worker::relay()
{
    if (m_isRelaying)
        return;
    m_isRelaying = true;
    deliver(m_tasks.takeNews(mostNews), this, [this](const Result<QList<TaggedNews>> &news) {
        if (!news)
            note(u"taking the news"_s, news.error());
        if (news && !news->isEmpty())
            passOn(*news);
        else
            m_isRelaying = false;
    });
}

void Worker::passOn(const QList<TaggedNews> &news)
{
    if (!m_store)
        return markRelayed(news);
    QList<CacheNews> told;
    for (const TaggedNews &each : news)
        told.append({cacheTagsFrom(each.tags), each.change});
    m_store->relay(told, [self = QPointer(this), news](const Result<Done> &bumped) {
        if (!self)
            return;
        self->m_isRelaying = false;
        // What the store didn't take stays for the next beat.
        if (!bumped && !std::exchange(self->m_isStoreAway, true))
            qCInfo(lcWorker) << "the news have to wait:" << bumped.error().detail;
        if (bumped) {
            self->m_isStoreAway = false;
            self->markRelayed(news);
        }
    });
}

void Worker::markRelayed(const QList<TaggedNews> &news)
{
    m_isRelaying = true;
    QList<qint64> ids;
    for (const TaggedNews &each : news)
        ids.append(each.id);
    const bool isMore = news.size() == mostNews;
    deliver(m_tasks.newsRelayed(ids), this, [this, isMore](const Result<qint64> &marked) {
        m_isRelaying = false;
        if (!marked)
            return note(u"marking the news"_s, marked.error());
        emit relayed(*marked);
        if (isMore)
            relay();
    });
}

void Worker::refreshFigures()
{
    if (m_isRefreshing)
        return;
    m_isRefreshing = true;
    deliver(m_tasks.refreshFigures(), this, [this](const Result<Done> &done) {
        m_isRefreshing = false;
        if (!done)
            note(u"refreshing the monthly figures"_s, done.error());
    });
}

void Worker::purge()
{
    deliver(m_tasks.purgeRequests(), this, [this](const Result<qint64> &rows) {
        if (!rows)
            note(u"purging old requests"_s, rows.error());
    });
}

void Worker::note(const QString &duty, const Error &error)
{
    using Code = Error::Code;
    if (error.code == Code::Cancelled)
        return;
    if (error.code != m_lastTrouble)
        qCWarning(lcWorker) << duty << "failed:" << error.detail;
    m_lastTrouble = error.code;
    if (error.code == Code::WrongPassword || error.code == Code::Denied) {
        stop();
        emit refused(error);
    }
}

void Worker::tellState(const ConnectionState &state)
{
    // Each heartbeat is a new state; only another kind is news.
    if (state.kind == std::exchange(m_lastKind, state.kind))
        return;
    if (state.kind == ConnectionState::Kind::Connected) {
        m_lastTrouble = Error::Code::Cancelled;
        qCInfo(lcWorker) << "connected";
    } else if (state.kind == ConnectionState::Kind::Lost) {
        qCWarning(lcWorker) << "the server is gone; trying again";
    }
}

} // namespace clinidesk
