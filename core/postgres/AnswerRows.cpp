#include "core/postgres/AnswerRows.h"

#include "core/postgres/ServerValues.h"

namespace clinidesk {

QVariant AnswerRows::value(int column) const
{
    return isNull(column) ? QVariant() : valueIn(bytes(column), m_rows.typeOf(column));
}

QString AnswerRows::text(int column) const
{
    return isNull(column) ? QString() : m_rows.text(m_row, column);
}

} // namespace clinidesk
