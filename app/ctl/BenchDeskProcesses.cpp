#include "app/ctl/BenchDeskProcesses.h"

#include "app/ctl/Awaited.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace clinidesk {

Result<std::unique_ptr<BenchDeskProcesses>> BenchDeskProcesses::start(quint16 redisPort, Size size,
                                                                      const QByteArray &sealKey)
{
    std::unique_ptr<BenchDeskProcesses> all(new BenchDeskProcesses);
    for (int i = 0; i < size.processes; ++i) {
        auto process = std::make_unique<QProcess>();
        process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process->start(QCoreApplication::applicationFilePath(),
                       {u"--redis-host"_s, u"127.0.0.1"_s, u"--redis-port"_s,
                        QString::number(redisPort), u"bench"_s, u"desks"_s, u"--desks"_s,
                        QString::number(size.desksEach)});
        all->m_processes.push_back(std::move(process));
    }
    const auto ready = all->answers();
    if (!ready)
        return ready.error();
    all->tell("unlock " + sealKey);
    return all;
}

BenchDeskProcesses::~BenchDeskProcesses()
{
    for (const auto &process : m_processes) {
        process->closeWriteChannel(); // Which is their end.
        process->waitForFinished();
    }
}

void BenchDeskProcesses::tell(const QByteArray &order)
{
    for (const auto &process : m_processes)
        process->write(order + '\n');
}

Result<QJsonArray> BenchDeskProcesses::answers()
{
    QJsonArray answers;
    for (const auto &process : m_processes) {
        const bool hasAnswered = waitUntil([&process] {
            return process->canReadLine() || process->state() == QProcess::NotRunning;
        });
        const auto answer = QJsonDocument::fromJson(process->readLine());
        if (!hasAnswered || !answer.isObject())
            return Error{Error::Code::Unavailable,
                         u"another process of the bench does not answer"_s,
                         {{u"layer"_s, u"redis"_s}}};
        answers << answer.object();
    }
    return answers;
}

} // namespace clinidesk
