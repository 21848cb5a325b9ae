#include "core/redis/RedisReply.h"

#include <hiredis/hiredis.h>

namespace clinidesk {

RedisReplyView::Kind RedisReplyView::kind() const
{
    if (!m_reply)
        return Kind::None;
    switch (m_reply->type) {
    case REDIS_REPLY_STRING:
        return Kind::Text;
    case REDIS_REPLY_INTEGER:
        return Kind::Number;
    case REDIS_REPLY_ARRAY:
        return Kind::List;
    case REDIS_REPLY_NIL:
        return Kind::Nil;
    case REDIS_REPLY_STATUS:
        return Kind::Status;
    case REDIS_REPLY_ERROR:
        return Kind::Failure;
    default:
        return Kind::None;
    }
}

bool RedisReplyView::isOk() const
{
    return kind() == Kind::Status && text() == "OK";
}

bool RedisReplyView::isFailure(QByteArrayView word) const
{
    return isFailure() && text().startsWith(word);
}

QByteArrayView RedisReplyView::text() const
{
    switch (kind()) {
    case Kind::Text:
    case Kind::Status:
    case Kind::Failure:
        return {m_reply->str, qsizetype(m_reply->len)};
    default:
        return {};
    }
}

qint64 RedisReplyView::number() const
{
    return kind() == Kind::Number ? qint64(m_reply->integer) : text().toLongLong();
}

qsizetype RedisReplyView::size() const
{
    return kind() == Kind::List ? qsizetype(m_reply->elements) : 0;
}

RedisReplyView RedisReplyView::at(qsizetype index) const
{
    return RedisReplyView(index >= 0 && index < size() ? m_reply->element[index] : nullptr);
}

RedisReply::~RedisReply()
{
    if (m_owned)
        freeReplyObject(m_owned);
}

} // namespace clinidesk
