#include "core/paper/ColumnFit.h"

#include <algorithm>
#include <numeric>

namespace clinidesk {

QList<qreal> fitColumns(const QList<qreal> &natural, qreal room, int growing)
{
    QList<qreal> byWidth = natural;
    std::sort(byWidth.begin(), byWidth.end());
    qreal left = room;
    qreal most = room;
    for (qsizetype place = 0; place < byWidth.size(); ++place) {
        most = left / qreal(byWidth.size() - place);
        if (byWidth.at(place) > most)
            break;
        left -= byWidth.at(place);
        most = room;
    }
    QList<qreal> widths;
    for (const qreal width : natural)
        widths.append(std::min(width, most));
    const qreal used = std::accumulate(widths.cbegin(), widths.cend(), qreal(0));
    if (growing >= 0 && growing < widths.size())
        widths[growing] += std::max<qreal>(0, room - used);
    return widths;
}

} // namespace clinidesk
