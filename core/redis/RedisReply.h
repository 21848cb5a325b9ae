#pragma once

#include <QByteArray>

struct redisReply;

namespace clinidesk {

/// What a server said, or a part of it. Good for as long as the RedisReply it was taken from.
class RedisReplyView
{
public:
    enum class Kind {
        None, ///< There is no such part.
        Text,
        Number,
        List,
        Nil,
        Status, ///< "OK" and the like.
        Failure, ///< The server refused; text() begins with a word such as "WRONGTYPE".
    };

    explicit RedisReplyView(const redisReply *reply = nullptr)
        : m_reply(reply)
    {
    }

    [[nodiscard]] Kind kind() const;
    [[nodiscard]] bool isNil() const { return kind() == Kind::Nil; }
    [[nodiscard]] bool isFailure() const { return kind() == Kind::Failure; }
    [[nodiscard]] bool isOk() const;
    /// A failure that begins with @p word.
    [[nodiscard]] bool isFailure(QByteArrayView word) const;

    /// Of a text, a status or a failure; otherwise empty.
    [[nodiscard]] QByteArrayView text() const;
    /// A copy of text() that may outlive the reply.
    [[nodiscard]] QByteArray bytes() const { return text().toByteArray(); }
    [[nodiscard]] qint64 number() const; ///< Of a number, or a text that is one; otherwise 0.
    [[nodiscard]] qsizetype size() const; ///< Of a list; otherwise 0.
    [[nodiscard]] RedisReplyView at(qsizetype index) const; ///< None where there is nothing.

protected:
    const redisReply *m_reply;
};

/// The owner of a reply.
class RedisReply final : public RedisReplyView
{
public:
    /// Takes over @p reply, which hiredis made.
    explicit RedisReply(redisReply *reply)
        : RedisReplyView(reply)
        , m_owned(reply)
    {
    }
    RedisReply(RedisReply &&other) noexcept
        : RedisReplyView(other.m_owned)
        , m_owned(other.m_owned)
    {
        other.m_owned = nullptr;
        other.m_reply = nullptr;
    }
    RedisReply &operator=(RedisReply &&) = delete;
    RedisReply(const RedisReply &) = delete;
    RedisReply &operator=(const RedisReply &) = delete;
    ~RedisReply();

private:
    redisReply *m_owned;
};

} // namespace clinidesk
