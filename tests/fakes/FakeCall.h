#pragma once

#include "core/base/Async.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <vector>

namespace clinidesk {

/// One function of a port, answered by the test: in the order, at the time and with the failure the
/// test writes down. GUI thread.
template <typename T, typename Question> class FakeCall
{
public:
    using Rule = std::function<Result<T>(const Question &)>;

    [[nodiscard]] Async<T> ask(Question question)
    {
        Asked asked{std::move(question), {}, false};
        asked.promise.start();
        const Async<T> future = asked.promise.future();
        m_asked.push_back(std::make_shared<Asked>(std::move(asked)));
        if (m_rule)
            answer(count() - 1, m_rule(m_asked.back()->question));
        return future;
    }

    /// From here on every question is answered by @p rule; those that wait now, too.
    void always(Rule rule)
    {
        m_rule = std::move(rule);
        for (int index = 0; index < count(); ++index) {
            if (!m_asked[index]->isAnswered)
                answer(index, m_rule(m_asked[index]->question));
        }
    }
    void always(Result<T> same)
    {
        always([same = std::move(same)](const Question &) { return same; });
    }
    /// Questions wait for the test again.
    void wait() { m_rule = {}; }

    /// Answers the oldest question that waits; without one the test is wrong and stops.
    void answer(Result<T> result)
    {
        for (int index = 0; index < count(); ++index) {
            if (!m_asked[index]->isAnswered)
                return answer(index, std::move(result));
        }
        qFatal("nobody has asked");
    }
    void answer(int index, Result<T> result)
    {
        Asked &asked = *m_asked.at(index);
        asked.isAnswered = true;
        asked.promise.addResult(std::move(result));
        asked.promise.finish();
    }

    [[nodiscard]] int count() const { return int(m_asked.size()); }
    [[nodiscard]] int waiting() const
    {
        return int(std::count_if(m_asked.begin(), m_asked.end(),
                                 [](const auto &asked) { return !asked->isAnswered; }));
    }
    [[nodiscard]] const Question &question(int index) const { return m_asked.at(index)->question; }
    [[nodiscard]] const Question &last() const { return m_asked.back()->question; }

private:
    struct Asked
    {
        Question question;
        QPromise<Result<T>> promise;
        bool isAnswered = false;
    };

    std::vector<std::shared_ptr<Asked>> m_asked;
    Rule m_rule;
};

/// For functions without arguments.
struct NoQuestion
{
    friend bool operator==(const NoQuestion &, const NoQuestion &) = default;
};

} // namespace clinidesk
