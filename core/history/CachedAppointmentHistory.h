#pragma once

#include "core/booking/CachedClinicDirectory.h"
#include "core/history/AppointmentHistory.h"
#include "core/monitor/ReadReports.h"

namespace clinidesk {

/// Pages of the history, kept until anything in the clinics they were asked of changes (a doctor's:
/// anything of his own). What somebody typed to search for is never kept. What was shown without
/// the database is reported. GUI thread.
class CachedAppointmentHistory final : public AppointmentHistory
{
public:
    /// All outlive it.
    CachedAppointmentHistory(AppointmentHistory &source, CachedClinicDirectory &clinics,
                             Cache &cache, const CacheViewer &viewer, ReadReports &reports);

    [[nodiscard]] Async<HistoryPage> page(const HistoryQuery &query,
                                          Reading reading = Reading::Usual) override;
    void prepare(const HistoryQuery &query) override;
    [[nodiscard]] std::optional<HistoryPage> peek(const HistoryQuery &query) override;

private:
    [[nodiscard]] Async<Cached<Page<Appointment>>> kept(const HistoryQuery &query,
                                                        const QList<Clinic> &asked,
                                                        Reading reading);
    [[nodiscard]] CacheKey keyOf(const HistoryQuery &query, const QList<Clinic> &asked) const;
    [[nodiscard]] CacheTags tagsOf(const HistoryQuery &query, const QList<Clinic> &asked) const;
    [[nodiscard]] HistoryPage shown(const HistoryQuery &query,
                                    const Cached<Page<Appointment>> &answer);

    AppointmentHistory &m_source;
    CachedClinicDirectory &m_clinics;
    Cache &m_cache;
    const CacheViewer &m_viewer;
    ReadReports &m_reports;
    QObject m_context;
};

} // namespace clinidesk
