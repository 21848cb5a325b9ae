#include "core/cache/CacheSeals.h"

namespace clinidesk {

void CacheSeals::open(SealKeys keys)
{
    close();
    for (auto key = keys.begin(); key != keys.end(); ++key) {
        if (!key->isNull())
            m_seals.emplace(key.key().value(), Seal(*key));
        key->wipe();
    }
}

const Seal *CacheSeals::of(ClinicId clinic) const
{
    const auto found = m_seals.find(clinic.value());
    return found == m_seals.end() ? nullptr : &found->second;
}

} // namespace clinidesk
