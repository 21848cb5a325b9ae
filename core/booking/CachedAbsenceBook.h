#pragma once

#include "core/booking/AbsenceBook.h"
#include "core/cache/Cache.h"

#include <QObject>

namespace clinidesk {

/// Everything goes to the source. Before a change's answer arrives, whatever is kept of what it
/// touched is dropped. GUI thread.
class CachedAbsenceBook final : public AbsenceBook
{
public:
    /// Both outlive it.
    CachedAbsenceBook(AbsenceBook &source, Cache &cache);

    [[nodiscard]] Async<AffectedList> affected(const AbsenceSpan &span) override;
    [[nodiscard]] Async<QList<Absence>> standing(ClinicId clinic) override;
    [[nodiscard]] Async<EnteredAbsence> enter(RequestId request, const AbsenceSpan &span,
                                              const QString &reason) override;
    [[nodiscard]] Async<QStringList> remove(RequestId request, AbsenceId absence) override;

private:
    AbsenceBook &m_source;
    Cache &m_cache;
    QObject m_context;
};

} // namespace clinidesk
