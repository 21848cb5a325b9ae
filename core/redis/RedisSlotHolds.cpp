#include "core/redis/RedisSlotHolds.h"

#include "core/base/Clock.h"
#include "core/redis/CacheArguments.h"
#include "core/redis/HoldKeys.h"
#include "core/redis/HoldMember.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace clinidesk {

namespace {

Error unavailable(const QString &detail)
{
    return {Error::Code::Unavailable, detail, {}};
}

std::pair<ClinicId, QDate> dayOf(const ColumnTime &time)
{
    return {time.clinic, time.day};
}

} // namespace

RedisSlotHolds::RedisSlotHolds(const CacheSeals &seals, const Clock &clock,
                               std::chrono::milliseconds holdLife)
    : m_seals(seals)
    , m_clock(clock)
    , m_life(std::min(holdLife, SlotHolds::life))
{
    m_expiry.setSingleShot(true);
    m_expiry.setTimerType(Qt::PreciseTimer); // People see it counting.
    connect(&m_expiry, &QTimer::timeout, this, &RedisSlotHolds::dropEnded);
}

RedisSlotHolds::~RedisSlotHolds()
{
    leave();
}

void RedisSlotHolds::use(RedisPair *pair)
{
    if (m_pair)
        m_pair->disconnect(this);
    m_pair = pair;
    forgetOthers();
    for (auto &[day, followed] : m_followed)
        followed.isAsked = false; // Nobody will answer any more.
    if (!pair)
        return;
    connect(pair, &RedisPair::listeningChanged, this, &RedisSlotHolds::noteListening);
    connect(pair, &RedisPair::availableChanged, this, [this](bool isAvailable) {
        if (isAvailable && m_pair->isListening())
            beginAnew(); // Whatever was asked meanwhile was in vain.
    });
    connect(pair, &RedisPair::keysChanged, this, &RedisSlotHolds::noteKeys);
    connect(pair, &RedisPair::everythingChanged, this, &RedisSlotHolds::beginAnew);
    pair->hear(holdkeys::holds);
}

void RedisSlotHolds::enter(quint64 installation, const QString &name)
{
    m_installation = installation;
    m_name = name;
    for (const Day &day : days())
        look(day);
}

void RedisSlotHolds::leave()
{
    const QList<HoldToken> own = m_own.keys();
    for (const HoldToken &token : own)
        release(token);
    m_own.clear();
    if (m_pair)
        m_pair->push(); // The program may end before its next turn.
    m_installation = 0;
    m_name.clear();
    forgetOthers();
}

Async<HoldOutcome> RedisSlotHolds::take(const HoldToken &token, const HoldWish &wish)
{
    if (const auto fault = faultIn(wish.time))
        return ready<HoldOutcome>(*fault);
    if (token.isNull() || wish.places < 1)
        return ready<HoldOutcome>(Error{Error::Code::Invalid, u"a hold without a token"_s, {}});
    const Own before = m_own.value(token);
    if (before.isHeld && dayOf(before.wish.time) != dayOf(wish.time))
        release(token);
    const Seal *seal = m_seals.of(wish.time.clinic);
    const QByteArray key = keyOf(dayOf(wish.time));
    const QByteArray member
        = seal && m_pair ? holdMember(key, token, wish.time, m_name, *seal) : QByteArray();
    if (member.isEmpty() || m_installation == 0)
        return ready<HoldOutcome>(unavailable(u"no Redis to hold it in"_s));
    m_own.insert(token, {.wish = wish, .isHeld = before.isHeld});
    const int places = wish.beside == HoldWish::Beside::Others ? 0 : wish.places;
    auto promise = std::make_shared<QPromise<Result<HoldOutcome>>>();
    promise->start();
    m_pair->run(m_script,
                {.keys = {key},
                 .values = {"take", token.text(), inMilliseconds(m_life),
                            inMilliseconds(SlotHolds::life), QByteArray::number(places), member}},
                [=, self = QPointer(this)](const Result<RedisReply> &reply) {
                    if (!self)
                        return;
                    promise->addResult(self->outcomeOf(token, wish, reply));
                    promise->finish();
                });
    return promise->future();
}

Result<HoldOutcome> RedisSlotHolds::outcomeOf(const HoldToken &token, const HoldWish &wish,
                                              const Result<RedisReply> &reply)
{
    if (!reply)
        return reply.error(); // Perhaps it was taken all the same: release() ends that.
    const Day day = dayOf(wish.time);
    const QList<Known> others = othersIn(day, *reply);
    remember(day, others);
    const auto own = m_own.find(token);
    if (reply->at(0).number() == 1) {
        if (own != m_own.end())
            own->isHeld = true;
        return HoldOutcome{.inTheWay = {}, .until = in(m_life)};
    }
    if (own != m_own.end() && !own->isHeld)
        m_own.erase(own);
    const auto inTheWay = std::find_if(others.cbegin(), others.cend(), [&](const Known &other) {
        return overlap(other.hold.time, wish.time);
    });
    if (inTheWay == others.cend())
        return unavailable(u"not the answer to the script"_s);
    return HoldOutcome{.inTheWay = inTheWay->hold, .until = {}};
}

void RedisSlotHolds::release(const HoldToken &token)
{
    const auto own = m_own.find(token);
    if (own == m_own.end() || own->isLeaving)
        return;
    own->isLeaving = true;
    const RedisScript::Arguments arguments{.keys = {keyOf(dayOf(own->wish.time))},
                                           .values = {"release", token.text()}};
    if (!m_pair) {
        m_own.erase(own);
        return;
    }
    if (!m_pair->isAvailable())
        m_pair->tell(m_script, arguments);
    m_pair->run(m_script, arguments, [=, self = QPointer(this)](const Result<RedisReply> &) {
        if (self && self->m_own.value(token).isLeaving)
            self->m_own.remove(token);
    });
}

void RedisSlotHolds::follow(ClinicId clinic, QDate day)
{
    if (++m_followed[{clinic, day}].followers == 1)
        look({clinic, day});
}

void RedisSlotHolds::unfollow(ClinicId clinic, QDate day)
{
    const auto followed = m_followed.find({clinic, day});
    if (followed != m_followed.end() && --followed->second.followers == 0)
        m_followed.erase(followed);
}

QList<SlotHold> RedisSlotHolds::holdsOf(ClinicId clinic, QDate day) const
{
    QList<SlotHold> holds;
    const auto followed = m_followed.find({clinic, day});
    if (followed != m_followed.end()) {
        for (const Known &known : followed->second.known)
            holds << known.hold;
    }
    return holds;
}

void RedisSlotHolds::noteListening(bool isListening)
{
    forgetOthers();
    if (isListening)
        beginAnew();
}

void RedisSlotHolds::noteKeys(const QByteArrayList &keys)
{
    for (const Day &day : days()) {
        if (keys.contains(keyOf(day)))
            look(day);
    }
}

/// Whatever was there may be gone: holds what this desk holds once more, and looks.
void RedisSlotHolds::beginAnew()
{
    for (auto own = m_own.cbegin(); own != m_own.cend(); ++own) {
        if (!own->isLeaving)
            (void)take(own.key(), HoldWish(own->wish));
    }
    for (const Day &day : days())
        look(day);
}

void RedisSlotHolds::forgetOthers()
{
    for (const Day &day : days())
        setKnown(day, {});
}

void RedisSlotHolds::look(const Day &day)
{
    if (!m_pair || !m_pair->isListening() || m_installation == 0)
        return;
    Followed &followed = m_followed[day];
    if (followed.isAsked) {
        followed.isOld = true;
        return;
    }
    followed.isAsked = true;
    followed.isOld = false;
    m_pair->run(m_script, {.keys = {keyOf(day)}, .values = {"look", {}}},
                [=, self = QPointer(this)](const Result<RedisReply> &reply) {
                    if (!self || !self->m_followed.contains(day))
                        return;
                    Followed &asked = self->m_followed[day];
                    asked.isAsked = false;
                    if (reply)
                        self->remember(day, self->othersIn(day, *reply));
                    if (asked.isOld && reply)
                        self->look(day);
                });
}

QList<RedisSlotHolds::Known> RedisSlotHolds::othersIn(const Day &day,
                                                      const RedisReplyView &reply) const
{
    const QByteArray key = keyOf(day);
    const Seal *seal = m_seals.of(day.first);
    QList<Known> others;
    for (qsizetype i = 1; i + 1 < reply.size(); i += 2) {
        const auto read = holdIn(reply.at(i).text(), key, day.first, day.second, seal);
        if (!read || isOwn(read->token))
            continue;
        const auto left
            = std::clamp(std::chrono::milliseconds(reply.at(i + 1).number()), 0ms, SlotHolds::life);
        others << Known{.hold = {.time = read->time, .who = read->who, .until = in(left)},
                        .ends = m_clock.steady() + left};
    }
    return others;
}

/// As far as news come: else nobody would say when it ends.
void RedisSlotHolds::remember(const Day &day, const QList<Known> &others)
{
    if (m_pair && m_pair->isListening())
        setKnown(day, others);
}

void RedisSlotHolds::setKnown(const Day &day, const QList<Known> &known)
{
    const auto followed = m_followed.find(day);
    if (followed == m_followed.end())
        return;
    QList<Known> &before = followed->second.known;
    const bool isSame = std::equal(before.cbegin(), before.cend(), known.cbegin(), known.cend(),
                                   [](const Known &one, const Known &other) {
                                       return one.hold.time == other.hold.time
                                           && one.hold.who == other.hold.who
                                           && std::chrono::abs(one.ends - other.ends) < 500ms;
                                   });
    if (isSame)
        return;
    before = known;
    armExpiry();
    emit changed(day.first, day.second);
}

void RedisSlotHolds::dropEnded()
{
    const auto now = m_clock.steady();
    for (const Day &day : days()) {
        const auto followed = m_followed.find(day);
        if (followed == m_followed.end())
            continue;
        QList<Known> left = followed->second.known;
        left.removeIf([now](const Known &known) { return known.ends <= now; });
        setKnown(day, left);
    }
    armExpiry();
}

void RedisSlotHolds::armExpiry()
{
    std::optional<std::chrono::nanoseconds> first;
    for (const auto &[day, followed] : m_followed) {
        for (const Known &known : followed.known)
            first = std::min(first.value_or(known.ends), known.ends);
    }
    m_expiry.stop();
    if (first)
        m_expiry.start(
            std::max(1ms, std::chrono::ceil<std::chrono::milliseconds>(*first - m_clock.steady())));
}

/// Those followed now: whoever hears of a change may follow others.
QList<RedisSlotHolds::Day> RedisSlotHolds::days() const
{
    QList<Day> days;
    for (const auto &[day, followed] : m_followed)
        days << day;
    return days;
}

QByteArray RedisSlotHolds::keyOf(const Day &day) const
{
    return holdsKey(m_installation, day.first, day.second);
}

bool RedisSlotHolds::isOwn(const QByteArray &token) const
{
    return std::any_of(m_own.keyBegin(), m_own.keyEnd(),
                       [&](const HoldToken &own) { return own.text() == token; });
}

QDateTime RedisSlotHolds::in(std::chrono::milliseconds left) const
{
    return m_clock.now().addMSecs(left.count());
}

} // namespace clinidesk
