#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QDate>
#include <QDateTime>
#include <QList>
#include <QString>

#include <cstring>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

namespace clinidesk {

/// Reads what CacheWriter wrote. Takes any bytes: after the first that can't be, everything reads
/// as nothing and isGood() is false. A text that was written often is one QString, shared.
class CacheReader
{
public:
    /// @p bytes have to stay where they are.
    explicit CacheReader(QByteArrayView bytes);

    [[nodiscard]] quint8 byte() { return take<quint8>(); }
    [[nodiscard]] qint64 number() { return take<qint64>(); }
    [[nodiscard]] qint32 number32() { return take<qint32>(); }
    [[nodiscard]] const QString &text();
    [[nodiscard]] QString ownText();
    [[nodiscard]] QByteArray bytes();
    [[nodiscard]] QDate date() { return QDate::fromJulianDay(number()); }
    [[nodiscard]] QDateTime moment(); ///< UTC.
    /// How many rows follow, each of at least @p leastBytes: never more than there can be.
    [[nodiscard]] qsizetype count(qsizetype leastBytes);

    /// As many rows as were counted, each through @p row and of at least @p leastBytes; nothing
    /// when one can't be.
    template <typename Row, typename ReadRow>
    [[nodiscard]] std::optional<QList<Row>> rows(qsizetype leastBytes, ReadRow row)
    {
        QList<Row> all;
        const qsizetype rows = count(leastBytes);
        all.reserve(rows);
        for (qsizetype i = 0; i < rows; ++i)
            all.emplaceBack(row());
        return isGood() ? std::optional(std::move(all)) : std::nullopt;
    }

    /// Whether everything so far could be read.
    [[nodiscard]] bool isGood() const { return m_isGood; }
    /// Whether it was good to the end, and nothing is left over.
    [[nodiscard]] bool isDone() const { return m_isGood && m_at == m_end; }
    /// For a codec that met a value which can't be.
    void spoil();

private:
    template <typename Number> Number take()
    {
        Number number{};
        if (m_end - m_at < qsizetype(sizeof number)) {
            spoil();
            return number;
        }
        std::memcpy(&number, m_at, sizeof number);
        m_at += sizeof number;
        return number;
    }
    [[nodiscard]] bool readTexts(const char *from, const char *end);

    const char *m_at;
    const char *m_end; ///< Of the rows.
    std::vector<QString> m_texts; ///< The first is the empty one.
    QDateTime m_moment = QDateTime::fromMSecsSinceEpoch(0, Qt::UTC);
    qint32 m_lastBytesPlace = 0;
    QByteArray m_lastBytes;
    bool m_isGood = true;
};

inline const QString &CacheReader::text()
{
    const auto place = take<quint32>();
    if (place < m_texts.size())
        return m_texts[place];
    spoil();
    return m_texts.front();
}

} // namespace clinidesk
