#include "core/booking/CachedAbsenceBook.h"

namespace clinidesk {

CachedAbsenceBook::CachedAbsenceBook(AbsenceBook &source, Cache &cache)
    : m_source(source)
    , m_cache(cache)
{
}

Async<AffectedList> CachedAbsenceBook::affected(const AbsenceSpan &span)
{
    return m_source.affected(span);
}

Async<QList<Absence>> CachedAbsenceBook::standing(ClinicId clinic)
{
    return m_source.standing(clinic);
}

Async<EnteredAbsence> CachedAbsenceBook::enter(RequestId request, const AbsenceSpan &span,
                                               const QString &reason)
{
    return andThen(
        m_source.enter(request, span, reason), &m_context, [this](const EnteredAbsence &entered) {
            return afterwards(m_cache.invalidate(cacheTagsFrom(entered.tags)), &m_context, entered);
        });
}

Async<QStringList> CachedAbsenceBook::remove(RequestId request, AbsenceId absence)
{
    return andThen(m_source.remove(request, absence), &m_context, [this](const QStringList &tags) {
        return afterwards(m_cache.invalidate(cacheTagsFrom(tags)), &m_context, tags);
    });
}

} // namespace clinidesk
