#pragma once

#include "core/postgres/LibpqConnection.h"

#include <QDateTime>
#include <QVariant>

namespace clinidesk {

/// What a statement answered, row by row; stands before the first one. A value is converted when it
/// is asked for, and only then.
class AnswerRows final
{
public:
    explicit AnswerRows(LibpqRows rows)
        : m_rows(std::move(rows))
        , m_count(m_rows.count())
    {
    }

    /// Goes to the next row; false behind the last.
    bool next() { return ++m_row < m_count; }

    // Of the row it stands on:

    [[nodiscard]] bool isNull(int column) const { return m_rows.isNull(m_row, column); }
    /// By the column's type, as valueIn() says; a null variant for NULL.
    [[nodiscard]] QVariant value(int column) const;
    /// As PostgreSQL writes it; a null text for NULL.
    [[nodiscard]] QString text(int column) const;
    /// The same in UTF-8, for as long as the answer lives.
    [[nodiscard]] QByteArrayView bytes(int column) const { return m_rows.bytes(m_row, column); }

private:
    LibpqRows m_rows;
    int m_count;
    int m_row = -1;
};

} // namespace clinidesk
