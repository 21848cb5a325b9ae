#include "tests/support/SkewedClock.h"

#include <QDir>
#include <QFile>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

const QString fileVariable = u"FAKETIME_TIMESTAMP_FILE"_s;

QString library()
{
    const QDir folder(u"/usr/lib"_s);
    const QStringList systems = folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &system : systems) {
        const QString path = folder.filePath(system % u"/faketime/libfaketimeMT.so.1"_s);
        if (QFile::exists(path))
            return path;
    }
    return {};
}

/// Put in place whole, since the other program reads it all the time.
void write(const QString &path, std::chrono::seconds ahead)
{
    const QString fresh = path % u".new"_s;
    QFile file(fresh);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("the skewed clock's file can't be written");
    file.write(QByteArray(ahead.count() < 0 ? "" : "+") + QByteArray::number(ahead.count()));
    file.close();
    std::rename(QFile::encodeName(fresh).constData(), QFile::encodeName(path).constData());
}

} // namespace

SkewedClock::SkewedClock()
{
    set(std::chrono::seconds(0));
}

QByteArray SkewedClock::problem() const
{
    return library().isEmpty() ? "libfaketime is not installed" : QByteArray();
}

QProcessEnvironment SkewedClock::environment(const QByteArray &zone) const
{
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"LD_PRELOAD"_s, library());
    environment.insert(fileVariable, m_folder.filePath(u"ahead"_s));
    environment.insert(u"FAKETIME_NO_CACHE"_s, u"1"_s);
    environment.insert(u"FAKETIME_DONT_FAKE_MONOTONIC"_s, u"1"_s);
    // What waits by the monotonic clock waits as long as it says; its default lets threads spin.
    environment.insert(u"FAKETIME_FORCE_MONOTONIC_FIX"_s, u"0"_s);
    environment.insert(u"NO_FAKE_STAT"_s, u"1"_s);
    environment.insert(u"TZ"_s, QString::fromLatin1(zone));
    return environment;
}

void SkewedClock::set(std::chrono::seconds ahead)
{
    write(m_folder.filePath(u"ahead"_s), ahead);
}

void SkewedClock::jump(std::chrono::seconds ahead)
{
    write(qEnvironmentVariable(fileVariable.toLatin1().constData()), ahead);
}

} // namespace clinidesk
