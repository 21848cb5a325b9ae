#pragma once

#include "core/base/Result.h"

#include <QByteArray>
#include <QIODevice>
#include <QStringList>

#include <optional>

namespace clinidesk {

struct CsvRow
{
    int line = 0; ///< Where the row begins, from 1.
    QStringList cells; ///< At least one.

    friend bool operator==(const CsvRow &, const CsvRow &) = default;
};

/// Reads what CsvWriter and spreadsheets write, a row at a time: with or without a byte order mark,
/// rows apart by CR LF, LF or CR. Lines with nothing on them are no rows. It guesses at nothing:
/// the first fault ends the reading.
class CsvReader final
{
public:
    enum : qsizetype { mostCellBytes = 1 << 20, mostCells = 1'000 };

    /// Reads from @p device, which is open and outlives the reader. @p separator is ASCII.
    explicit CsvReader(QIODevice &device, char separator = ',');

    /// The next row; nothing at the end. Fails with Invalid (facts: line, problem), the same again
    /// when asked again: bad_utf8, zero_byte, open_quote (line: where it opens), quote_inside,
    /// text_after_quote, cell_too_long, too_many_cells, unreadable.
    [[nodiscard]] Result<std::optional<CsvRow>> next();

private:
    enum class End { Cell, Row, File };

    [[nodiscard]] int peek();
    void skip();
    void skipLineEnd(int byte);
    [[nodiscard]] Result<End> readCell(QStringList &cells);
    [[nodiscard]] Result<Done> readQuoted(QByteArray &cell);
    [[nodiscard]] Result<Done> readPlain(QByteArray &cell);
    [[nodiscard]] Result<End> readEnd();
    [[nodiscard]] Error fault(const QString &problem, int line) const;

    QIODevice &m_device;
    QByteArray m_chunk;
    qsizetype m_at = 0;
    char m_separator;
    int m_line = 1;
    bool m_isUnreadable = false;
    std::optional<Error> m_fault;
};

} // namespace clinidesk
