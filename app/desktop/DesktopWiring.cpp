#include "app/desktop/DesktopWiring.h"

#include "app/desktop/DeskPagesOf.h"
#include "core/base/Log.h"
#include "core/settings/Settings.h"
#include "core/standalone/StandalonePlace.h"
#include "ui/viewmodels/Sentence.h"
#include "ui/viewmodels/booking/ClinicChoice.h"

#include <QDir>
#include <QStandardPaths>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

QString fileIn(const QString &folder, const QString &name)
{
    const QString place = folder.isEmpty()
        ? QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation)
        : folder;
    return QDir(place).filePath(name);
}

const Settings &usualSettings()
{
    static const Settings settings(SettingPlaces::usual());
    return settings;
}

StandaloneOptions standaloneOptions(const DesktopOptions &options)
{
    StandaloneOptions standalone;
    standalone.folder = options.dataFolder.isEmpty() && options.hasDemo
        ? defaultStandaloneFolder(u"demo"_s)
        : options.dataFolder;
    return standalone;
}

QString progressSentence(StandaloneClinic::Step step, double share)
{
    switch (step) {
    case StandaloneClinic::Step::Starting:
        return DesktopWiring::tr("Starting the clinic's servers…");
    case StandaloneClinic::Step::Migrating:
        return DesktopWiring::tr("Preparing the database…");
    case StandaloneClinic::Step::LoadingDemo:
        return DesktopWiring::tr("Filling the demo clinic: %1 %").arg(int(share * 100));
    case StandaloneClinic::Step::Ready:
        return {};
    }
    Q_UNREACHABLE();
}

} // namespace

DesktopWiring::DesktopWiring(const DesktopOptions &options)
    : m_options(options)
    , m_servers(fileIn(options.settingsFolder, u"servers.ini"_s))
    , m_pool(m_connection, m_clock)
    , m_gate(m_pool)
    , m_clinics(m_pool)
    , m_days(m_pool)
    , m_hours(m_pool)
    , m_loads(m_pool)
    , m_book(m_pool)
    , m_seriesBook(m_pool)
    , m_absenceBook(m_pool)
    , m_waitlist(m_pool)
    , m_slots(m_pool)
    , m_history(m_pool)
    , m_patients(m_pool)
    , m_cache({m_clinics, m_days, m_hours, m_loads, m_book, m_slots, m_history, m_patients,
               m_seriesBook, m_absenceBook, m_waitlist},
              m_pool, cacheOptionsFrom(usualSettings()),
              fileIn(options.settingsFolder, u"unreported-reads"_s))
    , m_holds(m_cache.seals(), m_clock, options.holdLife)
    , m_limits({m_gate, m_cache.book(), m_cache.series(), m_cache.waitlist(), m_pool},
               limitPoliciesFrom(usualSettings()), fileIn(options.settingsFolder, u"limits.ini"_s))
    , m_cachedGate(m_limits.gate(), m_cache, m_holds)
    , m_booking(m_limits.book())
    , m_series(m_limits.series(), m_booking)
    , m_appearance(fileIn(options.settingsFolder, u"desk.ini"_s))
    , m_serverForm(m_servers, m_probe)
    , m_signIn(m_cachedGate, options.isStandalone ? nullptr : &m_serverForm)
    , m_window(ports(), m_signIn, m_appearance,
               [this](const Session &session) { return deskPagesOf(ports(), session); })
{
    connect(&m_signIn, &SignInViewModel::signedIn, this, &DesktopWiring::rememberServer);
    connect(&m_connection, &Connection::retryWanted, &m_pool, &DatabasePool::tryNow);
    connect(&m_connection, &Connection::restored, this, &DesktopWiring::confirmSession);
    connect(&m_signIn, &SignInViewModel::demoAccepted, this,
            [this] { startOwnServers(StandaloneClinic::Content::Demo); });
}

DesktopWiring::~DesktopWiring()
{
    m_window.hide();
    m_worker.stop();
    m_cache.finishSettling();
    m_pool.close();
    m_starting.waitForFinished();
}

void DesktopWiring::start()
{
    if (m_options.isStandalone)
        startOwnServers(m_options.hasDemo ? StandaloneClinic::Content::Demo
                                          : StandaloneClinic::Content::AsItIs);
    else
        m_signIn.setServers(m_serverForm.servers());
    if (m_options.redis || !m_options.isStandalone)
        useRedis(m_options.redis.value_or(redisOptions(usualSettings())));
    m_window.show();
}

Ports DesktopWiring::ports()
{
    return {.gate = m_cachedGate,
            .connection = m_connection,
            .clinics = m_cache.clinics(),
            .days = m_cache.days(),
            .book = m_limits.book(),
            .booking = m_booking,
            .freeSlots = m_cache.freeSlots(),
            .history = m_cache.history(),
            .patients = m_cache.patients(),
            .clock = m_clock,
            .choices = IniFile(fileIn(m_options.settingsFolder, u"desk.ini"_s)),
            .hours = &m_cache.hours(),
            .loads = &m_cache.loads(),
            .holds = &m_holds,
            .series = &m_series,
            .absences = &m_cache.absences(),
            .waitlist = &m_limits.waitlist(),
            .shared = &m_cache.shared(),
            .limits = &m_limits.watch(),
            .monitor = &m_cache,
            .reads = &m_cache.reads(),
            .press = &m_press};
}

void DesktopWiring::useRedis(const RedisOptions &options)
{
    m_cache.useRedis(options);
    m_holds.use(m_cache.connections());
    m_limits.useRedis(options);
}

void DesktopWiring::startOwnServers(StandaloneClinic::Content content)
{
    m_signIn.setStarting(progressSentence(StandaloneClinic::Step::Starting, 0));
    m_worker.stop(); // The demo's loader wants the tables for itself.
    if (!m_clinic)
        m_clinic = std::make_unique<StandaloneClinic>(standaloneOptions(m_options));
    const auto progress = [this](StandaloneClinic::Step step, double share) {
        QMetaObject::invokeMethod(this, [this, step, share] {
            if (step != StandaloneClinic::Step::Ready && !m_starting.isFinished())
                m_signIn.setStarting(progressSentence(step, share));
        });
    };
    m_starting = m_clinic->openAsync(content, progress);
    deliver(m_starting, this,
            [this](const Result<ReadyClinic> &answer) { takeOwnServers(answer); });
}

void DesktopWiring::takeOwnServers(const Result<ReadyClinic> &answer)
{
    if (!answer) {
        m_signIn.setFailed(tr("The clinic's own servers could not be started. ")
                           + Sentence::of(answer.error()));
        return;
    }
    QList<OfferedAccount> offered;
    for (const DemoAccount &account : answer->accounts) {
        offered.append({.login = account.login,
                        .displayName = account.displayName,
                        .password = account.password,
                        .description = account.description});
    }
    if (!m_options.redis && !answer->redisSocket.isEmpty()) {
        RedisOptions redis;
        redis.socketPath = answer->redisSocket;
        useRedis(redis);
        m_worker.announceTo(&m_cache.store());
    }
    m_worker.start(answer->server, answer->worker);
    m_signIn.setOffered(offered);
    m_signIn.setServers({answer->server});
    if (answer->isEmpty)
        m_signIn.offerDemo();
}

void DesktopWiring::rememberServer(const Session &session)
{
    if (m_options.isStandalone)
        return;
    const QString name = m_signIn.servers().value(m_signIn.serverIndex()).name;
    // Only what is offered first next time: no sentence, the log knows.
    if (const auto answer = m_servers.remember(name, session.login); !answer)
        qCInfo(lcDesk) << "the login is not remembered:" << answer.error().detail;
}

void DesktopWiring::confirmSession()
{
    deliver(m_cachedGate.confirm(), this, [this](const Result<Session> &answer) {
        using Code = Error::Code;
        static constexpr std::array lasting{Code::PasswordExpired, Code::Denied, Code::SchemaTooOld,
                                            Code::SchemaTooNew};
        if (answer)
            m_connection.setSessionCause(ConnectionState::Cause::None);
        else if (std::find(lasting.begin(), lasting.end(), answer.error().code) != lasting.end())
            m_connection.setSessionCause(causeOf(answer.error()));
    });
}

} // namespace clinidesk
