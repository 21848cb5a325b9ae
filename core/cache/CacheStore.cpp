#include "core/cache/CacheStore.h"

#include <QRandomGenerator>

namespace clinidesk {

Generation randomGeneration()
{
    return QRandomGenerator::global()->generate64() | 1; // Zero means that there is none.
}

} // namespace clinidesk
