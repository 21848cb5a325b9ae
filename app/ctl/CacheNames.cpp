#include "app/ctl/CacheNames.h"

#include "core/redis/CacheKeys.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

Error invalid(const QString &field, const QString &problem, const QString &sentence)
{
    return {Error::Code::Invalid, sentence, {{u"field"_s, field}, {u"problem"_s, problem}}};
}

QString withoutPrefix(const QString &typed)
{
    const QString prefix = QString::fromLatin1(cachekeys::entries);
    return typed.startsWith(prefix) ? typed.mid(prefix.size()) : typed;
}

Error unknownKind(const QString &kind)
{
    QStringList known;
    for (const CacheKindTraits &traits : cacheKinds())
        known << QString::fromLatin1(traits.name);
    return invalid(u"kind"_s, u"unknown"_s,
                   u"%1 is no kind of entry. Nothing was done; the kinds are %2."_s.arg(
                       kind.isEmpty() ? u"Nothing"_s : u'“' % kind % u'”', known.join(u", "_s)));
}

} // namespace

Result<QByteArray> entryNameFrom(const QString &typed)
{
    const QString name = withoutPrefix(typed);
    static const QRegularExpression shape(u"\\A[a-z_]+(:-?[0-9]+)+\\z"_s);
    if (!shape.match(name).hasMatch())
        return invalid(u"name"_s, u"malformed"_s,
                       u"That is no name of an entry. Nothing was done; one looks like "
                       "day:1:17:1:0:3:2:2461367, a kind and numbers, on one line."_s);
    const QString kind = name.section(u':', 0, 0);
    if (!cacheKindFromName(kind))
        return unknownKind(kind);
    return name.toLatin1();
}

Result<QByteArray> entryPatternFrom(const QString &typed, PatternReach reach)
{
    const QString pattern = withoutPrefix(typed);
    static const QRegularExpression shape(u"\\A[a-z_0-9:*?\\[\\]^-]+\\z"_s);
    if (!shape.match(pattern).hasMatch())
        return invalid(u"pattern"_s, u"malformed"_s,
                       u"That is no pattern of names. Nothing was done; one looks like day:*, with "
                       "a kind, numbers, colons and * ? [ ], on one line."_s);
    static const QRegularExpression nonLetter(u"[^a-z_]"_s);
    const qsizetype end = pattern.indexOf(nonLetter);
    const QString kind = pattern.left(end);
    if (cacheKindFromName(kind) || reach == PatternReach::Everything)
        return pattern.toLatin1();
    if (!kind.isEmpty())
        return unknownKind(kind);
    return invalid(
        u"pattern"_s, u"too wide"_s,
        u"“%1” may mean entries of every kind. Nothing was done; begin with a kind, as in "
        "day:*, or add --all."_s.arg(pattern));
}

std::optional<CacheKind> kindOfEntry(QByteArrayView name)
{
    const qsizetype colon = name.indexOf(':');
    return cacheKindFromName(QString::fromLatin1(name.first(colon < 0 ? name.size() : colon)));
}

} // namespace clinidesk
