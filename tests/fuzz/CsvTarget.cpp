#include "core/base/Csv.h"
#include "tests/fuzz/CsvReader.h"
#include "tests/fuzz/Targets.h"

#include <QBuffer>
#include <QList>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

using Rows = QList<QStringList>;

/// The rows of @p bytes up to the first fault, which @p fault tells.
Rows rowsOf(QByteArray bytes, Error *fault = nullptr)
{
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    CsvReader reader(buffer);
    Rows rows;
    for (;;) {
        const auto row = reader.next();
        if (!row && fault)
            *fault = row.error();
        if (!row || !*row)
            return rows;
        rows << (*row)->cells;
    }
}

/// Whether a spreadsheet would run @p cell as it is written.
bool runs(const QString &cell)
{
    const QByteArray row = CsvWriter(CsvWriter::Mark::None).row({cell});
    const char first = row.at(row.startsWith('"') ? 1 : 0);
    return row != "\r\n" && QByteArrayView("=+-@\t\r\n").contains(first);
}

} // namespace

QString brokenByCsv(const QByteArray &bytes)
{
    Error fault;
    const Rows read = rowsOf(bytes, &fault);
    if (fault != Error()
        && fault.facts.value(u"line"_s).toInt() > bytes.count('\n') + bytes.count('\r') + 1)
        return u"a fault lies behind the last line"_s;

    // The bytes as cells: 0x1E ends one, 0x1D ends a row.
    Rows made;
    for (const QByteArray &line : bytes.split('\x1d')) {
        made.append(QStringList());
        for (const QByteArray &cell : line.split('\x1e'))
            made.last() << QString::fromUtf8(cell).replace(QChar(u'\0'), u'0');
    }
    for (const Rows &rows : {read, made}) {
        CsvWriter writer;
        QByteArray file;
        for (const QStringList &row : rows)
            file += writer.row(row);
        Error unread;
        if (rowsOf(file, &unread) != rows || unread != Error())
            return u"rows don't come back as they were written"_s;
    }
    for (const QStringList &row : std::as_const(made)) {
        if (std::any_of(row.begin(), row.end(), runs))
            return u"a cell begins like a formula"_s;
    }
    return {};
}

} // namespace clinidesk
