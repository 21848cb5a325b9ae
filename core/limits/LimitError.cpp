#include "core/limits/LimitError.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

QJsonObject limitFacts(const LimitStanding &standing)
{
    return {{u"limit"_s, standing.limit},
            {u"window_s"_s, qint64(standing.window.count())},
            {u"remaining"_s, standing.remaining},
            {u"kind"_s, limitWord(standing.kind)}};
}

Error limitError(const LimitStanding &standing)
{
    QJsonObject facts = limitFacts(standing);
    const auto wait = std::chrono::ceil<std::chrono::seconds>(standing.retryAfter);
    facts.insert(u"retry_after_s"_s, std::max<qint64>(1, wait.count()));
    return {Error::Code::Limit, u"limit %1 reached"_s.arg(limitWord(standing.kind)), facts};
}

} // namespace clinidesk
