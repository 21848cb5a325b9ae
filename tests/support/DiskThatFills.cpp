#include "tests/support/DiskThatFills.h"

#include <QFile>
#include <QStorageInfo>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr const char *place = "/mnt";
constexpr const char *ballast = "/mnt/ballast";

bool write(const char *path, const QByteArray &text)
{
    QFile file(QString::fromLatin1(path));
    return file.open(QIODevice::WriteOnly | QIODevice::Unbuffered)
        && file.write(text) == text.size();
}

/// A view of the file systems for this process and its children, in which it may mount.
bool enterOwnView()
{
    const uint person = ::geteuid();
    const uint group = ::getegid();
    if (person == 0)
        return ::unshare(CLONE_NEWNS) == 0;
    const auto itself = [](uint id) { return u"%1 %1 1"_s.arg(id).toLatin1(); };
    return ::unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0 && write("/proc/self/setgroups", "deny")
        && write("/proc/self/uid_map", itself(person))
        && write("/proc/self/gid_map", itself(group));
}

} // namespace

DiskThatFills::DiskThatFills(int megabytes)
{
    const QByteArray size = "size=" + QByteArray::number(megabytes) + "m,mode=0755";
    const bool isMounted = enterOwnView()
        && ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0
        && ::mount("tmpfs", place, "tmpfs", 0, size.constData()) == 0;
    if (!isMounted)
        m_problem = QByteArray("this system lets the test mount no disk of its own: ")
            + std::strerror(errno);
}

DiskThatFills::~DiskThatFills()
{
    if (isThere())
        ::umount2(place, MNT_DETACH);
}

QString DiskThatFills::folder() const
{
    return QString::fromLatin1(place);
}

void DiskThatFills::fill()
{
    const int file = ::open(ballast, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    // Others may give back or take space meanwhile.
    for (qint64 size = 0, left = bytesFree(); left > 0; left = bytesFree()) {
        if (::posix_fallocate(file, size, left) == 0)
            size += left;
    }
    ::close(file);
}

void DiskThatFills::drain()
{
    ::unlink(ballast);
}

qint64 DiskThatFills::bytesFree() const
{
    return QStorageInfo(folder()).bytesFree();
}

} // namespace clinidesk
