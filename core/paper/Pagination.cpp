#include "core/paper/Pagination.h"

namespace clinidesk {

namespace {

using Kind = PaperBlock::Kind;

/// The heading that block @p index belongs under; -1 for headings themselves and without one.
int headingOf(const QList<PaperBlock> &blocks, int index)
{
    if (blocks.at(index).kind == Kind::Heading)
        return -1;
    while (index >= 0 && blocks.at(index).kind != Kind::Heading)
        --index;
    return index;
}

/// How much room block @p index wants below it: a heading takes what follows along.
qreal wantedAt(const QList<PaperBlock> &blocks, int index)
{
    qreal wanted = blocks.at(index).height;
    while (blocks.at(index).kind == Kind::Heading && index + 1 < blocks.size())
        wanted += blocks.at(++index).height;
    return wanted;
}

} // namespace

QList<PaperPageRange> paginate(const QList<PaperBlock> &blocks, qreal room)
{
    if (blocks.isEmpty())
        return {PaperPageRange{}};
    QList<PaperPageRange> pages;
    int next = 0;
    while (next < blocks.size()) {
        PaperPageRange page{.first = next, .end = next, .repeated = headingOf(blocks, next)};
        qreal used = page.repeated < 0 ? 0 : blocks.at(page.repeated).height;
        while (next < blocks.size()
               && (next == page.first || used + wantedAt(blocks, next) <= room
                   || (next - 1 >= page.first && blocks.at(next - 1).kind == Kind::Heading)))
            used += blocks.at(next++).height;
        page.end = next;
        pages.append(page);
    }
    return pages;
}

} // namespace clinidesk
