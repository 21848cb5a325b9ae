#pragma once

#include "core/booking/ClinicDirectory.h"
#include "core/paper/Sheet.h"
#include "ui/viewmodels/paper/PaperDocument.h"

#include <QCoreApplication>

namespace clinidesk {

/// Whether paper that lies about names people in full.
enum class PaperNames {
    Full,
    Initials, ///< Initials and record number; no birth dates, no reasons.
};

/// What stands on paper, word by word.
class PaperText
{
    Q_DECLARE_TR_FUNCTIONS(PaperText)

public:
    /// "Dr Okafor", "Cardiology, own seats"
    [[nodiscard]] static QString owner(const SheetOwner &owner);
    [[nodiscard]] static PaperSection day(const DaySheet &sheet, PaperNames names);
    /// @p days are of one owner, one after the other.
    [[nodiscard]] static PaperSection week(const QList<DaySheet> &days, PaperNames names);

    struct SlipFacts
    {
        Appointment appointment;
        QString clinic;
        quint64 installation = 0;
        QDateTime now; ///< UTC.
    };
    [[nodiscard]] static PaperSlip slip(const SlipFacts &facts);

    /// "Printed Thu 26-Nov-2026 09:41 by Rosa Reception"
    [[nodiscard]] static QString origin(const QDateTime &now, const QByteArray &zone,
                                        const QString &by);
    /// That the list is an old one, and from when.
    [[nodiscard]] static QString oldRemark(const QDateTime &asOf, const QByteArray &zone);
    /// "09:00 to 12:00, 13:00 to 17:00"; or that there are none, or that they are not known.
    [[nodiscard]] static QString hours(const DaySheet &sheet);
};

} // namespace clinidesk
