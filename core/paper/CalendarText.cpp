#include "core/paper/CalendarText.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr qsizetype longestLine = 75; ///< Octets without CR LF.

QByteArray instant(const QDateTime &utc)
{
    return utc.toUTC().toString(u"yyyyMMdd'T'HHmmss'Z'"_s).toLatin1();
}

QByteArray escaped(const QString &text)
{
    QString escaped;
    for (const QChar each : text) {
        if (each == u'\n')
            escaped += u"\\n"_s;
        else if (each == u'\\' || each == u';' || each == u',')
            escaped += QString(u'\\') + each;
        else if (each.category() != QChar::Other_Control)
            escaped += each;
    }
    return escaped.toUtf8();
}

bool isInsideCharacter(char octet)
{
    return (static_cast<unsigned char>(octet) & 0xC0U) == 0x80U;
}

QByteArray folded(const QByteArray &line)
{
    QByteArray folded;
    qsizetype from = 0;
    while (from < line.size()) {
        // A line that goes on begins with a space, which counts.
        const qsizetype room = from == 0 ? longestLine : longestLine - 1;
        qsizetype until = std::min(from + room, line.size());
        while (until < line.size() && isInsideCharacter(line.at(until)))
            --until;
        folded += (from == 0 ? "" : " ") + line.mid(from, until - from) + "\r\n";
        from = until;
    }
    return folded;
}

} // namespace

QString calendarUid(quint64 installation, AppointmentId appointment)
{
    const QString named = u"appointment %1 of %2"_s.arg(QString::number(appointment.value()),
                                                        QString::number(installation));
    const QByteArray hash
        = QCryptographicHash::hash(named.toUtf8(), QCryptographicHash::Sha256).toHex().first(24);
    return QString::fromLatin1(hash) + u"@clinidesk"_s;
}

QByteArray calendarText(const CalendarEntry &entry)
{
    const QList<QByteArray> lines{"BEGIN:VCALENDAR",
                                  "VERSION:2.0",
                                  "PRODID:-//CliniDesk//Appointment slip//EN",
                                  "BEGIN:VEVENT",
                                  "UID:" + escaped(entry.uid),
                                  "DTSTAMP:" + instant(entry.stampedAt),
                                  "DTSTART:" + instant(entry.startsAt),
                                  "DTEND:" + instant(entry.endsAt),
                                  "SUMMARY:" + escaped(entry.summary),
                                  "LOCATION:" + escaped(entry.location),
                                  "END:VEVENT",
                                  "END:VCALENDAR"};
    QByteArray text;
    for (const QByteArray &line : lines)
        text += folded(line);
    return text;
}

} // namespace clinidesk
