#pragma once

#include "core/base/Result.h"
#include "core/cache/CacheEntry.h"
#include "core/cache/CacheTag.h"

#include <QObject>

#include <chrono>
#include <functional>
#include <optional>

namespace clinidesk {

/// What the store holds under a name, and its tags' generations at the same moment.
struct StoredEntry
{
    std::optional<QByteArray> bytes; ///< None: nothing there, or not asked for.
    QList<Generation> generations; ///< One for each tag asked about, in that order.
};

/// The layer that all desks share. Handlers are called exactly once, in the store's thread, never
/// before the call has returned; a store that can't answer says Unavailable.
///
/// Also tells what others changed: memory must not answer while isListening() is false, except for
/// the short time a kind allows.
class CacheStore : public QObject
{
    Q_OBJECT

public:
    using EntryHandler = std::function<void(const Result<StoredEntry> &)>;
    using DoneHandler = std::function<void(const Result<Done> &)>;
    using LeaseHandler = std::function<void(const Result<bool> &)>;

    using QObject::QObject;

    /// Whether every change that other desks announce is heard here.
    [[nodiscard]] virtual bool isListening() const = 0;

    /// The entry called @p name and the generations of @p tags, in one step.
    virtual void read(const QByteArray &name, const CacheTags &tags, EntryHandler handler) = 0;
    /// Only the generations; those that are missing are made. What a load starts with.
    virtual void generations(const CacheTags &tags, EntryHandler handler) = 0;
    virtual void write(const QByteArray &name, const QByteArray &bytes,
                       std::chrono::milliseconds life)
        = 0;
    /// New generations for all of @p tags in one step: every entry that bears one is dead.
    virtual void bump(const CacheTags &tags, DoneHandler handler) = 0;
    /// True for the one who may load @p name now; it ends by itself after @p life.
    virtual void lease(const QByteArray &name, std::chrono::milliseconds life, LeaseHandler handler)
        = 0;
    virtual void release(const QByteArray &name) = 0;

signals:
    /// Others, or this desk, gave these tags new generations.
    void invalidated(const QList<clinidesk::CacheTag> &tags);
    /// Every entry is dead, for example because the store was emptied.
    void everythingInvalidated();
    /// isListening() has changed.
    void listeningChanged(bool listening);
};

} // namespace clinidesk
