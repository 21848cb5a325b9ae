#include "core/history/HistoryQuery.h"

#include "core/base/Page.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

std::optional<QueryFault> faultOf(const HistoryQuery &query)
{
    if (query.pageNumber < 1)
        return QueryFault{u"page_number"_s, u"range"_s};
    if (query.pageSize < 1 || query.pageSize > Page<int>::maxSize)
        return QueryFault{u"page_size"_s, u"range"_s};
    if (query.firstDay.isValid() && query.lastDay.isValid() && query.lastDay < query.firstDay)
        return QueryFault{u"last_day"_s, u"reversed"_s};
    if (query.text.size() > HistoryQuery::longestText)
        return QueryFault{u"search_text"_s, u"too_long"_s};
    if (query.text.contains(QChar(u'\0')))
        return QueryFault{u"search_text"_s, u"unprintable"_s};
    return std::nullopt;
}

} // namespace clinidesk
