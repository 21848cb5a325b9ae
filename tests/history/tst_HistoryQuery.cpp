#include "core/base/Page.h"
#include "core/history/HistoryQuery.h"

#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

class TestHistoryQuery final : public QObject
{
    Q_OBJECT

private slots:
    void plainQuery_hasNoFault() { QCOMPARE(faultOf({}), std::nullopt); }

    void impossibleQueries_areNamedByField()
    {
        HistoryQuery query;
        query.pageNumber = 0;
        QCOMPARE(faultOf(query), (QueryFault{u"page_number"_s, u"range"_s}));

        query = {};
        query.pageSize = 51;
        QCOMPARE(faultOf(query), (QueryFault{u"page_size"_s, u"range"_s}));

        query = {};
        query.firstDay = QDate(2026, 2, 1);
        query.lastDay = QDate(2026, 1, 1);
        QCOMPARE(faultOf(query), (QueryFault{u"last_day"_s, u"reversed"_s}));

        query = {};
        query.text = QString(10'000, u'x');
        QCOMPARE(faultOf(query), (QueryFault{u"search_text"_s, u"too_long"_s}));

        query.text = u"oka\0for"_s;
        QCOMPARE(faultOf(query), (QueryFault{u"search_text"_s, u"unprintable"_s}));
    }

    void largestPageAndSingleDay_areAskable()
    {
        HistoryQuery query;
        query.pageSize = Page<int>::maxSize;
        query.firstDay = QDate(2026, 2, 1);
        query.lastDay = query.firstDay;
        query.text = QString(HistoryQuery::longestText, u'x');
        QCOMPARE(faultOf(query), std::nullopt);
    }

    void pages_areCountedFromOne()
    {
        Page<int> page;
        page.size = 10;
        QCOMPARE(page.count(), 1); // An empty list is one empty page.
        page.total = 10;
        QCOMPARE(page.count(), 1);
        page.total = 11;
        QCOMPARE(page.count(), 2);
    }
};

QTEST_GUILESS_MAIN(TestHistoryQuery)
#include "tst_HistoryQuery.moc"
