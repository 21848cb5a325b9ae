#include "core/base/Csv.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr QByteArrayView byteOrderMark = "\xEF\xBB\xBF";

/// Whether a spreadsheet could take @p text for a formula once its apostrophes are gone.
bool runsAsFormula(QStringView text)
{
    static constexpr QStringView starts = u"=+-@\t\r\n＝＋－＠";
    const auto *const first
        = std::find_if(text.begin(), text.end(), [](QChar c) { return c != u'\''; });
    return first != text.end() && starts.contains(*first);
}

QByteArray written(QString cell)
{
    cell.replace(QChar(u'\0'), QChar(QChar::ReplacementCharacter));
    if (runsAsFormula(cell))
        cell.prepend(u'\'');
    const bool needsQuotes = std::any_of(
        cell.begin(), cell.end(), [](QChar c) { return QStringView(u"\",;\t\r\n").contains(c); });
    if (needsQuotes)
        cell = u'"' % cell.replace(u'"', u"\"\""_s) % u'"';
    return cell.toUtf8();
}

} // namespace

CsvWriter::CsvWriter(Mark mark)
    : m_owesMark(mark == Mark::ByteOrder)
{
}

QByteArray CsvWriter::row(const QStringList &cells)
{
    Q_ASSERT(!cells.isEmpty());
    QByteArrayList parts;
    parts.reserve(cells.size());
    for (const QString &cell : cells)
        parts << written(cell);
    // Without the quotes a row of one empty cell would be an empty line, which is no row.
    if (parts.size() == 1 && parts.first().isEmpty())
        parts.first() = "\"\"";
    const QByteArray bytes = parts.join(',') + "\r\n";
    return std::exchange(m_owesMark, false) ? byteOrderMark.toByteArray() + bytes : bytes;
}

} // namespace clinidesk
