#pragma once

#include "core/base/Error.h"
#include "core/booking/Appointment.h"
#include "core/booking/FreeSlots.h"

#include <QCoreApplication>
#include <QString>

#include <chrono>

namespace clinidesk {

/// How every screen words the same thing: names, days, times, steps.
class Wording
{
    Q_DECLARE_TR_FUNCTIONS(Wording)

public:
    [[nodiscard]] static QString status(Status status);
    [[nodiscard]] static QString action(Action action);

    /// @p text of digits and Latin letters, kept from left to right inside a sentence of any
    /// script: without it "05-Nov-1977" would read "Nov-1977-05" in a right-to-left window.
    [[nodiscard]] static QString leftToRight(const QString &text);
    /// @p text for a tool tip, which reads whatever looks like markup as markup: a name with "<b>"
    /// or "&amp;" in it is shown letter by letter.
    [[nodiscard]] static QString toolTip(const QString &text);
    /// "26-Nov-2026"
    [[nodiscard]] static QString date(QDate date);
    /// "05-Nov-1977", or "Not known".
    [[nodiscard]] static QString birthDate(QDate date);
    /// "OKAFOR, Nadia, born 05-Nov-1977": two identifiers, whichever way the name is written.
    [[nodiscard]] static QString identity(const QString &family, const QString &given,
                                          QDate birthDate);
    /// "49 years", "5 months" below two years; "Not known" without a birth date.
    [[nodiscard]] static QString age(QDate today, QDate birthDate);

    /// "Thu 26-Nov-2026"
    [[nodiscard]] static QString day(QDate day);
    /// "09:30" on the wall of a clinic in @p zone.
    [[nodiscard]] static QString time(const QDateTime &utc, const QByteArray &zone);
    /// "Thu 26-Nov-2026 09:30"
    [[nodiscard]] static QString when(const QDateTime &utc, const QByteArray &zone);
    /// "12 min", "1 h 05 min"
    [[nodiscard]] static QString waiting(std::chrono::seconds length);

    /// What one event of an appointment's life did: "Moved: from Thu … 09:30 to Fri … 10:00".
    [[nodiscard]] static QString event(const AppointmentEvent &event, const QByteArray &zone);
    /// "Thu 26-Nov-2026 09:30, Dr Okafor"
    [[nodiscard]] static QString slot(const Slot &slot, const QByteArray &zone);

    /// Why one of the desk's own files could not be written: "the disk of this computer is full".
    [[nodiscard]] static QString unwritten(const Error &error);
};

} // namespace clinidesk
