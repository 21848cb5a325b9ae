#include "core/booking/AbsenceProposals.h"

#include <QHash>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <limits>
#include <optional>

namespace clinidesk {

namespace {

struct Span
{
    qint64 from;
    qint64 until;
};

Span spanOf(const QDateTime &from, const QDateTime &until)
{
    return {from.toMSecsSinceEpoch(), until.toMSecsSinceEpoch()};
}

using Spans = QList<Span>;

bool isHit(const Spans &taken, Span span)
{
    return std::any_of(taken.begin(), taken.end(), [span](const Span &other) {
        return other.from < span.until && span.from < other.until;
    });
}

struct Offer
{
    const OfferedSlot *offered;
    Span span;
};

/// What is dealt out, and to whom nothing may be dealt any more.
class Deal
{
public:
    explicit Deal(const QList<OfferedSlot> &offers)
    {
        for (const OfferedSlot &offered : offers)
            m_offers.append({&offered, spanOf(offered.slot.startsAt, offered.slot.endsAt)});
        std::stable_sort(m_offers.begin(), m_offers.end(),
                         [](const Offer &a, const Offer &b) { return a.span.from < b.span.from; });
    }

    void block(PatientId patient, const QList<OpenSpan> &busy)
    {
        for (const OpenSpan &span : busy)
            m_patients[patient].append(spanOf(span.startsAt, span.endsAt));
    }

    [[nodiscard]] std::optional<Slot> take(const Appointment &of, bool isOwn)
    {
        const Offer *best = nullptr;
        const Span old = spanOf(of.startsAt, of.endsAt);
        qint64 distance = std::numeric_limits<qint64>::max();
        for (const Offer &offer : m_offers) {
            const Slot &slot = offer.offered->slot;
            const qint64 away = std::abs(offer.span.from - old.from);
            if (offer.offered->isOwn != isOwn || slot.department != of.department
                || offer.span.until - offer.span.from != old.until - old.from || away >= distance
                || isHit(m_doctors.value(slot.doctor), offer.span)
                || isHit(m_patients.value(of.patient), offer.span))
                continue;
            best = &offer;
            distance = away;
        }
        if (!best)
            return {};
        m_doctors[best->offered->slot.doctor].append(best->span);
        m_patients[of.patient].append(best->span);
        return best->offered->slot;
    }

private:
    QList<Offer> m_offers; ///< By start.
    QHash<DoctorId, Spans> m_doctors; ///< Null: the department's seats.
    QHash<PatientId, Spans> m_patients;
};

} // namespace

QList<Affected> proposalsFor(const QList<Displaced> &displaced, const QList<OfferedSlot> &offers)
{
    static constexpr std::array isOwnFirst{true, false, true};
    Deal deal(offers);
    QList<Affected> affected;
    for (const Displaced &one : displaced) {
        deal.block(one.appointment.patient, one.busy);
        affected.append({one.appointment, {}});
    }
    for (const bool isOwn : isOwnFirst) {
        for (Affected &one : affected) {
            if (!isAhead(one.appointment.status))
                continue;
            auto slot = deal.take(one.appointment, isOwn);
            if (!slot)
                slot = deal.take(one.appointment, !isOwn);
            if (slot)
                one.proposals.append(*slot);
        }
    }
    return affected;
}

} // namespace clinidesk
