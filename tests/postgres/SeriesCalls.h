#pragma once

#include "tests/postgres/BookingCalls.h"

namespace clinidesk {

/// A text array as PostgreSQL reads it.
[[nodiscard]] QString listOf(const QStringList &values);
/// One column of all rows.
[[nodiscard]] QStringList columnOf(const SqlSession::Answer &answer, int column);

/// Every week from so many days on, at the wall's time in Berlin.
[[nodiscard]] QStringList weekly(int count, const QString &time = QStringLiteral("10:00"),
                                 int firstDay = 3);

/// What a series of the tests looks like unless it says otherwise.
struct SeriesWish
{
    QString request = newRequest();
    QString doctor = QStringLiteral("1");
    QString patient = QStringLiteral("1");
    QStringList starts = weekly(6);
    QString minutes = QStringLiteral("20");
    QString times = QStringLiteral("6");
    QString repeats = QString();
    QString clinic = QStringLiteral("1");
    QString department = QStringLiteral("1");
};

SqlSession::Answer bookSeries(SqlSession &session, const SeriesWish &wish);

/// A change of several appointments of a series.
struct SeriesChange
{
    QString function; ///< cancel_series or move_series.
    QString scope;
    QStringList more; ///< Why, or the starts.
};
/// Of the appointment at @p anchor among @p seen's rows, all of which from the row @p from on were
/// seen.
SqlSession::Answer changeSeries(SqlSession &session, const SqlSession::Answer &seen, int anchor,
                                const SeriesChange &how, int from = 0);

/// Takes back what @p made answered with, as one step.
SqlSession::Answer undoSeries(SqlSession &session, const SqlSession::Answer &made);

} // namespace clinidesk
