#include "core/redis/RedisError.h"

#include <array>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

const QString timeOutFact = u"timed_out"_s;

struct Meaning
{
    const char *word;
    Error::Code code;
};

constexpr std::array meanings{
    Meaning{"WRONGPASS", Error::Code::WrongPassword},
    Meaning{"NOAUTH", Error::Code::WrongPassword},
    Meaning{"NOPERM", Error::Code::Denied},
    Meaning{"READONLY", Error::Code::ReadOnly},
    Meaning{"OOM", Error::Code::Busy},
    Meaning{"LOADING", Error::Code::Unavailable},
    Meaning{"MASTERDOWN", Error::Code::Unavailable},
    Meaning{"BUSY", Error::Code::Busy},
    Meaning{"MISCONF", Error::Code::ReadOnly},
    Meaning{"NOREPLICAS", Error::Code::ReadOnly},
};

} // namespace

Error redisTimeOut(const QByteArray &command)
{
    return {Error::Code::Unavailable,
            u"no answer to %1 in time"_s.arg(QString::fromLatin1(command)),
            {{timeOutFact, true}}};
}

bool isRedisTimeOut(const Error &error)
{
    return error.facts.value(timeOutFact).toBool();
}

Error errorFrom(const RedisReplyView &failure)
{
    const QByteArray text = failure.bytes();
    const QByteArray word = text.left(text.indexOf(' '));
    Error error{Error::Code::Broken, u"Redis: "_s % QString::fromLatin1(word), {}};
    for (const Meaning &meaning : meanings) {
        if (word == meaning.word)
            error.code = meaning.code;
    }
    // What Redis says to a password when it has none, and up to 6.2 to a wrong one.
    if (text.startsWith("ERR invalid password") || text.startsWith("ERR AUTH"))
        error.code = Error::Code::WrongPassword;
    return error;
}

} // namespace clinidesk
