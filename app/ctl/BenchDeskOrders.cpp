#include "app/ctl/Awaited.h"
#include "app/ctl/BenchCacheDesk.h"
#include "app/ctl/BenchDeskProcesses.h"
#include "app/ctl/BenchStampede.h"
#include "app/ctl/CtlContext.h"

#include <CLI/CLI.hpp>

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>

#include <functional>
#include <iostream>
#include <string>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono;
using namespace std::chrono_literals;

namespace clinidesk {

namespace {

constexpr auto pause = 100ms;

void say(const QJsonObject &answer)
{
    std::cout << QJsonDocument(answer).toJson(QJsonDocument::Compact).constData() << std::endl;
}

/// A desk that keeps one answer in memory, and when it last lost it.
class WatchingDesk final
{
public:
    /// @p lost is told of each loss; it has to see to keep().
    WatchingDesk(BenchCacheDesk &desk, std::function<void()> lost)
        : m_desk(desk)
        , m_lost(std::move(lost))
    {
        // The cache connected first: whatever it drops, it has dropped by now.
        QObject::connect(&desk.store, &CacheStore::invalidated, &m_context,
                         [this](const CacheTags &tags) {
                             if (tags.contains(benchTags().constFirst()))
                                 noteLoss();
                         });
        keep();
    }

    /// When each loss was seen, in nanoseconds of the machine's steady clock.
    [[nodiscard]] QJsonArray seen() const
    {
        QJsonArray seen;
        for (const qint64 at : m_seen)
            seen << QString::number(at);
        return seen;
    }
    [[nodiscard]] int stalePeeks() const { return m_stalePeeks; }
    [[nodiscard]] bool isFull() const { return m_isFull; }

    void keep()
    {
        m_isFull = false;
        const auto kept = m_desk.cache.get<BenchCacheDesk::Rows>(benchKey(0), benchTags(), [] {
            return ready<BenchCacheDesk::Rows>(BenchCacheDesk::Rows{});
        });
        deliver(kept, &m_context, [this](const auto &answer) { m_isFull = bool(answer); });
    }

private:
    /// Whatever it takes, the desks that have still to hear wait for.
    void noteLoss()
    {
        const bool isStale = m_desk.cache.peek<BenchCacheDesk::Rows>(benchKey(0)).has_value();
        m_seen.push_back(steady_clock::now().time_since_epoch().count());
        m_stalePeeks += isStale ? 1 : 0;
        m_isFull = false;
        m_lost();
    }

    BenchCacheDesk &m_desk;
    std::function<void()> m_lost;
    QObject m_context;
    std::vector<qint64> m_seen;
    int m_stalePeeks = 0;
    bool m_isFull = false;
};

/// Carries out what the other end of standard input says, one line after the other.
class Orders final : public QObject
{
public:
    Orders(const RedisOptions &redis, int desks)
    {
        for (int i = 0; i < desks; ++i)
            m_desks.push_back(std::make_unique<BenchCacheDesk>(redis));
        m_refill.setSingleShot(true);
        m_refill.setInterval(pause);
        connect(&m_refill, &QTimer::timeout, this, &Orders::refill);
    }

    [[nodiscard]] bool isReady() const
    {
        return std::ranges::all_of(m_desks, [](const auto &desk) { return desk->isReady(); });
    }

    void follow(const QByteArray &order)
    {
        const QByteArray word = order.split(' ').constFirst();
        const QByteArray rest = order.mid(word.size() + 1);
        if (word == "stampede")
            say(stampede(m_desks.front()->cache, rest.toInt()).toJson());
        else if (word == "unlock")
            std::ranges::for_each(m_desks, [&rest](const auto &desk) { desk->unlock(rest); });
        else if (word == "watch")
            watch();
        else if (word == "report")
            report();
    }

private:
    void watch()
    {
        for (const auto &desk : m_desks)
            m_watching.push_back(std::make_unique<WatchingDesk>(*desk, [this] {
                if (!m_refill.isActive())
                    m_refill.start();
            }));
        const bool isFull = waitUntil([this] {
            return std::ranges::all_of(m_watching, [](const auto &desk) { return desk->isFull(); });
        });
        say({{u"ready"_s, isFull}});
    }

    void refill()
    {
        for (const auto &desk : m_watching) {
            if (!desk->isFull())
                desk->keep();
        }
    }

    void report()
    {
        QJsonArray seen;
        int stale = 0;
        for (const auto &desk : m_watching) {
            seen.append(QJsonValue(desk->seen())); // An array in the array.
            stale += desk->stalePeeks();
        }
        say({{u"seen"_s, seen}, {u"stale_peeks"_s, stale}});
    }

    std::vector<std::unique_ptr<BenchCacheDesk>> m_desks;
    std::vector<std::unique_ptr<WatchingDesk>> m_watching;
    QTimer m_refill;
};

void serve(int desks, CtlContext &context)
{
    const auto redis = context.redis();
    if (!redis)
        return context.fail(redis.error());
    Orders orders(*redis, desks);
    if (!waitUntil([&orders] { return orders.isReady(); }))
        return context.fail({Error::Code::Unavailable, {}, {{u"layer"_s, u"redis"_s}}});
    say({{u"ready"_s, true}});

    std::thread listener([&orders] {
        for (std::string line; std::getline(std::cin, line);) {
            const QByteArray order = QByteArray::fromStdString(line);
            QMetaObject::invokeMethod(&orders, [&orders, order] { orders.follow(order); });
        }
        QMetaObject::invokeMethod(&orders, [] { QCoreApplication::quit(); });
    });
    QCoreApplication::exec();
    listener.join();
}

} // namespace

void addDeskProcessCommand(CLI::App &bench, CtlContext &context)
{
    auto desks = std::make_shared<int>(1);
    auto *command = bench.add_subcommand("desks", "Part of another bench")->group("");
    command->add_option("--desks", *desks)->check(CLI::Range(1, 1000));
    command->callback([desks, &context] { serve(*desks, context); });
}

} // namespace clinidesk
