#include "core/cache/CacheStore.h"
