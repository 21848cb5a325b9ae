#include "core/redis/RedisReader.h"
#include "tests/fuzz/Targets.h"

#include <QByteArrayList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

using Kind = RedisReplyView::Kind;

QByteArray described(const RedisReplyView &reply)
{
    QByteArray text = QByteArray::number(int(reply.kind())) + ' '
        + QByteArray::number(reply.number()) + ' ' + reply.bytes() + '(';
    for (qsizetype i = 0; i < reply.size(); ++i)
        text += described(reply.at(i)) + ',';
    return text + ')';
}

/// Every reply in @p bytes when they come in pieces of @p size, and whether they broke the reader.
QByteArrayList repliesIn(const QByteArray &bytes, qsizetype size)
{
    RedisReader reader;
    QByteArrayList replies;
    for (qsizetype at = 0; at < bytes.size(); at += size) {
        reader.feed(QByteArrayView(bytes).sliced(at, std::min(size, bytes.size() - at)));
        while (const auto reply = reader.next())
            replies << described(*reply);
    }
    return replies << (reader.isBroken() ? "broken" : "whole");
}

} // namespace

QString brokenByRedisReply(const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return {};
    const QByteArrayList replies = repliesIn(bytes, bytes.size());
    if (repliesIn(bytes, 1) != replies)
        return u"single bytes are read as something else"_s;
    if (repliesIn(bytes, 1 + uchar(bytes.front()) % 32) != replies)
        return u"pieces are read as something else"_s;

    RedisReader again;
    again.feed(bytes);
    while (again.next())
        ;
    again.restart();
    again.feed("$2\r\nok\r\n");
    const auto reply = again.next();
    if (!reply || reply->kind() != Kind::Text || reply->text() != "ok")
        return u"a new connection doesn't begin anew"_s;
    return {};
}

} // namespace clinidesk
