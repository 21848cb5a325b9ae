#include "core/settings/IniFile.h"

#include "core/base/WholeFile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

/// Values past these go between quotes, or a reader would take them for something else.
bool isPlain(const QString &value)
{
    return value.trimmed() == value && std::all_of(value.begin(), value.end(), [](QChar each) {
               return each >= u' ' && each != u'\x7f' && !u"\"\\;=%"_s.contains(each);
           });
}

QString quoted(const QString &value)
{
    QString text = u"\""_s;
    for (const QChar each : value) {
        if (each == u'"' || each == u'\\')
            text += u'\\' % each;
        else if (each == u'\n')
            text += u"\\n"_s;
        else if (each < u' ' || each == u'\x7f')
            text += u"\\x"_s % QString::number(each.unicode(), 16).rightJustified(4, u'0');
        else
            text += each;
    }
    return text % u'"';
}

/// The character that @p sign stands for behind a backslash.
QChar unescaped(QChar sign)
{
    switch (sign.unicode()) {
    case u'n':
        return u'\n';
    case u'r':
        return u'\r';
    case u't':
        return u'\t';
    default:
        return sign;
    }
}

/// What stands between the quotes that open @p text.
QString unquoted(const QString &text)
{
    QString value;
    for (qsizetype at = 1; at < text.size() && text[at] != u'"'; ++at) {
        if (text[at] != u'\\' || at + 1 == text.size()) {
            value += text[at];
            continue;
        }
        ++at;
        if (text[at] != u'x') {
            value += unescaped(text[at]);
            continue;
        }
        ushort code = 0;
        int digits = 0;
        bool isHex = true;
        while (digits < 4 && at + 1 < text.size()) {
            const uint digit = text.mid(at + 1, 1).toUInt(&isHex, 16);
            if (!isHex)
                break;
            code = ushort(code * 16 + digit);
            ++digits;
            ++at;
        }
        value += QChar(code);
    }
    return value;
}

/// QSettings writes these two behind a backslash even without quotes.
QString withoutEscapes(const QString &text)
{
    QString value;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QChar next = at + 1 < text.size() ? text[at + 1] : QChar();
        if (text[at] == u'\\' && (next == u'\\' || next == u'"'))
            ++at;
        value += text[at];
    }
    return value;
}

} // namespace

IniValues IniFile::read() const
{
    QFile file(m_path);
    return !m_path.isEmpty() && file.open(QIODevice::ReadOnly) ? iniValues(file.readAll())
                                                               : IniValues();
}

Result<Done> IniFile::write(const IniValues &values) const
{
    if (m_path.isEmpty())
        return Done{};
    // What can't be read isn't lost: it must not be written over.
    QFile before(m_path);
    if (before.exists() && !before.open(QIODevice::ReadOnly))
        return Error{
            Error::Code::Invalid, u"file: unreadable"_s, {{u"problem"_s, u"not_allowed"_s}}};
    QDir().mkpath(QFileInfo(m_path).absolutePath());
    return writeWhole(m_path, iniText(values), Privacy::WherePossible);
}

QByteArray iniText(const IniValues &values)
{
    QString text;
    QString section;
    for (auto [key, value] : values.asKeyValueRange()) {
        const QString itsSection = key.section(u'/', 0, 0);
        if (itsSection != section) {
            text += u"%1[%2]\n"_s.arg(text.isEmpty() ? QString() : u"\n"_s, itsSection);
            section = itsSection;
        }
        text += key.section(u'/', 1).replace(u'/', u'\\') % u'='
            % (isPlain(value) ? value : quoted(value)) % u'\n';
    }
    return text.toUtf8();
}

IniValues iniValues(const QByteArray &text)
{
    IniValues values;
    QString section;
    for (const QString &each : QString::fromUtf8(text).split(u'\n')) {
        const QString line = each.trimmed();
        const qsizetype equals = line.indexOf(u'=');
        if (line.startsWith(u'[') && line.endsWith(u']')) {
            section = line.mid(1, line.size() - 2).trimmed();
        } else if (equals > 0 && !line.startsWith(u';') && !line.startsWith(u'#')) {
            const QString value = line.mid(equals + 1).trimmed();
            QString key = line.left(equals).trimmed();
            values.insert(section % u'/' % key.replace(u'\\', u'/'),
                          value.startsWith(u'"') ? unquoted(value) : withoutEscapes(value));
        }
    }
    return values;
}

} // namespace clinidesk
