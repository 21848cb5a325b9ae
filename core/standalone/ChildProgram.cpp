#include "core/standalone/ChildProgram.h"

#include "core/standalone/Account.h"

#include <QFileInfo>
#include <QProcess>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

void runUnderServerAccount(QProcess &process)
{
#ifdef Q_OS_UNIX
    const auto account = serverAccount();
    if (!account)
        return;
    process.setChildProcessModifier([account = *account] {
        if (!becomeAccount(account))
            ::_exit(126);
    });
#else
    Q_UNUSED(process)
#endif
}

Error failure(const ChildProgram &child, const QString &problem, int exitCode)
{
    return Error{.code = Error::Code::Unavailable,
                 .detail = QFileInfo(child.program).fileName() % u": "_s % problem,
                 .facts = {{u"exit"_s, exitCode}}};
}

} // namespace

QProcessEnvironment neutralEnvironment()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QStringList names = environment.keys();
    for (const QString &name : names) {
        if (name.startsWith(u"PG"_s) || name.startsWith(u"LC_"_s) || name == u"LANGUAGE"_s)
            environment.remove(name);
    }
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    environment.insert(u"LANG"_s, u"C.UTF-8"_s);
    return environment;
}

Result<QString> runToEnd(const ChildProgram &child)
{
    QProcess process;
    process.setProgram(child.program);
    process.setArguments(child.arguments);
    QProcessEnvironment environment = neutralEnvironment();
    if (!child.password.isEmpty())
        environment.insert(u"PGPASSWORD"_s, child.password);
    process.setProcessEnvironment(environment);
    if (!child.folder.isEmpty())
        process.setWorkingDirectory(child.folder);
    runUnderServerAccount(process);

    process.start();
    if (!process.waitForStarted())
        return failure(child, process.errorString(), -1);
    process.write(child.input);
    process.closeWriteChannel();
    const auto deadline = std::chrono::milliseconds(child.deadline);
    if (!process.waitForFinished(int(deadline.count()))) {
        process.kill();
        process.waitForFinished();
        return failure(child, u"did not end in time"_s, -1);
    }
    const QString words = QString::fromUtf8(process.readAllStandardOutput());
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0) {
        const QString complaint = QString::fromUtf8(process.readAllStandardError()).trimmed();
        return failure(child, complaint.isEmpty() ? words.trimmed() : complaint,
                       process.exitCode());
    }
    return words;
}

} // namespace clinidesk
