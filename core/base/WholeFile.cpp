#include "core/base/WholeFile.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <QThreadPool>

#include <memory>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

Error fileFault(const QString &problem)
{
    return Error{Error::Code::Invalid, u"file: "_s % problem, {{u"problem"_s, problem}}};
}

QString problemOf(const QSaveFile &file)
{
    switch (file.error()) {
    case QFileDevice::ResourceError:
        return u"no_room"_s;
    case QFileDevice::PermissionsError:
        return u"not_allowed"_s;
    default:
        return u"unwritable"_s;
    }
}

} // namespace

Result<Done> writeWhole(const QString &path, const QByteArray &bytes, Privacy privacy)
{
    const QFileInfo place(path);
    if (!place.dir().exists())
        return fileFault(u"no_folder"_s);
    const QFileInfo folder(place.absolutePath());
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return fileFault(!folder.isWritable() ? u"not_allowed"_s : problemOf(file));
    if (!file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        && privacy == Privacy::Demanded)
        return fileFault(u"not_private"_s);
    // Qt 6.4's commit() overlooks that its own last flush failed, and puts an empty file in place.
    if (file.write(bytes) != bytes.size() || !file.flush() || !file.commit())
        return fileFault(problemOf(file));
    return Done{};
}

Async<Done> saveWhole(const QString &path, const QByteArray &bytes)
{
    auto promise = std::make_shared<QPromise<Result<Done>>>();
    promise->start();
    QThreadPool::globalInstance()->start([promise, path, bytes] {
        promise->addResult(writeWhole(path, bytes, Privacy::WherePossible));
        promise->finish();
    });
    return promise->future();
}

} // namespace clinidesk
