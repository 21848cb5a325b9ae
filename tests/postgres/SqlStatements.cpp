#include "tests/postgres/SqlStatements.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

/// Where the token that starts at @p at ends: a comment, a string, a name, a dollar quote, or one
/// character of anything else.
qsizetype endOfToken(const QString &sql, qsizetype at)
{
    static const QRegularExpression quoted(
        u"\\G(?:--[^\\n]*|/\\*.*?\\*/"
        u"|[eE]'(?:[^'\\\\]|''|\\\\.)*'|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\""
        "|\\$(\\w*)\\$.*?\\$\\1\\$|\\w+)"_s,
        QRegularExpression::DotMatchesEverythingOption);
    const auto token = quoted.match(sql, at);
    return token.hasMatch() ? token.capturedEnd() : at + 1;
}

} // namespace

QStringList statementsOf(const QString &sql)
{
    QStringList statements;
    qsizetype start = 0;
    for (qsizetype at = 0; at < sql.size(); at = endOfToken(sql, at)) {
        if (sql[at] != u';')
            continue;
        statements << sql.sliced(start, at + 1 - start);
        start = at + 1;
    }
    if (start < sql.size() && !statements.isEmpty())
        statements.last() += sql.sliced(start);
    return statements;
}

} // namespace clinidesk
