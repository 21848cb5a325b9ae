#pragma once

#include "core/base/Error.h"
#include "core/booking/AbsenceBook.h"

#include <QCoreApplication>

namespace clinidesk {

struct AffectedRow;

/// What the absence sheet says.
class AbsenceWording
{
    Q_DECLARE_TR_FUNCTIONS(AbsenceWording)

public:
    /// "→ Fri 27-Nov-2026 09:00, Dr Okafor", "✓ Moved to …", "– Left where it is for now"
    [[nodiscard]] static QString fate(const AffectedRow &row);
    /// The same for somebody who moves nobody.
    [[nodiscard]] static QString forTheDesk(const AffectedRow &row);
    /// "Dr Okafor, Thu 26-Nov-2026 08:00 to Fri 27-Nov-2026 12:00, 3 still affected"
    [[nodiscard]] static QString standing(const Absence &absence, const QByteArray &zone);

    /// Why the absence was not entered, or not taken away.
    [[nodiscard]] static QString refusal(const Error &error);
    /// Why a time can't be one of an absence, where the database says so.
    [[nodiscard]] static QString fault(const Error &error);
    /// Why one appointment was not moved.
    [[nodiscard]] static QString notMoved(const Error &error);
    /// "10 appointments moved, 2 left where they are."
    [[nodiscard]] static QString moved(int moved, int left);
};

} // namespace clinidesk
