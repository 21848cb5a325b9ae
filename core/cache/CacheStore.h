#pragma once

#include "core/base/Result.h"
#include "core/cache/CacheEntry.h"
#include "core/cache/CacheTag.h"

#include <QObject>

#include <chrono>
#include <functional>
#include <optional>
#include <utility>

namespace clinidesk {

/// Another one than any before.
[[nodiscard]] Generation randomGeneration();

/// What the store holds under a name, and its tags' generations at the same moment.
struct StoredEntry
{
    std::optional<QByteArray> bytes; ///< None: nothing there, or not asked for.
    QList<Generation> generations; ///< One for each tag asked about, in that order.
};

/// What a change touched.
struct CacheNews
{
    // NOLINTNEXTLINE(google-explicit-constructor): tags alone are news as well.
    CacheNews(CacheTags touched, QByteArray known = {})
        : tags(std::move(touched))
        , change(std::move(known))
    {
    }

    CacheTags tags;
    /// By which name all who may announce the change know it: announced once, it needs no second
    /// time. Empty: it has none.
    QByteArray change;
};

/// A change, and what kept answers are after it.
struct CacheAmendment
{
    struct Entry
    {
        QByteArray name;
        QByteArray bytes; ///< With the generations that its tags are about to have.
        std::chrono::milliseconds life{0};
    };

    CacheNews news;
    QList<Generation> fresh; ///< What the tags of the news get, in their order.
    CacheTags known; ///< What the answers depended on before…
    QList<Generation> expected; ///< …and the generations that these must have still.
    QList<Entry> entries;
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
    using AmendHandler = std::function<void(const Result<bool> &)>;

    /// For how long it is known that a change was announced.
    static constexpr std::chrono::minutes announcedLife{2};

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
    /// New generations for all tags of @p news in one step: every entry that bears one is dead.
    virtual void bump(const CacheNews &news, DoneHandler handler) = 0;
    /// New generations for all tags of its news and the entries as they are after it, in one step:
    /// only these are alive. False: some generation wasn't the expected one, and nothing was done.
    virtual void amend(const CacheAmendment &amendment, AmendHandler handler) = 0;
    /// As bump() for each of @p news that nobody has announced yet.
    virtual void relay(const QList<CacheNews> &news, DoneHandler handler) = 0;
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
