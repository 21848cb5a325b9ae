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

ConnectionText lostText(const ConnectionState &state, const QDateTime &now)
{
    const QString since = tr("Not connected since %1").arg(clockTime(state.since));
    if (!state.retryAt.isValid() || state.retryAt <= now)
        return {since + tr(", trying now"), u"disconnected"_s, ConnectionText::Tone::Danger, {}};
    const qint64 seconds = std::max<qint64>(1, (now.msecsTo(state.retryAt) + 999) / 1000);
    return {since + tr(", trying again in %1 s").arg(seconds),
            u"disconnected"_s,
            ConnectionText::Tone::Danger,
            {}};
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

QString dataAgeText(const std::optional<Freshness> &freshness)
{
    if (!freshness || !freshness->asOf.isValid())
        return {};
    const QString at = freshness->asOf.toLocalTime().toString(u"HH:mm:ss"_s);
    return freshness->isStale ? tr("data as of %1").arg(at) : tr("updated %1").arg(at);
}

QString offlineText(const ConnectionState &state, const std::optional<Freshness> &freshness)
{
    if (state.kind != ConnectionState::Kind::Lost)
        return {};
    const QString since = tr("Not connected since %1").arg(clockTime(state.since));
    if (!freshness || !freshness->asOf.isValid())
        return since + tr(". Changes are possible again as soon as the server answers.");
    return since
        + tr(" — showing data as of %1. Changes are possible again as soon as the server answers.")
              .arg(clockTime(freshness->asOf));
}

} // namespace clinidesk
