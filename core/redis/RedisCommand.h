#pragma once

#include <QByteArray>
#include <QVarLengthArray>

#include <initializer_list>

namespace clinidesk {

/// A command and its arguments; any bytes may be in them.
class RedisCommand final
{
public:
    RedisCommand(std::initializer_list<QByteArray> words)
        : m_words(words)
    {
    }

    RedisCommand &add(const QByteArray &word)
    {
        m_words.append(word);
        return *this;
    }

    [[nodiscard]] QByteArray name() const { return m_words.front(); }
    /// As the server reads it.
    void appendTo(QByteArray &out) const;

private:
    QVarLengthArray<QByteArray, 8> m_words;
};

} // namespace clinidesk
