#include "ui/viewmodels/shell/StatusText.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("StatusText", text);
}

QString clockTime(const QDateTime &at)
{
    return at.toLocalTime().toString(u"HH:mm"_s);
}

ConnectionText connectedText(const ConnectionState &state)
{
    if (state.cause == ConnectionState::Cause::ReadOnly)
        return {tr("Connected, but the server is read-only"), u"warning"_s,
                ConnectionText::Tone::Warning, causeText(state.cause)};
    if (state.cause != ConnectionState::Cause::None)
        return {tr("Connected, but changes are not possible"), u"warning"_s,
                ConnectionText::Tone::Warning, causeText(state.cause)};
    if (state.isWeak) {
        return {tr("Connected, weak TLS"), u"shield-alert"_s, ConnectionText::Tone::Warning,
                tr("The server's certificate is not checked. Ask your administrator to set "
                   "verify-full.")};
    }
    const double milliseconds = double(state.roundTrip.count()) / 1000.0;
    const QString hint = state.roundTrip.count() > 0
        ? tr("The server answers in %1 ms.").arg(milliseconds, 0, 'f', 1)
        : QString();
    return {tr("Connected"), u"connected"_s, ConnectionText::Tone::Good, hint};
}

/// "trying again in 4 s"
QString retryText(const ConnectionState &state, const QDateTime &now)
{
    if (!state.retryAt.isValid() || state.retryAt <= now)
        return tr("trying now");
    const qint64 seconds = std::max<qint64>(1, (now.msecsTo(state.retryAt) + 999) / 1000);
    return tr("trying again in %1 s").arg(seconds);
}

QString sinceText(const ConnectionState &state)
{
    return tr("Not connected since %1").arg(clockTime(state.since));
}

ConnectionText lostText(const ConnectionState &state, const QDateTime &now)
{
    return {tr("%1, %2").arg(sinceText(state), retryText(state, now)), u"disconnected"_s,
            ConnectionText::Tone::Danger, causeText(state.cause)};
}

/// "You see data as of 09:41."
QString asOfText(const std::optional<Freshness> &freshness)
{
    return freshness && freshness->asOf.isValid()
        ? tr("You see data as of %1.").arg(clockTime(freshness->asOf))
        : QString();
}

QString joined(const QStringList &sentences)
{
    QStringList said = sentences;
    said.removeAll(QString());
    return said.join(u' ');
}

/// "3 s", "4 min"
QString ageText(qint64 seconds)
{
    return seconds < 120 ? tr("%1 s").arg(seconds) : tr("%1 min").arg(seconds / 60);
}

/// "from memory, 3 s old"
QString layerText(const Freshness &freshness, const QDateTime &now)
{
    const QString age = ageText(std::max<qint64>(0, freshness.asOf.secsTo(now)));
    return freshness.layer == Freshness::Layer::Memory ? tr("from memory, %1 old").arg(age)
                                                       : tr("from Redis, %1 old").arg(age);
}

QString layerHint(const std::optional<Freshness> &freshness)
{
    if (!freshness || !freshness->asOf.isValid())
        return {};
    if (freshness->isStale)
        return tr("The database cannot be asked: this is the last answer it gave.");
    switch (freshness->layer) {
    case Freshness::Layer::Memory:
        return tr("This desk had it in memory, and nothing was changed since. F5 asks the "
                  "database.");
    case Freshness::Layer::Redis:
        return tr("Redis had it from another desk, and nothing was changed since. F5 asks the "
                  "database.");
    case Freshness::Layer::Database:
        return tr("It was read from the database.");
    }
    Q_UNREACHABLE();
}

QString sharedHint(SharedLayer::State shared)
{
    switch (shared) {
    case SharedLayer::State::NotUsed:
        return {};
    case SharedLayer::State::Working:
        return tr("Redis is connected.");
    case SharedLayer::State::Away:
        return tr("Redis does not answer. Nothing is missing: the database is asked instead, which "
                  "takes a little longer.");
    }
    Q_UNREACHABLE();
}

} // namespace

ConnectionText connectionText(const ConnectionState &state, const QDateTime &now)
{
    switch (state.kind) {
    case ConnectionState::Kind::SignedOut:
        return {tr("Signed out"), u"disconnected"_s, ConnectionText::Tone::Quiet, {}};
    case ConnectionState::Kind::Connected:
        return connectedText(state);
    case ConnectionState::Kind::Slow:
        return {tr("The server is slow"), u"hourglass"_s, ConnectionText::Tone::Warning,
                tr("A request has been waiting for longer than 2 seconds.")};
    case ConnectionState::Kind::Lost:
        return lostText(state, now);
    }
    Q_UNREACHABLE();
}

DataAgeText dataAgeText(const std::optional<Freshness> &freshness, SharedLayer::State shared,
                        const QDateTime &now)
{
    DataAgeText age{.text = {}, .hint = joined({layerHint(freshness), sharedHint(shared)})};
    QStringList parts;
    if (freshness && freshness->asOf.isValid()) {
        const QString at = freshness->asOf.toLocalTime().toString(u"HH:mm:ss"_s);
        parts << (freshness->isStale ? tr("data as of %1").arg(at) : tr("updated %1").arg(at));
        if (freshness->layer != Freshness::Layer::Database)
            parts << layerText(*freshness, now);
    }
    if (shared == SharedLayer::State::Away) {
        parts << tr("Redis is away");
        age.tone = ConnectionText::Tone::Warning;
    }
    age.text = parts.join(u" · "_s);
    return age;
}

QString causeText(ConnectionState::Cause cause)
{
    using Cause = ConnectionState::Cause;
    switch (cause) {
    case Cause::None:
        return {};
    case Cause::Unreachable:
        return tr("The server does not answer.");
    case Cause::Stopping:
        return tr("The server was shut down or is being restarted.");
    case Cause::Starting:
        return tr("The server is just starting or stopping and lets nobody in yet.");
    case Cause::Full:
        return tr("The server has no connection left for this desk. Close CliniDesk where nobody "
                  "needs it, or tell your administrator.");
    case Cause::PasswordRefused:
        return tr("The server no longer takes your password: it was changed or has expired, or "
                  "your account was closed. Lock this desk and sign in anew.");
    case Cause::AccountClosed:
        return tr("Your account was closed or may not sign in. Ask your administrator.");
    case Cause::PasswordExpired:
        return tr("Your password has expired. Lock this desk and sign in: you will be asked for a "
                  "new one.");
    case Cause::Unsafe:
        return tr("The connection would not be as safe as your settings demand. Ask your "
                  "administrator to check the server's certificate.");
    case Cause::ReadOnly:
        return tr("The server takes no changes at the moment. Until it does again, nothing can be "
                  "read or changed: who reads what is recorded there, too. Tell your "
                  "administrator.");
    case Cause::SchemaOlder:
        return tr("The clinic's database is missing or older than this program. Ask your "
                  "administrator.");
    case Cause::SchemaNewer:
        return tr("The clinic's database was brought up to date meanwhile. Close CliniDesk and "
                  "start the newer one.");
    }
    Q_UNREACHABLE();
}

ConnectionNotice connectionNotice(const ConnectionState &state,
                                  const std::optional<Freshness> &freshness, const QDateTime &now)
{
    using Tone = ConnectionText::Tone;
    switch (state.kind) {
    case ConnectionState::Kind::SignedOut:
        return {};
    case ConnectionState::Kind::Lost:
        return {.sentence
                = joined({sinceText(state) + u'.', causeText(state.cause), asOfText(freshness),
                          tr("What you typed is kept; changes are possible again as soon "
                             "as the connection is back.")}),
                .retry = retryText(state, now),
                .icon = u"disconnected"_s,
                .tone = Tone::Danger,
                .canRetry = true};
    case ConnectionState::Kind::Connected:
    case ConnectionState::Kind::Slow:
        break;
    }
    if (state.cause != ConnectionState::Cause::None)
        return {.sentence = joined({causeText(state.cause), tr("What you typed is kept.")}),
                .retry = {},
                .icon = u"warning"_s,
                .tone = Tone::Warning};
    if (state.kind == ConnectionState::Kind::Slow)
        return {.sentence = joined({tr("The server is slow to answer. Nothing is lost, and nothing "
                                       "has to be repeated."),
                                    asOfText(freshness)}),
                .retry = {},
                .icon = u"hourglass"_s,
                .tone = Tone::Quiet};
    return {};
}

} // namespace clinidesk
