#include "tests/fuzz/CsvReader.h"

#include <QRegularExpression>
#include <QStringDecoder>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr qsizetype chunkBytes = qsizetype(4) * 1024;
constexpr int noMore = -1;
constexpr QByteArrayView byteOrderMark = "\xEF\xBB\xBF";

std::optional<QString> readText(const QByteArray &bytes)
{
    QStringDecoder decode(QStringDecoder::Utf8,
                          QStringDecoder::Flag::Stateless
                              | QStringDecoder::Flag::ConvertInitialBom);
    QString text = decode(bytes);
    if (decode.hasError())
        return std::nullopt;
    static const QRegularExpression guarded(u"^'(?='*[=+\\-@\\t\\r\\n＝＋－＠])"_s);
    return text.remove(guarded);
}

} // namespace

CsvReader::CsvReader(QIODevice &device, char separator)
    : m_device(device)
    , m_chunk(device.read(chunkBytes))
    , m_separator(separator)
{
    if (m_chunk.startsWith(byteOrderMark))
        m_at = 3;
}

Result<std::optional<CsvRow>> CsvReader::next()
{
    if (m_fault)
        return *m_fault;
    while (peek() == '\n' || peek() == '\r')
        skipLineEnd(peek());
    if (peek() == noMore && !m_isUnreadable)
        return std::optional<CsvRow>();

    CsvRow row{.line = m_line, .cells = {}};
    for (;;) {
        const auto end = readCell(row.cells);
        if (!end) {
            m_fault = end.error();
            return *m_fault;
        }
        if (*end != End::Cell)
            return std::optional(row);
    }
}

int CsvReader::peek()
{
    if (m_at == m_chunk.size()) {
        m_chunk = m_device.read(chunkBytes);
        m_at = 0;
        m_isUnreadable = m_isUnreadable || (m_chunk.isEmpty() && !m_device.atEnd());
    }
    return m_chunk.isEmpty() ? noMore : static_cast<unsigned char>(m_chunk[m_at]);
}

void CsvReader::skip()
{
    ++m_at;
}

/// CR LF is one end of a line; so are CR and LF alone.
void CsvReader::skipLineEnd(int byte)
{
    skip();
    if (byte == '\r' && peek() == '\n')
        skip();
    ++m_line;
}

Result<CsvReader::End> CsvReader::readCell(QStringList &cells)
{
    const int firstLine = m_line;
    QByteArray bytes;
    const auto read = peek() == '"' ? readQuoted(bytes) : readPlain(bytes);
    if (!read)
        return read.error();
    const auto text = readText(bytes);
    if (!text)
        return fault(u"bad_utf8"_s, firstLine);
    if (cells.size() == mostCells)
        return fault(u"too_many_cells"_s, firstLine);
    cells << *text;
    return readEnd();
}

Result<Done> CsvReader::readQuoted(QByteArray &cell)
{
    const int firstLine = m_line;
    skip();
    for (;;) {
        const int byte = peek();
        if (byte == noMore)
            return fault(u"open_quote"_s, firstLine);
        if (byte == 0)
            return fault(u"zero_byte"_s, m_line);
        if (cell.size() == mostCellBytes)
            return fault(u"cell_too_long"_s, firstLine);
        skip();
        if (byte == '"') {
            if (peek() != '"')
                return Done{};
            skip();
        }
        cell += char(byte);
        if (byte == '\n' || (byte == '\r' && peek() != '\n'))
            ++m_line;
    }
}

Result<Done> CsvReader::readPlain(QByteArray &cell)
{
    for (;;) {
        const int byte = peek();
        if (byte == noMore || byte == m_separator || byte == '\n' || byte == '\r')
            return Done{};
        if (byte == 0)
            return fault(u"zero_byte"_s, m_line);
        if (byte == '"')
            return fault(u"quote_inside"_s, m_line);
        if (cell.size() == mostCellBytes)
            return fault(u"cell_too_long"_s, m_line);
        cell += char(byte);
        skip();
    }
}

Result<CsvReader::End> CsvReader::readEnd()
{
    const int byte = peek();
    if (m_isUnreadable)
        return fault(u"unreadable"_s, m_line);
    if (byte == noMore)
        return End::File;
    if (byte == m_separator) {
        skip();
        return End::Cell;
    }
    if (byte != '\n' && byte != '\r')
        return fault(u"text_after_quote"_s, m_line);
    skipLineEnd(byte);
    return End::Row;
}

Error CsvReader::fault(const QString &problem, int line) const
{
    return {.code = Error::Code::Invalid,
            .detail = {},
            .facts
            = {{u"line"_s, line}, {u"problem"_s, m_isUnreadable ? u"unreadable"_s : problem}}};
}

} // namespace clinidesk
