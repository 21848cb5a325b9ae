#include "ui/viewmodels/session/ServerFormViewModel.h"

#include "core/settings/SavedServers.h"
#include "core/staff/ServerProbe.h"
#include "ui/viewmodels/Sentence.h"
#include "ui/viewmodels/Wording.h"

#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

/// "a , b" as libpq wants it, "a,b"; empty when one of them is no host.
QString hostsFrom(const QString &typed)
{
    static const QRegularExpression host(u"^[\\w.:-]+$"_s,
                                         QRegularExpression::UseUnicodePropertiesOption);
    if (typed.trimmed().startsWith(u'/'))
        return typed.trimmed(); // The folder of a socket.
    QStringList hosts;
    for (const QString &part : typed.split(u',')) {
        if (!host.match(part.trimmed()).hasMatch())
            return {};
        hosts << part.trimmed();
    }
    return hosts.join(u',');
}

} // namespace

ServerFormViewModel::ServerFormViewModel(SavedServers &servers, ServerProbe &probe, QObject *parent)
    : QObject(parent)
    , m_servers(servers)
    , m_probe(probe)
{
}

QList<ServerProfile> ServerFormViewModel::servers() const
{
    QList<ServerProfile> profiles;
    for (const SavedServers::Server &server : m_servers.all())
        profiles.append(server.profile);
    return profiles;
}

void ServerFormViewModel::open()
{
    m_isOpen = true;
    m_field.clear();
    show({}, false);
}

void ServerFormViewModel::close()
{
    ++m_generation;
    m_isOpen = false;
    m_isTesting = false;
    m_field.clear();
    show({}, false);
}

void ServerFormViewModel::test(const ServerDraft &draft)
{
    if (m_isTesting)
        return;
    const auto profile = checked(draft);
    if (!profile)
        return;
    m_isTesting = true;
    const int generation = ++m_generation;
    show(tr("Looking for the server…"), false);
    deliver(m_probe.reach(*profile), this, [this, generation](const Result<Done> &answer) {
        if (generation != m_generation)
            return;
        m_isTesting = false;
        if (answer)
            show(tr("The server answers. Save it, then sign in."), false);
        else
            show(Sentence::of(answer.error()), true);
    });
}

void ServerFormViewModel::save(const ServerDraft &draft)
{
    const auto profile = checked(draft);
    if (!profile)
        return;
    if (const auto answer = m_servers.save(*profile); !answer) {
        show(tr("The server was not saved: %1. Set this right, then save again.")
                 .arg(Wording::unwritten(answer.error())),
             true);
        return;
    }
    close();
    emit saved(profile->name);
}

std::optional<ServerProfile> ServerFormViewModel::checked(const ServerDraft &draft)
{
    ServerProfile profile{.name = draft.name.simplified(),
                          .hosts = hostsFrom(draft.hosts),
                          .port = draft.port.trimmed().toUShort(),
                          .database = draft.database.trimmed(),
                          .tls = draft.tls,
                          .caFile = draft.caFile.trimmed()};
    const auto all = servers();
    const bool isTaken = std::any_of(all.begin(), all.end(), [&](const ServerProfile &server) {
        return server.name == profile.name;
    });
    const bool needsCa = profile.tls == ServerProfile::Tls::VerifyFull && !profile.isSocket();
    const bool isRefused
        = (profile.name.isEmpty() && refuse(u"name"_s, tr("Give the server a name to choose by.")))
        || (isTaken && refuse(u"name"_s, tr("A server of this name is saved already.")))
        || (profile.hosts.isEmpty()
            && refuse(u"hosts"_s, tr("Type the server's host name, several with commas between.")))
        || (profile.port == 0 && refuse(u"port"_s, tr("Type a port from 1 to 65535.")))
        || (profile.database.isEmpty() && refuse(u"database"_s, tr("Type the database's name.")))
        || (needsCa && profile.caFile.isEmpty()
            && refuse(u"ca_file"_s, tr("Type where the CA file is; your administrator has it.")))
        || (needsCa && !QFileInfo(profile.caFile).isReadable()
            && refuse(u"ca_file"_s, tr("The CA file can't be read there.")));
    if (isRefused)
        return std::nullopt;
    m_field.clear();
    return profile;
}

bool ServerFormViewModel::refuse(const QString &field, const QString &sentence)
{
    m_field = field;
    show(sentence, true);
    return true;
}

void ServerFormViewModel::show(const QString &sentence, bool hasFailed)
{
    m_sentence = sentence;
    m_hasFailed = hasFailed;
    emit changed();
}

} // namespace clinidesk
