#include "core/settings/DotEnv.h"
#include "tests/fuzz/Targets.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

/// @p value as a person would have to write it in double quotes.
QString quoted(QString value)
{
    value.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s).replace(u'$', u"\\$"_s);
    value.replace(u'\n', u"\\n"_s).replace(u'\r', u"\\r"_s).replace(u'\t', u"\\t"_s);
    return u'"' % value % u'"';
}

/// The file that says what @p values do.
QByteArray written(const QHash<QString, QString> &values)
{
    QString text;
    for (auto at = values.cbegin(); at != values.cend(); ++at)
        text += u"export "_s % at.key() % u" = "_s % quoted(at.value()) % u" # as read\r\n"_s;
    return text.toUtf8();
}

} // namespace

QString brokenByDotEnv(const QByteArray &bytes)
{
    static const QRegularExpression name(u"^[A-Za-z_][A-Za-z0-9_]*$"_s);
    static const QRegularExpression complaint(
        u"^line [1-9][0-9]* (is not NAME=value|holds a zero byte|opens a quote that nothing closes|"
        u"goes on after its closing quote)$|^the file is longer than 1 MB$"_s);

    const DotEnv read = parseDotEnv(bytes);
    for (auto at = read.values.cbegin(); at != read.values.cend(); ++at) {
        if (!name.match(at.key()).hasMatch())
            return u"a name is no name"_s;
        if (at.value().contains(QChar(u'\0')))
            return u"a value holds a zero byte"_s;
    }
    for (const QString &said : read.complaints) {
        if (!complaint.match(said).hasMatch())
            return u"a complaint says more than where and why"_s;
    }
    if (read.complaints.size() > bytes.count('\n') + 1)
        return u"there are more complaints than lines"_s;

    const DotEnv again = parseDotEnv(written(read.values));
    if (!again.complaints.isEmpty() || again.values != read.values)
        return u"values don't come back from quotes"_s;
    return {};
}

} // namespace clinidesk
