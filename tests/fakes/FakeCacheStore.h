#pragma once

#include "core/cache/CacheStore.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <deque>
#include <functional>
#include <utility>

namespace clinidesk {

class FakeCacheStore;

/// What all desks of a test share: the server.
struct FakeCacheServer
{
    QHash<QByteArray, QByteArray> entries;
    QHash<CacheTag, Generation> generations;
    QHash<QByteArray, const FakeCacheStore *> leases;
    QSet<QByteArray> announced; ///< Changes that need no second announcement.
    QList<FakeCacheStore *> desks;
    Generation last = 0; ///< No generation comes twice.

    /// By tag, the changes whose announcement was carried out; see FakeCacheStore::announcing.
    QHash<CacheTag, qint64> bumped;

    [[nodiscard]] Generation renewed(const CacheTag &tag)
    {
        generations.insert(tag, ++last);
        return last;
    }
    [[nodiscard]] QList<Generation> of(const CacheTags &tags) const
    {
        QList<Generation> found;
        for (const CacheTag &tag : tags)
            found.append(generations.value(tag));
        return found;
    }
    inline void tell(const std::function<void(FakeCacheStore &)> &news);
    inline void forget(const CacheTag &tag);
    inline void flush();
};

/// One desk's way to the server. By hand, the test says when the server sees a question, when the
/// desk gets the answer, and when it hears of changes: questions keep their order, and news theirs,
/// but not each other's.
class FakeCacheStore final : public CacheStore
{
public:
    enum class Pace { ByHand, AtOnce };

    explicit FakeCacheStore(FakeCacheServer &server, Pace pace = Pace::AtOnce)
        : m_server(server)
        , m_pace(pace)
    {
        m_server.desks.append(this);
    }
    ~FakeCacheStore() override { m_server.desks.removeAll(this); }

    // By hand; false when there was nothing to do.
    bool executeNext()
    {
        return take(m_questions, [this](const Question &question) {
            if (auto answer = question.execute())
                m_answers.push_back({std::move(answer), question.lose});
        });
    }
    bool answerNext()
    {
        return take(m_answers, [](const Answer &answer) { answer.give(); });
    }
    bool hearNext()
    {
        return take(m_news, [](const std::function<void()> &news) { news(); });
    }
    [[nodiscard]] bool hasQuestion() const { return !m_questions.empty(); }
    [[nodiscard]] bool hasAnswer() const { return !m_answers.empty(); }
    [[nodiscard]] bool hasNews() const { return !m_news.empty(); }

    void setListening(bool isListening)
    {
        if (m_isListening == isListening)
            return;
        m_isListening = isListening;
        m_news.clear();
        if (isListening)
            heard = m_server.bumped;
        emit listeningChanged(isListening);
    }
    /// From here on every question ends as Unavailable; those on their way do at once.
    void setAway(bool isAway)
    {
        m_isAway = isAway;
        if (isAway)
            loseConnection();
    }
    /// Whatever was on its way is lost, carried out or not.
    void loseConnection()
    {
        std::deque<Answer> answers = std::exchange(m_answers, {});
        std::deque<Question> questions = std::exchange(m_questions, {});
        for (const Answer &answer : answers)
            answer.lose();
        for (const Question &question : questions)
            question.lose();
    }
    void setPace(Pace pace) { m_pace = pace; }

    /// The test's own changes by tag, a bit each: what this desk announces, and what it has heard.
    QHash<CacheTag, qint64> announcing;
    QHash<CacheTag, qint64> heard;

    int reads = 0;
    int looks = 0;
    int writes = 0;
    int bumps = 0;
    int amends = 0; ///< Asked for…
    int mended = 0; ///< …and done.
    int leases = 0;

    [[nodiscard]] bool isListening() const override { return m_isListening; }

    void read(const QByteArray &name, const CacheTags &tags, EntryHandler handler) override
    {
        ++reads;
        ask<StoredEntry>(std::move(handler), [this, name, tags]() -> StoredEntry {
            const auto found = m_server.entries.constFind(name);
            return {found == m_server.entries.cend() ? std::nullopt : std::optional(*found),
                    m_server.of(tags)};
        });
    }
    void generations(const CacheTags &tags, EntryHandler handler) override
    {
        ++looks;
        ask<StoredEntry>(std::move(handler), [this, tags]() -> StoredEntry {
            for (const CacheTag &tag : tags) {
                if (!m_server.generations.contains(tag))
                    (void)m_server.renewed(tag);
            }
            return {std::nullopt, m_server.of(tags)};
        });
    }
    void write(const QByteArray &name, const QByteArray &bytes,
               std::chrono::milliseconds life) override
    {
        ++writes;
        lastLife = life;
        ask<Done>([](const Result<Done> &) {},
                  [this, name, bytes]() -> Done {
                      m_server.entries.insert(name, bytes);
                      return {};
                  });
    }
    void bump(const CacheNews &news, DoneHandler handler) override
    {
        ++bumps;
        ask<Done>(std::move(handler), [this, news, changes = announcing]() -> Done {
            for (const CacheTag &tag : news.tags)
                (void)m_server.renewed(tag);
            announce(news, changes);
            return {};
        });
    }
    void amend(const CacheAmendment &amendment, AmendHandler handler) override
    {
        ++amends;
        ask<bool>(std::move(handler), [this, amendment, changes = announcing] {
            if (m_server.of(amendment.known) != amendment.expected)
                return false;
            for (qsizetype i = 0; i < amendment.fresh.size(); ++i)
                m_server.generations.insert(amendment.news.tags.at(i), amendment.fresh.at(i));
            for (const CacheAmendment::Entry &entry : amendment.entries)
                m_server.entries.insert(entry.name, entry.bytes);
            announce(amendment.news, changes);
            ++mended;
            return true;
        });
    }
    void relay(const QList<CacheNews> &news, DoneHandler handler) override
    {
        ++bumps;
        ask<Done>(std::move(handler), [this, news, changes = announcing]() -> Done {
            for (const CacheNews &each : news) {
                if (m_server.announced.contains(each.change))
                    continue;
                for (const CacheTag &tag : each.tags)
                    (void)m_server.renewed(tag);
                announce({each.tags}, changes);
            }
            return {};
        });
    }
    void lease(const QByteArray &name, std::chrono::milliseconds, LeaseHandler handler) override
    {
        ++leases;
        ask<bool>(std::move(handler), [this, name] {
            if (m_server.leases.contains(name))
                return false;
            m_server.leases.insert(name, this);
            return true;
        });
    }
    void release(const QByteArray &name) override
    {
        ask<Done>([](const Result<Done> &) {},
                  [this, name]() -> Done {
                      if (m_server.leases.value(name) == this)
                          m_server.leases.remove(name);
                      return {};
                  });
    }

    std::chrono::milliseconds lastLife{0};

private:
    friend struct FakeCacheServer;
    struct Question
    {
        std::function<std::function<void()>()> execute; ///< Makes the answer.
        std::function<void()> lose;
    };
    struct Answer
    {
        std::function<void()> give;
        std::function<void()> lose;
    };

    template <typename T, typename Execute>
    void ask(std::function<void(const Result<T> &)> handler, Execute execute)
    {
        Question question{[handler, execute]() -> std::function<void()> {
                              return [handler, answer = T(execute())] { handler(answer); };
                          },
                          [handler] {
                              handler(Error{Error::Code::Unavailable, {}, {}});
                          }};
        if (m_isAway) {
            post(question.lose);
        } else if (m_pace == Pace::ByHand) {
            m_questions.push_back(std::move(question));
        } else {
            post([question] { question.execute()(); });
        }
    }
    /// A question without an answer.
    void tellOnly(std::function<void()> what)
    {
        if (m_isAway)
            return;
        if (m_pace == Pace::AtOnce)
            return post(std::move(what));
        m_questions.push_back({[what = std::move(what)]() -> std::function<void()> {
                                   what();
                                   return {};
                               },
                               [] {}});
    }
    /// What is announced here: known by its name, and told to all who listen.
    void announce(const CacheNews &news, const QHash<CacheTag, qint64> &changes)
    {
        if (!news.change.isEmpty())
            m_server.announced.insert(news.change);
        for (const CacheTag &tag : news.tags)
            raise(m_server.bumped, tag, changes.value(tag));
        m_server.tell([tags = news.tags, changes](FakeCacheStore &desk) {
            for (const CacheTag &tag : tags)
                raise(desk.heard, tag, changes.value(tag));
            emit desk.invalidated(tags);
        });
    }
    static void raise(QHash<CacheTag, qint64> &changes, const CacheTag &tag, qint64 change)
    {
        changes[tag] |= change;
    }
    void post(std::function<void()> what)
    {
        QMetaObject::invokeMethod(
            this, [what = std::move(what)] { what(); }, Qt::QueuedConnection);
    }
    void tell(std::function<void()> news)
    {
        if (!m_isListening)
            return;
        if (m_pace == Pace::ByHand)
            m_news.push_back(std::move(news));
        else
            post(std::move(news));
    }
    template <typename Queue, typename What> static bool take(Queue &queue, What what)
    {
        if (queue.empty())
            return false;
        const auto first = std::move(queue.front());
        queue.pop_front();
        what(first);
        return true;
    }

    FakeCacheServer &m_server;
    Pace m_pace;
    std::deque<Question> m_questions;
    std::deque<Answer> m_answers;
    std::deque<std::function<void()>> m_news;
    bool m_isListening = true;
    bool m_isAway = false;
};

void FakeCacheServer::tell(const std::function<void(FakeCacheStore &)> &news)
{
    for (FakeCacheStore *desk : std::as_const(desks))
        desk->tell([desk, news] { news(*desk); });
}

/// As if the server had no room for it.
void FakeCacheServer::forget(const CacheTag &tag)
{
    generations.remove(tag);
    tell([tag](FakeCacheStore &desk) { emit desk.invalidated({tag}); });
}

void FakeCacheServer::flush()
{
    entries.clear();
    generations.clear();
    leases.clear();
    tell([](FakeCacheStore &desk) { emit desk.everythingInvalidated(); });
}

} // namespace clinidesk
