#include "core/cache/CacheKey.h"

#include <array>
#include <charconv>

namespace clinidesk {

namespace {

constexpr size_t mixed(size_t hash, quint64 number)
{
    const quint64 product = (hash ^ number) * 0x9e3779b97f4a7c15U;
    return size_t(product ^ (product >> 29));
}

template <typename Number> void append(QByteArray &text, Number number)
{
    std::array<char, 24> digits{':'};
    const auto end = std::to_chars(digits.data() + 1, digits.data() + digits.size(), number).ptr;
    text.append(digits.data(), end - digits.data());
}

} // namespace

CacheKey::CacheKey(CacheKind kind, const CacheScope &scope, ClinicId clinic)
    : m_scope(scope)
    , m_clinic(clinic)
    , m_hash(mixed(0, quint64(kind)))
    , m_kind(kind)
{
    m_hash = mixed(m_hash, scope.installation);
    m_hash = mixed(m_hash, scope.role);
    m_hash = mixed(m_hash, quint64(scope.eyes));
    m_hash = mixed(m_hash, quint64(scope.rightsVersion));
    m_hash = mixed(m_hash, quint64(clinic.value()));
}

CacheKey &CacheKey::with(qint64 number)
{
    m_numbers.append(number);
    m_hash = mixed(m_hash, quint64(number));
    return *this;
}

CacheKey &CacheKey::with(QDate day)
{
    return with(day.toJulianDay());
}

QByteArray CacheKey::toText() const
{
    const CacheKindTraits &traits = traitsOf(m_kind);
    QByteArray text;
    text.reserve(128);
    text.append(traits.name);
    append(text, uint(traits.layout));
    append(text, m_scope.installation);
    append(text, uint(m_scope.role));
    append(text, m_scope.eyes);
    append(text, m_scope.rightsVersion);
    append(text, m_clinic.value());
    for (const qint64 number : m_numbers)
        append(text, number);
    return text;
}

} // namespace clinidesk
