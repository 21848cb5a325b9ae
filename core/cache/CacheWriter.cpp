#include "core/cache/CacheWriter.h"

#include <cstring>
#include <limits>

namespace clinidesk {

static_assert(Q_BYTE_ORDER == Q_LITTLE_ENDIAN,
              "numbers and texts are written as they lie in memory");

namespace {

template <typename Number> void append(QByteArray &to, Number number)
{
    to.append(reinterpret_cast<const char *>(&number), sizeof number);
}

} // namespace

CacheWriter::CacheWriter()
{
    m_rows.reserve(8192);
    append(m_rows, quint32(0)); // Where the texts begin.
}

void CacheWriter::number(qint64 value)
{
    append(m_rows, value);
}

void CacheWriter::number32(qint32 value)
{
    append(m_rows, value);
}

void CacheWriter::text(const QString &text)
{
    if (text.isEmpty())
        return number32(0);
    const auto known = m_known.constFind(text);
    if (known != m_known.cend())
        return number32(*known);
    append(m_lengths, quint32(text.size()));
    m_texts.append(reinterpret_cast<const char *>(text.constData()), 2 * text.size());
    const auto place = qint32(m_known.size() + 1);
    m_known.insert(text, place);
    number32(place);
}

void CacheWriter::ownText(const QString &text)
{
    append(m_rows, quint32(text.size()));
    m_rows.append(reinterpret_cast<const char *>(text.constData()), 2 * text.size());
}

void CacheWriter::moment(const QDateTime &moment)
{
    number(moment.isValid() ? moment.toMSecsSinceEpoch() : std::numeric_limits<qint64>::min());
}

QByteArray CacheWriter::finished()
{
    const auto texts = quint32(m_rows.size());
    std::memcpy(m_rows.data(), &texts, sizeof texts);
    append(m_rows, quint32(m_known.size()));
    return m_rows + m_lengths + m_texts;
}

} // namespace clinidesk
