#pragma once

#include <QList>

namespace clinidesk {

/// Something on paper that is never torn apart.
struct PaperBlock
{
    enum class Kind {
        Row,
        Heading, ///< Of the rows that follow it: never the last on a page where more follows.
    };

    qreal height = 0;
    Kind kind = Kind::Row;
};

/// The blocks of one page.
struct PaperPageRange
{
    int first = 0;
    int end = 0; ///< One behind the last.
    int repeated = -1; ///< The heading that is said once more above them; -1: none.

    friend bool operator==(const PaperPageRange &, const PaperPageRange &) = default;
};

/// Puts @p blocks on as few pages of @p room as their order allows, each block on exactly one. Rows
/// that go on on another page have their heading above them again. A block that is higher than a
/// page has one of its own. Without blocks there is one empty page.
[[nodiscard]] QList<PaperPageRange> paginate(const QList<PaperBlock> &blocks, qreal room);

} // namespace clinidesk
