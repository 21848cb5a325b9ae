#include "tests/postgres/BookingCalls.h"

#include <QDateTime>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace clinidesk {

QString newRequest()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

QString berlin(int day, const QString &time)
{
    const QDate date = QDateTime::currentDateTimeUtc().date().addDays(day);
    return date.toString(Qt::ISODate) % u' ' % time % u" Europe/Berlin"_s;
}

QStringList arguments(const Wish &wish)
{
    return {wish.request,  wish.clinic,  wish.department, wish.doctor,    wish.patient,
            wish.startsAt, wish.minutes, wish.reason,     wish.doubleBook};
}

SqlSession::Answer bookWith(SqlSession &session, const QStringList &values)
{
    return session.call(u"SELECT * FROM book($1, $2, $3, $4, $5, $6, $7, $8, $9)"_s, values);
}

SqlSession::Answer book(SqlSession &session, const Wish &wish)
{
    return bookWith(session, arguments(wish));
}

SqlSession::Answer change(SqlSession &session, const QString &function,
                          const SqlSession::Answer &earlier, const QStringList &more)
{
    QStringList marks{u"$1"_s, u"$2"_s, u"$3"_s};
    for (qsizetype i = 0; i < more.size(); ++i)
        marks << u"$%1"_s.arg(i + 4);
    return session.call(u"SELECT * FROM %1(%2)"_s.arg(function, marks.join(u", "_s)),
                        QStringList{newRequest(), earlier.value(0), earlier.value(1)} + more);
}

SqlSession::Answer undo(SqlSession &session, const SqlSession::Answer &earlier)
{
    return session.call(u"SELECT * FROM undo($1, $2)"_s, {newRequest(), earlier.value(3)});
}

} // namespace clinidesk
