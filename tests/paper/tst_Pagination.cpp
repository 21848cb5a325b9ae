#include "core/paper/ColumnFit.h"
#include "core/paper/Pagination.h"

#include <QRandomGenerator>
#include <QTest>

using namespace clinidesk;

namespace {

using Kind = PaperBlock::Kind;

PaperBlock row(qreal height)
{
    return {height, Kind::Row};
}

PaperBlock heading(qreal height)
{
    return {height, Kind::Heading};
}

} // namespace

class TestPagination final : public QObject
{
    Q_OBJECT

private slots:
    void nothing_isOneEmptyPage() { QCOMPARE(paginate({}, 100), QList{PaperPageRange{}}); }

    void rows_fillAPageToItsEnd()
    {
        const QList<PaperBlock> blocks(7, row(25));
        QCOMPARE(paginate(blocks, 100), (QList<PaperPageRange>{{0, 4, -1}, {4, 7, -1}}));
    }

    void heading_goesWithWhatFollowsIt()
    {
        const QList<PaperBlock> blocks{heading(20), row(50), heading(20), row(50)};
        QCOMPARE(paginate(blocks, 100), (QList<PaperPageRange>{{0, 2, -1}, {2, 4, -1}}));
    }

    void rowsThatGoOn_haveTheirHeadingAgain()
    {
        const QList<PaperBlock> blocks{heading(20), row(40), row(40), row(40), row(40)};
        QCOMPARE(paginate(blocks, 100), (QList<PaperPageRange>{{0, 3, -1}, {3, 5, 0}}));
    }

    void blockThatIsTooHigh_hasAPageOfItsOwn()
    {
        const QList<PaperBlock> blocks{row(40), row(300), row(40)};
        QCOMPARE(paginate(blocks, 100),
                 (QList<PaperPageRange>{{0, 1, -1}, {1, 2, -1}, {2, 3, -1}}));
    }

    void columns_haveWhatTheyLikeAndOneTheRest()
    {
        QCOMPARE(fitColumns({10, 20, 30}, 100, 1), (QList<qreal>{10, 60, 30}));
        QCOMPARE(fitColumns({}, 100, 1), QList<qreal>());
    }

    void columns_giveWayFromTheWidest()
    {
        QCOMPARE(fitColumns({10, 80, 30}, 100, 1), (QList<qreal>{10, 60, 30}));
        QCOMPARE(fitColumns({10, 80, 200}, 100, 1), (QList<qreal>{10, 45, 45}));
        QCOMPARE(fitColumns({80, 80, 80}, 90, 1), (QList<qreal>{30, 30, 30}));
    }

    void anyBlocks_areOnExactlyOnePageThatHoldsThem()
    {
        QRandomGenerator chance(41);
        for (int round = 0; round < 500; ++round) {
            QList<PaperBlock> blocks;
            for (int count = chance.bounded(1, 80); count > 0; --count)
                blocks << PaperBlock{qreal(chance.bounded(5, 30)),
                                     chance.bounded(6) == 0 ? Kind::Heading : Kind::Row};
            int next = 0;
            for (const PaperPageRange &page : paginate(blocks, 100)) {
                QCOMPARE(page.first, next);
                QVERIFY(page.end > page.first);
                qreal used = page.repeated < 0 ? 0 : blocks.at(page.repeated).height;
                int headings = 0;
                for (int each = page.first; each < page.end; ++each) {
                    used += blocks.at(each).height;
                    headings += blocks.at(each).kind == Kind::Heading;
                }
                // Headings without rows in a row may not fit: no sheet has four of them.
                QVERIFY(used <= 100 || headings >= 3);
                const bool isLast = page.end == blocks.size();
                QVERIFY(isLast || blocks.at(page.end - 1).kind == Kind::Row);
                next = page.end;
            }
            QCOMPARE(next, blocks.size());
        }
    }
};

QTEST_GUILESS_MAIN(TestPagination)
#include "tst_Pagination.moc"
