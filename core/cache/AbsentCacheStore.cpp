#include "core/cache/AbsentCacheStore.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace clinidesk {

void AbsentCacheStore::read(const QByteArray &, const CacheTags &, EntryHandler handler)
{
    decline(std::move(handler));
}

void AbsentCacheStore::generations(const CacheTags &, EntryHandler handler)
{
    decline(std::move(handler));
}

void AbsentCacheStore::write(const QByteArray &, const QByteArray &, std::chrono::milliseconds) { }

void AbsentCacheStore::bump(const CacheNews &, DoneHandler handler)
{
    decline(std::move(handler));
}

void AbsentCacheStore::amend(const CacheAmendment &, AmendHandler handler)
{
    decline(std::move(handler));
}

void AbsentCacheStore::relay(const QList<CacheNews> &, DoneHandler handler)
{
    decline(std::move(handler));
}

void AbsentCacheStore::lease(const QByteArray &, std::chrono::milliseconds, LeaseHandler handler)
{
    decline(std::move(handler));
}

void AbsentCacheStore::release(const QByteArray &) { }

template <typename Handler> void AbsentCacheStore::decline(Handler handler)
{
    QMetaObject::invokeMethod(
        this,
        [handler = std::move(handler)] {
            handler(Error{Error::Code::Unavailable, u"no store is set up"_s, {}});
        },
        Qt::QueuedConnection);
}

} // namespace clinidesk
