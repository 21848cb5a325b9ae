#pragma once

#include "core/base/Id.h"
#include "core/base/Result.h"
#include "core/postgres/DatabaseConnection.h"

#include <QDate>
#include <QDateTime>
#include <QList>
#include <QStringList>

#include <chrono>
#include <optional>
#include <type_traits>

namespace clinidesk {

// Values on their way in: what an unset one means is NULL.

template <typename Entity> [[nodiscard]] QVariant idOrNull(Id<Entity> id)
{
    return id.isNull() ? QVariant() : QVariant(id.value());
}
[[nodiscard]] QVariant dateOrNull(QDate date);
[[nodiscard]] QVariant instantOrNull(const QDateTime &instant);
[[nodiscard]] QVariant minutesOrNull(std::optional<std::chrono::minutes> length);
/// PostgreSQL's array literal of @p numbers, for a cast; null when empty.
[[nodiscard]] QVariant arrayOrNull(const QList<qint64> &numbers);
/// The same of texts, never null.
[[nodiscard]] QString arrayOf(const QStringList &texts);
template <typename Entity> [[nodiscard]] QVariant idsOrNull(const QList<Id<Entity>> &ids)
{
    QList<qint64> numbers;
    for (const Id<Entity> id : ids)
        numbers.append(id.value());
    return arrayOrNull(numbers);
}

// Columns on their way out.

template <typename SomeId> [[nodiscard]] SomeId idAt(const AnswerRows &row, int column)
{
    return SomeId(row.bytes(column).toLongLong());
}
[[nodiscard]] QString textAt(const AnswerRows &row, int column);
/// UTC; invalid for NULL and for infinity.
[[nodiscard]] QDateTime instantAt(const AnswerRows &row, int column);
/// A column made by to_json() of an array of texts or numbers.
[[nodiscard]] QStringList textsAt(const AnswerRows &row, int column);
[[nodiscard]] QList<qint64> numbersAt(const AnswerRows &row, int column);

/// All rows of @p answer through @p read.
template <typename Read, typename Row = std::invoke_result_t<Read, const AnswerRows &>>
[[nodiscard]] Result<QList<Row>> listFrom(const Answered &answer, Read read)
{
    if (!answer)
        return answer.error();
    QList<Row> rows;
    while ((*answer)->next())
        rows.append(read(**answer));
    return rows;
}

/// The one row of @p answer through @p read; NotFound when there is none.
template <typename Read, typename Row = std::invoke_result_t<Read, const AnswerRows &>>
[[nodiscard]] Result<Row> rowFrom(const Answered &answer, Read read)
{
    if (!answer)
        return answer.error();
    if (!(*answer)->next())
        return Error{Error::Code::NotFound, {}, {}};
    return read(**answer);
}

/// An answer without a value.
[[nodiscard]] Result<Done> doneFrom(const Answered &answer);

} // namespace clinidesk
