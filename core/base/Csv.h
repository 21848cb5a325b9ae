#pragma once

#include <QByteArray>
#include <QStringList>

namespace clinidesk {

/// Rows as RFC 4180 wants them: cells apart by commas, rows by CR LF, and a cell in quotes where it
/// holds a comma, a quote or the end of a line (also a semicolon or tab, at which spreadsheets of
/// some languages cut). Text is UTF-8; an unpaired surrogate and U+0000 become U+FFFD.
///
/// A spreadsheet runs a cell that begins with = + - or @ as a formula, and skips a tab or an end of
/// line before it. Such a cell gets an apostrophe in front, which spreadsheets take for "this is
/// text"; one that already begins with apostrophes and would go on so gets one more. Who reads
/// takes one apostrophe from a cell of apostrophes and such a sign: every text comes back as it
/// was.
class CsvWriter final
{
public:
    enum class Mark { None, ByteOrder }; ///< ByteOrder: spreadsheets know it for UTF-8 by the mark.

    explicit CsvWriter(Mark mark = Mark::ByteOrder);

    /// The bytes of the next row, the mark before the first one. At least one cell.
    [[nodiscard]] QByteArray row(const QStringList &cells);

private:
    bool m_owesMark;
};

} // namespace clinidesk
