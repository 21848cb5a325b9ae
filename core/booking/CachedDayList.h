#pragma once

#include "core/booking/AppointmentBook.h"
#include "core/booking/CachedClinicDirectory.h"
#include "core/booking/DayList.h"
#include "core/monitor/ReadReports.h"

namespace clinidesk {

/// Days, kept until something of them changes. A day asked for as today is found out first, so that
/// nothing is kept under that name past midnight. What was shown without the database is reported.
/// GUI thread.
class CachedDayList final : public DayList
{
public:
    /// All outlive it.
    CachedDayList(DayList &source, CachedClinicDirectory &clinics, Cache &cache,
                  const CacheViewer &viewer, ReadReports &reports);

    [[nodiscard]] Async<Day> day(ClinicId clinic, QDate date,
                                 Reading reading = Reading::Usual) override;
    [[nodiscard]] std::optional<Day> peek(ClinicId clinic, QDate date) override;

    /// Has the clinic's today at hand for when it is asked.
    void prepare(const Clinic &clinic);

    using Loaded = std::function<void(const Clinic &, QDate, const QList<Appointment> &)>;
    /// Tells @p loaded of each day that was read from the database.
    void tellLoaded(Loaded loaded) { m_loaded = std::move(loaded); }

    /// The days that @p change touched, as they may be kept here and what it makes of them: none
    /// when it has no row to show.
    [[nodiscard]] QList<CacheMend> mendsOf(const Change &change);

private:
    [[nodiscard]] Async<Cached<QList<Appointment>>> kept(const Clinic &clinic, QDate date,
                                                         Reading reading);
    [[nodiscard]] CacheKey keyOf(const Clinic &clinic, QDate date) const;
    [[nodiscard]] static CacheTags tagsOf(ClinicId clinic, QDate date);
    [[nodiscard]] Day shown(ClinicId clinic, QDate date, const Cached<QList<Appointment>> &answer);

    DayList &m_source;
    CachedClinicDirectory &m_clinics;
    Cache &m_cache;
    const CacheViewer &m_viewer;
    ReadReports &m_reports;
    Loaded m_loaded;
    QObject m_context;
};

} // namespace clinidesk
