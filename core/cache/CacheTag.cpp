#include "core/cache/CacheTag.h"

#include <QList>

#include <algorithm>
#include <array>

namespace clinidesk {

namespace {

/// In the order of CacheTag::Kind.
constexpr std::array<QByteArrayView, 10> words{"epoch",  "clinic", "day",    "doctor", "patient",
                                               "people", "hours",  "places", "staff",  "card"};

std::optional<CacheTag> dayFrom(QByteArrayView text)
{
    const qsizetype colon = text.indexOf(':');
    if (colon < 0)
        return {};
    const QDate day = QDate::fromString(QString::fromLatin1(text.sliced(colon + 1)), Qt::ISODate);
    if (!day.isValid())
        return {};
    return CacheTag::day(ClinicId(text.first(colon).toLongLong()), day);
}

std::optional<CacheTag> tagFrom(CacheTag::Kind kind, QByteArrayView rest)
{
    const qint64 id = rest.toLongLong();
    switch (kind) {
    case CacheTag::Kind::Epoch:
        return CacheTag::epoch();
    case CacheTag::Kind::Clinic:
        return CacheTag::clinic(ClinicId(id));
    case CacheTag::Kind::Day:
        return dayFrom(rest);
    case CacheTag::Kind::Doctor:
        return CacheTag::doctor(DoctorId(id));
    case CacheTag::Kind::Patient:
        return CacheTag::patient(PatientId(id));
    case CacheTag::Kind::People:
        return CacheTag::people(ClinicId(id));
    case CacheTag::Kind::Hours:
        return CacheTag::hours(ClinicId(id));
    case CacheTag::Kind::Places:
        return CacheTag::places(ClinicId(id));
    case CacheTag::Kind::Staff:
        return CacheTag::staff(StaffId(id));
    case CacheTag::Kind::Card:
        return CacheTag::card(PatientId(id));
    }
    return {};
}

} // namespace

std::optional<CacheTag> CacheTag::fromText(QByteArrayView text)
{
    const qsizetype colon = text.indexOf(':');
    const QByteArrayView word = colon < 0 ? text : text.first(colon);
    const auto found = std::find(words.begin(), words.end(), word);
    if (found == words.end())
        return {};
    const auto tag = tagFrom(Kind(found - words.begin()),
                             colon < 0 ? QByteArrayView() : text.sliced(colon + 1));
    // What reads alike but is written otherwise ("clinic:03") would be a second name of one tag.
    return tag && tag->toText() == text ? tag : std::nullopt;
}

QByteArray CacheTag::toText() const
{
    const QByteArray word = words[size_t(m_kind)].toByteArray();
    if (m_kind == Kind::Epoch)
        return word;
    const QByteArray text = word + ':' + QByteArray::number(m_id);
    return m_kind == Kind::Day
        ? text + ':' + QDate::fromJulianDay(m_day).toString(Qt::ISODate).toLatin1()
        : text;
}

CacheTags cacheTagsFrom(const QStringList &texts)
{
    CacheTags tags;
    for (const QString &text : texts) {
        if (const auto tag = CacheTag::fromText(text.toUtf8()))
            tags.append(*tag);
    }
    return tags;
}

} // namespace clinidesk
