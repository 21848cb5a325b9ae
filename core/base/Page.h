#pragma once

#include <QList>
#include <QtGlobal>

namespace clinidesk {

/// One page of a long list, and where it stands in the whole.
template <typename Row> struct Page
{
    static constexpr int maxSize = 50;

    QList<Row> rows;
    qint64 total = 0;
    bool isExact = true; ///< False: there are more than `total` rows.
    int number = 1; ///< From 1; never beyond the last page.
    int size = 10;

    [[nodiscard]] int count() const { return total == 0 ? 1 : int((total + size - 1) / size); }

    friend bool operator==(const Page &, const Page &) = default;
};

} // namespace clinidesk
