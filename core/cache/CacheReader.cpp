#include "core/cache/CacheReader.h"

namespace clinidesk {

namespace {

template <typename Number> Number numberAt(const char *at)
{
    Number number{};
    std::memcpy(&number, at, sizeof number);
    return number;
}

} // namespace

CacheReader::CacheReader(QByteArrayView bytes)
    : m_at(bytes.data())
    , m_end(bytes.data() + bytes.size())
{
    const char *const end = m_end;
    const auto texts = qsizetype(take<quint32>());
    if (!m_isGood || texts < qsizetype(sizeof(quint32)) || texts > bytes.size()
        || !readTexts(bytes.data() + texts, end)) {
        m_texts.assign(1, QString());
        spoil();
    } else {
        m_end = bytes.data() + texts;
    }
}

bool CacheReader::readTexts(const char *from, const char *end)
{
    constexpr qsizetype width = sizeof(quint32);
    if (end - from < width)
        return false;
    const auto texts = qsizetype(numberAt<quint32>(from));
    const char *length = from + width;
    if (texts > (end - length) / width)
        return false;
    const char *characters = length + texts * width;
    m_texts.reserve(size_t(texts + 1));
    m_texts.emplace_back();
    for (qsizetype index = 0; index < texts; ++index, length += width) {
        const auto size = qsizetype(numberAt<quint32>(length));
        if (size == 0 || size > (end - characters) / 2)
            return false;
        QString &text = m_texts.emplace_back(size, Qt::Uninitialized);
        std::memcpy(text.data(), characters, size_t(2 * size));
        characters += 2 * size;
    }
    return characters == end;
}

QString CacheReader::ownText()
{
    const auto size = qsizetype(take<quint32>());
    if (size == 0)
        return {};
    if (size > (m_end - m_at) / 2) {
        spoil();
        return {};
    }
    QString text(size, Qt::Uninitialized);
    std::memcpy(text.data(), m_at, size_t(2 * size));
    m_at += 2 * size;
    return text;
}

QByteArray CacheReader::bytes()
{
    const char *const at = m_at;
    const QString &characters = text();
    const qint32 place = m_isGood ? numberAt<qint32>(at) : 0;
    if (place != m_lastBytesPlace) {
        m_lastBytesPlace = place;
        m_lastBytes = characters.toLatin1();
    }
    return m_lastBytes;
}

QDateTime CacheReader::moment()
{
    const auto milliseconds = number();
    if (milliseconds == std::numeric_limits<qint64>::min() || !m_isGood)
        return {};
    m_moment.setMSecsSinceEpoch(milliseconds); // Twice as fast as making one.
    return m_moment;
}

qsizetype CacheReader::count(qsizetype leastBytes)
{
    const qsizetype rows = number32();
    if (rows >= 0 && rows <= (m_end - m_at) / leastBytes)
        return rows;
    spoil();
    return 0;
}

void CacheReader::spoil()
{
    m_isGood = false;
    m_at = m_end;
}

} // namespace clinidesk
