#include "app/ctl/CacheActions.h"
#include "app/ctl/CacheNames.h"
#include "app/ctl/CacheWarming.h"
#include "app/ctl/Commands.h"
#include "app/ctl/WithRedis.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <string>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

struct Arguments
{
    std::string name;
    bool meansAll = false;

    [[nodiscard]] QString text() const { return QString::fromStdString(name); }
};

/// A bad argument, whose sentence the Error brings along.
void refuse(CtlContext &context, const Error &error)
{
    context.fail(Error{error.code, {}, error.facts}, error.detail);
}

/// Goes on with the Redis of the command line once what was typed is @p meant; tells else why not.
template <typename Go> void withRedis(CtlContext &context, const Result<QByteArray> &meant, Go go)
{
    if (!meant)
        return refuse(context, meant.error());
    withRedis(context, [&](RedisSession &redis, const RedisOptions &) { go(redis, *meant); });
}

QString asLines(const EntryCard &card)
{
    QStringList tags;
    for (const QByteArray &tag : card.tags)
        tags << QString::fromLatin1(tag);
    if (!card.isReadable)
        return u"%1: %2 bytes that this version can't read; a desk passes them over. Gone in %3 s."_s
            .arg(QString::fromLatin1(card.name), QString::number(card.bytes),
                 QString::number(card.secondsLeft));
    const auto age = card.madeAt.secsTo(QDateTime::currentDateTimeUtc());
    const QString state = card.isAlive() ? u"valid: nothing it depends on has changed"_s
                                         : u"dead: %1 of %2 tags changed since"_s.arg(card.changed)
                                               .arg(card.changed + card.tags.size());
    return u"%1\nkind %2, %3 bytes, made %4 s ago, gone in %5 s\n%6\nunchanged: %7"_s.arg(
        QString::fromLatin1(card.name), card.kind, QString::number(card.bytes),
        QString::number(age), QString::number(card.secondsLeft), state,
        tags.isEmpty() ? u"none"_s : tags.join(u", "_s));
}

void get(CtlContext &context, RedisSession &redis, const QByteArray &name)
{
    const auto card = lookAtEntry(redis, name);
    if (!card)
        return context.fail(card.error());
    context.succeed(asLines(*card), card->toJson());
}

void remove(CtlContext &context, RedisSession &redis, const QByteArray &name)
{
    const auto removed = removeEntry(redis, name);
    if (!removed)
        return context.fail(removed.error());
    if (*removed == 0)
        return context.fail({Error::Code::NotFound, u"no entry of that name in Redis"_s, {}});
    context.succeed(u"Removed from Redis. A desk that holds it in memory goes on answering from "
                    "there until something it depends on changes."_s,
                    {{u"removed"_s, *removed}});
}

void removePattern(CtlContext &context, RedisSession &redis, const QByteArray &pattern,
                   PatternReach reach)
{
    const auto removed = removeEntries(redis, pattern);
    if (!removed)
        return context.fail(removed.error());
    const bool isEverything = reach == PatternReach::Everything && pattern == "*";
    if (isEverything) {
        const auto begun = startNewEpoch(redis);
        if (!begun)
            return context.fail(begun.error());
    }
    context.succeed(
        isEverything
            ? u"Removed %1 entries. No desk believes what it kept until now, in memory either."_s
                  .arg(*removed)
            : u"Removed %1 entries from Redis. Desks that hold them in memory go on answering "
              "from there until something they depend on changes."_s.arg(*removed),
        {{u"removed"_s, *removed}, {u"new_epoch"_s, isEverything}});
}

QString asLines(const QJsonObject &facts)
{
    const auto whole = [&facts](const QString &name) {
        return QString::number(qint64(facts.value(name).toDouble()));
    };
    QStringList kinds;
    const QJsonObject entries = facts.value(u"entries"_s).toObject();
    for (auto kind = entries.begin(); kind != entries.end(); ++kind)
        kinds << u"%1 %2"_s.arg(kind.key()).arg(qint64(kind->toDouble()));
    const QString ratio = facts.contains(u"hit_ratio"_s)
        ? u"%1 %"_s.arg(facts.value(u"hit_ratio"_s).toDouble() * 100, 0, 'f', 1)
        : u"nothing asked yet"_s;
    return u"Redis %1, round trip %2 µs, %3 connections, %4 desks listen\n"
           "memory %5 bytes (most %6, limit %7, %8), %9 entries evicted\n"_s.arg(
               facts.value(u"version"_s).toString(),
               QString::number(facts.value(u"round_trip_us"_s).toDouble(), 'f', 1),
               whole(u"connections"_s), whole(u"listening_desks"_s), whole(u"memory_bytes"_s),
               whole(u"memory_peak_bytes"_s), whole(u"memory_limit_bytes"_s),
               facts.value(u"memory_policy"_s).toString(), whole(u"evicted_keys"_s))
        % u"entries: %1\n%2 generations, %3 leases\nkeys found: %4, since Redis began"_s.arg(
            kinds.join(u", "_s), whole(u"generations"_s), whole(u"leases"_s), ratio);
}

void statistics(CtlContext &context)
{
    withRedis(context, [&context](RedisSession &redis, const RedisOptions &) {
        const auto facts = cacheStatistics(redis);
        if (!facts)
            return context.fail(facts.error());
        context.succeed(asLines(*facts), *facts);
    });
}

} // namespace

void addCacheCommand(CLI::App &app, CtlContext &context)
{
    auto arguments = std::make_shared<Arguments>();
    auto *command = app.add_subcommand("cache", "Look into the answers that desks share in Redis");
    command->require_subcommand(1);

    auto *getting = command->add_subcommand(
        "get", "What is known of one entry: age, size, whether it is valid; not what is in it");
    getting->add_option("NAME", arguments->name, "As in day:1:17:1:0:3:2:2461367")->required();
    getting->callback([arguments, &context] {
        withRedis(context, entryNameFrom(arguments->text()),
                  [&](RedisSession &redis, const QByteArray &name) { get(context, redis, name); });
    });

    auto *removing = command->add_subcommand("del", "Remove one entry");
    removing->add_option("NAME", arguments->name, "As in day:1:17:1:0:3:2:2461367")->required();
    removing->callback([arguments, &context] {
        withRedis(
            context, entryNameFrom(arguments->text()),
            [&](RedisSession &redis, const QByteArray &name) { remove(context, redis, name); });
    });

    auto *sweeping = command->add_subcommand("del-pattern", "Remove the entries that match");
    sweeping->add_option("PATTERN", arguments->name, "A kind, then * ? [ ] as in day:*")
        ->required();
    sweeping->add_flag("--all", arguments->meansAll,
                       "The pattern may mean every kind; '*' also empties the desks' memories");
    sweeping->callback([arguments, &context] {
        const auto reach = arguments->meansAll ? PatternReach::Everything : PatternReach::OneKind;
        withRedis(context, entryPatternFrom(arguments->text(), reach),
                  [&](RedisSession &redis, const QByteArray &pattern) {
                      removePattern(context, redis, pattern, reach);
                  });
    });

    addCacheWarming(*command, context);

    auto *looking = command->add_subcommand("stats", "Memory, entries by kind, hits, round trip");
    looking->callback([&context] { statistics(context); });
}

} // namespace clinidesk
