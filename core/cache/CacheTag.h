#pragma once

#include "core/base/Id.h"

#include <QByteArray>
#include <QDate>
#include <QHashFunctions>
#include <QStringList>

#include <optional>

namespace clinidesk {

/// Data that answers depend on. Whoever changes it gives its tag a new generation, and every answer
/// made before is dead. The text is PostgreSQL's: "clinic:3", "day:3:2026-11-22", "doctor:17",
/// "patient:4711", "card:4711" (only her name, birth date and so on), "people:3" (names of a
/// clinic's patients), "hours:3" (when it works), "places:3" (its departments and doctors),
/// "staff:7" (what a person may), "epoch" (everything).
class CacheTag
{
public:
    enum class Kind : quint8 {
        Epoch,
        Clinic,
        Day,
        Doctor,
        Patient,
        People,
        Hours,
        Places,
        Staff,
        Card
    };

    [[nodiscard]] static CacheTag epoch() { return {Kind::Epoch, 0, 0}; }
    [[nodiscard]] static CacheTag clinic(ClinicId id) { return {Kind::Clinic, id.value(), 0}; }
    [[nodiscard]] static CacheTag day(ClinicId clinic, QDate day)
    {
        return {Kind::Day, clinic.value(), day.toJulianDay()};
    }
    [[nodiscard]] static CacheTag doctor(DoctorId id) { return {Kind::Doctor, id.value(), 0}; }
    [[nodiscard]] static CacheTag patient(PatientId id) { return {Kind::Patient, id.value(), 0}; }
    [[nodiscard]] static CacheTag people(ClinicId id) { return {Kind::People, id.value(), 0}; }
    [[nodiscard]] static CacheTag hours(ClinicId id) { return {Kind::Hours, id.value(), 0}; }
    [[nodiscard]] static CacheTag places(ClinicId id) { return {Kind::Places, id.value(), 0}; }
    [[nodiscard]] static CacheTag staff(StaffId id) { return {Kind::Staff, id.value(), 0}; }
    [[nodiscard]] static CacheTag card(PatientId id) { return {Kind::Card, id.value(), 0}; }

    /// Invalid unless this is the tag of a day.
    [[nodiscard]] QDate date() const
    {
        return m_kind == Kind::Day ? QDate::fromJulianDay(m_day) : QDate();
    }

    /// Nothing for a text that isn't exactly what toText() writes.
    [[nodiscard]] static std::optional<CacheTag> fromText(QByteArrayView text);
    [[nodiscard]] QByteArray toText() const;

    friend bool operator==(const CacheTag &, const CacheTag &) = default;
    friend size_t qHash(const CacheTag &tag, size_t seed = 0) noexcept
    {
        return qHashMulti(seed, quint8(tag.m_kind), tag.m_id, tag.m_day);
    }

private:
    CacheTag(Kind kind, qint64 id, qint64 day)
        : m_kind(kind)
        , m_id(id)
        , m_day(day)
    {
    }

    Kind m_kind;
    qint64 m_id;
    qint64 m_day; ///< Julian; only of a day.
};

using CacheTags = QList<CacheTag>;

/// Those of @p texts that are tags; what isn't is left out, for it names nothing that is kept.
[[nodiscard]] CacheTags cacheTagsFrom(const QStringList &texts);

} // namespace clinidesk
