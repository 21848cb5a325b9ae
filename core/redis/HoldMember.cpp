#include "core/redis/HoldMember.h"

#include "core/redis/HoldKeys.h"

namespace clinidesk {

namespace {

constexpr qsizetype longestName = 200;

QByteArray columnOf(const ColumnTime &time)
{
    return time.doctor.isNull() ? 's' + QByteArray::number(time.department.value())
                                : 'd' + QByteArray::number(time.doctor.value());
}

QDateTime utc(QByteArrayView seconds)
{
    return QDateTime::fromSecsSinceEpoch(seconds.toLongLong(), Qt::UTC);
}

} // namespace

QByteArray holdsKey(quint64 installation, ClinicId clinic, QDate day)
{
    return holdkeys::holds + QByteArray::number(installation) + ':'
        + QByteArray::number(clinic.value()) + ':' + day.toString(Qt::ISODate).toLatin1();
}

QByteArray holdMember(const QByteArray &key, const HoldToken &token, const ColumnTime &time,
                      const QString &who, const Seal &seal)
{
    const QByteArray clear = token.text() + ' ' + columnOf(time) + ' '
        + QByteArray::number(time.startsAt.toSecsSinceEpoch()) + ' '
        + QByteArray::number(time.endsAt.toSecsSinceEpoch()) + ' ';
    QByteArray member = clear;
    return seal.seal(member, who.left(longestName).toUtf8(), {key, clear}) ? member : QByteArray();
}

std::optional<HoldRead> holdIn(QByteArrayView member, const QByteArray &key, ClinicId clinic,
                               QDate day, const Seal *seal)
{
    QList<QByteArrayView> words;
    qsizetype from = 0;
    while (words.size() < 4) {
        const qsizetype space = member.indexOf(' ', from);
        if (space < 0)
            return {};
        words << member.sliced(from, space - from);
        from = space + 1;
    }
    HoldRead read{.token = words.at(0).toByteArray(),
                  .time = {.clinic = clinic,
                           .day = day,
                           .doctor = {},
                           .department = {},
                           .startsAt = utc(words.at(2)),
                           .endsAt = utc(words.at(3))},
                  .who = {}};
    const QByteArrayView column = words.at(1);
    const qint64 number = column.isEmpty() ? 0 : column.sliced(1).toLongLong();
    if (column.startsWith('d'))
        read.time.doctor = DoctorId(number);
    else if (column.startsWith('s'))
        read.time.department = DepartmentId(number);
    if (faultIn(read.time))
        return {};
    if (const auto name
        = seal ? seal->open(member.sliced(from), {key, member.first(from)}) : std::nullopt)
        read.who = QString::fromUtf8(*name).left(longestName);
    return read;
}

} // namespace clinidesk
