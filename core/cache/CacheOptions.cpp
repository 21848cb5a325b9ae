#include "core/cache/CacheOptions.h"

#include "core/settings/Settings.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

CacheOptions::CacheOptions()
{
    for (const CacheKindTraits &traits : cacheKinds())
        lives[size_t(traits.kind)] = traits.life;
}

CacheOptions cacheOptionsFrom(const Settings &settings)
{
    CacheOptions options;
    options.memoryBytes = qint64(settings.number(u"cache.memory_megabytes"_s)) * 1024 * 1024;
    for (const CacheKindTraits &traits : cacheKinds()) {
        CacheLife &life = options.lives[size_t(traits.kind)];
        const QString name = u"cache.%1_seconds"_s.arg(QLatin1StringView(traits.name));
        life.fresh = std::chrono::seconds(settings.number(name));
        life.longest = std::max(life.longest, life.fresh);
        life.alone = std::min(life.alone, life.fresh);
    }
    return options;
}

} // namespace clinidesk
