#include "app/ctl/LimitActions.h"

#include "app/ctl/Awaited.h"
#include "app/ctl/RedisKeys.h"
#include "core/redis/LimitKeys.h"
#include "core/redis/RedisLimiter.h"

#include <QSet>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr int lookedAtOnce = 200;

Error unavailable()
{
    return {Error::Code::Unavailable, {}, {{u"layer"_s, u"redis"_s}}};
}

Result<QList<LimitKey>> keysIn(RedisSession &redis)
{
    QSet<LimitKey> keys;
    const auto scanned = scanKeys(
        redis, limitkeys::limits + '*', [&keys](const QByteArrayList &names) -> Result<Done> {
            for (const QByteArray &name : names) {
                if (const auto key = LimitKey::fromText(name.mid(limitkeys::limits.size())))
                    keys << *key;
            }
            return Done{};
        });
    if (!scanned)
        return scanned.error();
    return keys.values();
}

/// The standings of @p keys, in their order; what could not be looked at is left out.
QList<LimitCard> cardsOf(RedisLimiter &limiter, const QList<LimitKey> &keys,
                         const LimitPolicies &policies)
{
    QList<LimitCard> cards;
    qsizetype answered = 0;
    for (const LimitKey &key : keys) {
        limiter.look({key, policyFor(key.kind(), policies)},
                     [&cards, &answered, key](const Result<LimitDecision> &seen) {
                         ++answered;
                         if (seen)
                             cards << LimitCard{key, seen->standing, !seen->isAllowed};
                     });
    }
    (void)waitUntil([&] { return answered == keys.size(); });
    return cards;
}

double shareSpent(const LimitCard &card)
{
    return double(card.spent()) / card.standing.limit;
}

} // namespace

QJsonObject LimitCard::toJson() const
{
    const auto wait = std::chrono::ceil<std::chrono::seconds>(standing.retryAfter);
    return {{u"name"_s, QString::fromLatin1(key.toText())},
            {u"kind"_s, limitWord(standing.kind)},
            {u"limit"_s, standing.limit},
            {u"window_s"_s, qint64(standing.window.count())},
            {u"remaining"_s, standing.remaining},
            {u"reached"_s, isReached},
            {u"retry_after_s"_s, qint64(wait.count())}};
}

Result<QList<LimitCard>> keptLimits(RedisSession &redis, const RedisOptions &options,
                                    const LimitPolicies &policies)
{
    const auto keys = keysIn(redis);
    if (!keys)
        return keys.error();
    RedisLimiter limiter(options);
    limiter.open();
    if (!waitUntil([&limiter] { return limiter.isAvailable(); }))
        return unavailable();
    QList<LimitCard> cards;
    for (qsizetype first = 0; first < keys->size(); first += lookedAtOnce)
        cards += cardsOf(limiter, keys->mid(first, lookedAtOnce), policies);
    if (cards.size() < keys->size())
        return unavailable();
    std::sort(cards.begin(), cards.end(), [](const LimitCard &a, const LimitCard &b) {
        return shareSpent(a) != shareSpent(b) ? shareSpent(a) > shareSpent(b)
                                              : a.key.toText() < b.key.toText();
    });
    return cards;
}

Result<qint64> resetLimits(RedisSession &redis, const QList<LimitKey> &keys)
{
    if (keys.isEmpty())
        return 0;
    RedisCommand command{"DEL"};
    for (const LimitKey &key : keys)
        command.add(limitkeys::limits + key.toText());
    return redis.ask(command, numberIn);
}

Result<qint64> resetAllLimits(RedisSession &redis)
{
    const auto keys = keysIn(redis);
    if (!keys)
        return keys.error();
    qint64 all = 0;
    for (qsizetype first = 0; first < keys->size(); first += lookedAtOnce) {
        const auto removed = resetLimits(redis, keys->mid(first, lookedAtOnce));
        if (!removed)
            return removed;
        all += *removed;
    }
    return all;
}

} // namespace clinidesk
