#include "core/standalone/UserCount.h"

#include <QDir>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace clinidesk {

UserCount::UserCount(QString folder)
    : m_folder(std::move(folder))
{
}

bool UserCount::enter()
{
    if (m_own)
        return true;
    const QString name = QUuid::createUuid().toString(QUuid::WithoutBraces) % u".user"_s;
    auto own = std::make_unique<QLockFile>(m_folder % u'/' % name);
    own->setStaleLockTime(0); // Only the death of its process makes it stale, never its age.
    if (!own->tryLock())
        return false;
    m_own = std::move(own);
    return true;
}

void UserCount::leave()
{
    m_own.reset();
}

int UserCount::others() const
{
    int living = 0;
    const QDir folder(m_folder);
    const QStringList names = folder.entryList({u"*.user"_s}, QDir::Files);
    for (const QString &name : names) {
        QLockFile file(folder.filePath(name));
        file.setStaleLockTime(0);
        if (!file.tryLock(0))
            ++living; // The dead ones let go, and the file goes with our own short lock.
    }
    return living - (m_own ? 1 : 0);
}

} // namespace clinidesk
