#include "core/redis/RedisScript.h"

#include <QCryptographicHash>
#include <QFile>
#include <QPointer>

using namespace Qt::StringLiterals;

namespace clinidesk {

RedisScript::RedisScript(const QString &name)
{
    QFile file(u":/clinidesk/lua/%1.lua"_s.arg(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the script %s is not in the program", qPrintable(name));
    m_text = file.readAll();
    m_digest = QCryptographicHash::hash(m_text, QCryptographicHash::Sha1).toHex();
}

void RedisScript::run(RedisClient &client, const Arguments &arguments, RedisClient::Handler handler,
                      std::chrono::milliseconds patience) const
{
    auto withText = [text = m_text, arguments, patience, to = QPointer(&client),
                     handler = std::move(handler)](const Result<RedisReply> &reply) {
        if (reply && reply->isFailure("NOSCRIPT") && to)
            to->send(command("EVAL", text, arguments), handler, patience);
        else
            handler(reply);
    };
    client.send(command("EVALSHA", m_digest, arguments), std::move(withText), patience);
}

RedisCommand RedisScript::command(const QByteArray &how, const QByteArray &script,
                                  const Arguments &arguments)
{
    RedisCommand command{how, script, QByteArray::number(arguments.keys.size())};
    for (const QByteArray &key : arguments.keys)
        command.add(key);
    for (const QByteArray &value : arguments.values)
        command.add(value);
    return command;
}

} // namespace clinidesk
