#include "app/desktop/InsideWorker.h"

#include "core/base/Clock.h"
#include "core/base/Log.h"

#include <QTimer>

#include <chrono>

using namespace std::chrono_literals;

namespace clinidesk {

namespace {

constexpr auto smallEvery = 1s;
constexpr auto largeEvery = 60s;

void noteFailure(const char *task, const Error &error)
{
    if (error.code != Error::Code::Cancelled)
        qCWarning(lcWorker) << task << "failed:" << error.detail;
}

} // namespace

InsideWorker::InsideWorker(SystemClock &clock, QObject *parent)
    : QObject(parent)
    , m_pool(m_state, clock)
    , m_tasks(m_pool)
    , m_small(new QTimer(this))
    , m_large(new QTimer(this))
{
    m_small->setInterval(smallEvery);
    m_large->setInterval(largeEvery);
    connect(m_small, &QTimer::timeout, this, &InsideWorker::doTheSmall);
    connect(m_large, &QTimer::timeout, this, &InsideWorker::doTheLarge);
}

void InsideWorker::start(const ServerProfile &server, const Credentials &credentials)
{
    m_pool.open(server, credentials);
    m_small->start();
    m_large->start();
}

void InsideWorker::stop()
{
    m_small->stop();
    m_large->stop();
    m_pool.close();
}

void InsideWorker::doTheSmall()
{
    if (!m_isFolding) {
        m_isFolding = true;
        deliver(m_tasks.foldTallies(), this, [this](const Result<qint64> &answer) {
            m_isFolding = false;
            if (!answer)
                noteFailure("folding the tallies", answer.error());
        });
    }
    if (!m_isChaining) {
        m_isChaining = true;
        deliver(m_tasks.chainAudit(), this, [this](const Result<qint64> &answer) {
            m_isChaining = false;
            if (!answer)
                noteFailure("chaining the audit", answer.error());
        });
    }
}

void InsideWorker::doTheLarge()
{
    deliver(m_tasks.refreshFigures(), this, [](const Result<Done> &answer) {
        if (!answer)
            noteFailure("refreshing the figures", answer.error());
    });
    deliver(m_tasks.purgeRequests(), this, [](const Result<qint64> &answer) {
        if (!answer)
            noteFailure("purging old requests", answer.error());
    });
}

} // namespace clinidesk
