#pragma once

#include "core/booking/Waitlist.h"

#include <QCoreApplication>

namespace clinidesk {

/// What the waitlist says.
class WaitlistWording
{
    Q_DECLARE_TR_FUNCTIONS(WaitlistWording)

public:
    [[nodiscard]] static QString urgency(WaitingWish::Urgency urgency);
    [[nodiscard]] static QString identity(const Waiting &waiting);
    /// "Dr Okafor", or "Cardiology, anybody".
    [[nodiscard]] static QString whom(const Waiting &waiting);
    /// "Dr Okafor, Mon and Thu, until 12:00, 40 min"
    [[nodiscard]] static QString wants(const Waiting &waiting);
    /// "12 days", "today"
    [[nodiscard]] static QString since(const Waiting &waiting);
    /// What is going on with an entry: offered until when, no way to reach, an appointment there
    /// is.
    [[nodiscard]] static QString state(const Waiting &waiting);
    /// Why somebody stands where he does: "waiting 12 days, urgent, wants Dr Okafor, until 12:00".
    [[nodiscard]] static QString reasons(const Candidate &candidate);
    [[nodiscard]] static QString contact(const Waiting &waiting);
    /// @p left is what is left of an offer.
    [[nodiscard]] static QString state(const Candidate &candidate, std::chrono::seconds left);

    [[nodiscard]] static QString freed(const FreedTime &freed);
    /// "Thu 26-Nov-2026 09:30, Dr Okafor"
    [[nodiscard]] static QString place(const FreeTime &time, const QString &name,
                                       const QByteArray &zone);

    /// Why an entry could not be changed; @p who is the patient.
    [[nodiscard]] static QString notSaved(const Error &error, const QString &who);
    /// Why a time could not be offered, booked or given up.
    [[nodiscard]] static QString notOffered(const Error &error, const QString &who);
};

} // namespace clinidesk
