#pragma once

#include <QByteArrayView>
#include <QDateTime>
#include <QVariant>

namespace clinidesk {

// PostgreSQL's texts for values, under DateStyle ISO and TimeZone UTC (sessionSettings()).

/// Invalid for infinity and for years before Christ.
[[nodiscard]] QDate dateIn(QByteArrayView text);
/// UTC, whole milliseconds, never later than what stands there. Invalid like dateIn().
[[nodiscard]] QDateTime instantIn(QByteArrayView text);

/// The value that @p text stands for in a column of type @p oid: bool, int, qlonglong, double,
/// QDate, QTime, QDateTime; QString for any other.
[[nodiscard]] QVariant valueIn(QByteArrayView text, unsigned oid);

/// How @p value is sent. For a null one, and for a null text, a null QByteArray: NULL.
[[nodiscard]] QByteArray sentText(const QVariant &value);

} // namespace clinidesk
