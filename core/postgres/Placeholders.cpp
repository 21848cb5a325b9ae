#include "core/postgres/Placeholders.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

bool isNameStart(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_';
}

bool isNamePart(QChar c)
{
    return isNameStart(c) || (c >= u'0' && c <= u'9');
}

/// Behind the quoted text or name that begins at @p at. One with a quote in it looks like two that
/// touch, which comes to the same.
qsizetype endOfQuoted(QStringView sql, qsizetype at)
{
    const qsizetype closing = sql.indexOf(sql.at(at), at + 1);
    return closing < 0 ? sql.size() : closing + 1;
}

qsizetype endOfName(QStringView sql, qsizetype at)
{
    while (at < sql.size() && isNamePart(sql.at(at)))
        ++at;
    return at;
}

} // namespace

NumberedStatement numbered(const QString &sql)
{
    const QStringView text(sql);
    NumberedStatement statement;
    QString written;
    for (qsizetype at = 0; at < text.size();) {
        const QChar c = text.at(at);
        qsizetype end = at + 1;
        if (c == u'\'' || c == u'"') {
            end = endOfQuoted(text, at);
        } else if (c == u':' && end < text.size() && text.at(end) == u':') {
            ++end;
        } else if (c == u':' && end < text.size() && isNameStart(text.at(end))) {
            end = endOfName(text, end);
            const QString field = text.sliced(at + 1, end - at - 1).toString();
            qsizetype number = statement.fields.indexOf(field);
            if (number < 0) {
                number = statement.fields.size();
                statement.fields.append(field);
            }
            written += u'$' % QString::number(number + 1);
            at = end;
            continue;
        }
        written += text.sliced(at, end - at);
        at = end;
    }
    statement.sql = written.toUtf8();
    return statement;
}

} // namespace clinidesk
