#pragma once

#include "tests/postgres/SqlSession.h"

namespace clinidesk {

[[nodiscard]] QString newRequest();

/// An instant so many days from today, at a wall-clock time in Berlin; as PostgreSQL reads it.
[[nodiscard]] QString berlin(int day, const QString &time);

/// What a booking of the tests looks like unless it says otherwise.
struct Wish
{
    QString request = newRequest();
    QString clinic = QStringLiteral("1");
    QString department = QStringLiteral("1");
    QString doctor = QStringLiteral("1");
    QString patient = QStringLiteral("1");
    QString startsAt = berlin(3, QStringLiteral("10:00"));
    QString minutes = QStringLiteral("20");
    QString reason = QStringLiteral("cough");
    QString doubleBook = QStringLiteral("false");
};

/// What book() is called with, in its order.
[[nodiscard]] QStringList arguments(const Wish &wish);
SqlSession::Answer bookWith(SqlSession &session, const QStringList &values);
SqlSession::Answer book(SqlSession &session, const Wish &wish = {});

/// A change of the appointment that @p earlier answered with, at its version.
SqlSession::Answer change(SqlSession &session, const QString &function,
                          const SqlSession::Answer &earlier, const QStringList &more = {});

/// Takes back the change that @p earlier answered with.
SqlSession::Answer undo(SqlSession &session, const SqlSession::Answer &earlier);

} // namespace clinidesk
