#include "app/ctl/AdapterSession.h"
#include "app/ctl/Commands.h"
#include "app/ctl/LimitActions.h"
#include "app/ctl/WithRedis.h"
#include "core/postgres/PostgresRefusalLog.h"
#include "core/settings/Settings.h"

#include <CLI/CLI.hpp>

#include <QJsonArray>

#include <memory>
#include <string>
#include <vector>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

struct Arguments
{
    std::vector<std::string> names;
    std::string login;
    bool meansAll = false;
    int most = 50;
    int days = 7;
};

QString asLine(const LimitCard &card)
{
    const QJsonObject facts = card.toJson();
    const QString line
        = u"%1  %2 of %3 spent within %4 min"_s.arg(facts.value(u"name"_s).toString(), -46)
              .arg(card.spent())
              .arg(card.standing.limit)
              .arg(std::chrono::ceil<std::chrono::minutes>(card.standing.window).count());
    return card.isReached
        ? line % u", the next in %1 s"_s.arg(facts.value(u"retry_after_s"_s).toInteger())
        : line;
}

void show(const Arguments &arguments, CtlContext &context)
{
    withRedis(context, [&](RedisSession &redis, const RedisOptions &options) {
        const Settings settings(SettingPlaces::usual());
        const auto cards = keptLimits(redis, options, limitPoliciesFrom(settings));
        if (!cards)
            return context.fail(cards.error());
        QStringList lines;
        QJsonArray rows;
        for (const LimitCard &card : cards->mid(0, arguments.most)) {
            lines << asLine(card);
            rows << card.toJson();
        }
        if (cards->size() > lines.size())
            lines << u"and %1 more; --most shows them"_s.arg(cards->size() - lines.size());
        context.succeed(lines.isEmpty() ? u"Nothing was spent of any limit lately."_s
                                        : lines.join(u'\n'),
                        {{u"limits"_s, rows}, {u"total"_s, cards->size()}});
    });
}

/// The limits that @p arguments name; the text that names none goes into the Error's facts.
Result<QList<LimitKey>> keysOf(const Arguments &arguments)
{
    QList<LimitKey> keys;
    for (const std::string &name : arguments.names) {
        const auto key = LimitKey::fromText(QByteArray::fromStdString(name));
        if (!key)
            return Error{Error::Code::Invalid,
                         {},
                         {{u"field"_s, u"name"_s}, {u"problem"_s, u"malformed"_s}}};
        keys << *key;
    }
    if (!arguments.login.empty())
        keys << LimitKey::signInName(QString::fromStdString(arguments.login));
    return keys;
}

void reset(const Arguments &arguments, CtlContext &context)
{
    const auto keys = keysOf(arguments);
    if (!keys)
        return context.fail(keys.error(),
                            u"This is the name of no limit. Nothing was changed; take one that "
                            "clinideskctl limits show prints, or --login with a sign-in name."_s);
    const Error ambiguous{
        Error::Code::Invalid,
        {},
        {{u"field"_s, u"name"_s}, {u"problem"_s, keys->isEmpty() ? u"missing"_s : u"malformed"_s}}};
    if (keys->isEmpty() != arguments.meansAll)
        return context.fail(ambiguous,
                            keys->isEmpty()
                                ? u"Say which limit: a NAME that limits show prints, --login with "
                                  "a sign-in name, or --all. Nothing was changed."_s
                                : u"Say either names or --all. Nothing was changed."_s);
    withRedis(context, [&](RedisSession &redis, const RedisOptions &) {
        const auto removed = arguments.meansAll ? resetAllLimits(redis) : resetLimits(redis, *keys);
        if (!removed)
            return context.fail(removed.error());
        if (*removed == 0 && !arguments.meansAll)
            return context.fail({Error::Code::NotFound, {}, {}},
                                u"Nothing was spent of it lately, so there is nothing to reset. A "
                                "desk without Redis counts for itself."_s);
        context.succeed(u"%1 limits begin anew at every desk that asks Redis."_s.arg(*removed),
                        {{u"reset"_s, *removed}});
    });
}

void refused(const Arguments &arguments, CtlContext &context)
{
    const auto target = context.target();
    if (!target)
        return context.fail(target.error());
    const auto days = AdapterSession<PostgresRefusalLog>(*target)->ofDays(arguments.days).result();
    if (!days)
        return context.fail(days.error());
    QStringList lines;
    QJsonArray rows;
    for (const RefusalsOfADay &each : *days) {
        rows << QJsonObject{{u"day"_s, each.day.toString(Qt::ISODate)},
                            {u"kind"_s, each.kind},
                            {u"login"_s, each.login},
                            {u"desk"_s, each.desk},
                            {u"refusals"_s, each.count}};
        lines << u"%1  %2  %3 at %4: %5"_s.arg(each.day.toString(Qt::ISODate),
                                               each.kind.leftJustified(13), each.login, each.desk,
                                               QString::number(each.count));
    }
    context.succeed(lines.isEmpty() ? u"No limit refused anything in these days."_s
                                    : lines.join(u'\n'),
                    {{u"refusals"_s, rows}});
}

} // namespace

void addLimitsCommand(CLI::App &app, CtlContext &context)
{
    auto arguments = std::make_shared<Arguments>();
    auto *command = app.add_subcommand("limits", "How often something may be done, and was");
    command->require_subcommand(1);

    auto *showing
        = command->add_subcommand("show", "What all desks together have spent, the fullest first");
    showing->add_option("--most", arguments->most, "How many to show")
        ->check(CLI::Range(1, 100'000));
    showing->callback([arguments, &context] { show(*arguments, context); });

    auto *resetting = command->add_subcommand("reset", "Let a limit begin anew");
    resetting->add_option("NAME", arguments->names, "As limits show prints it");
    resetting->add_option("--login", arguments->login, "The sign-in name that is locked out");
    resetting->add_flag("--all", arguments->meansAll, "Every limit there is");
    resetting->callback([arguments, &context] { reset(*arguments, context); });

    auto *looking = command->add_subcommand("refused", "What limits refused, from the audit");
    looking->add_option("--days", arguments->days, "The last so many")->check(CLI::Range(1, 366));
    looking->callback([arguments, &context] { refused(*arguments, context); });
}

} // namespace clinidesk
