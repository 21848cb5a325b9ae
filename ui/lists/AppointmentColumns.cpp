#include "ui/lists/AppointmentColumns.h"

#include "ui/theme/Theme.h"

#include <QEvent>
#include <QFontMetrics>
#include <QHeaderView>
#include <QSet>
#include <QTableView>

#include <algorithm>
#include <array>
#include <utility>

namespace clinidesk {

namespace {

using Column = AppointmentTable::Column;

/// In letters. Where both are the same, no text needs more.
struct Bounds
{
    Column column;
    qreal least;
    qreal most;
};

// In the order in which they give way, the patient last.
constexpr std::array<Bounds, 10> bounds{{{Column::Reason, 9, 26},
                                         {Column::Department, 8, 18},
                                         {Column::Doctor, 8, 16},
                                         {Column::Patient, 14, 34},
                                         {Column::Date, 7.5, 7.5},
                                         {Column::Time, 4, 4},
                                         {Column::Status, 10, 10},
                                         {Column::Waiting, 6, 6},
                                         {Column::BirthDate, 7.5, 7.5},
                                         {Column::RecordNumber, 7, 7}}};

// What a list can do without where there is no room at all: the details of a row say it, too.
constexpr std::array<Column, 3> leftOut{Column::Reason, Column::Department, Column::RecordNumber};

const Bounds &boundsOf(Column column)
{
    return *std::find_if(bounds.begin(), bounds.end(),
                         [column](const Bounds &bound) { return bound.column == column; });
}

} // namespace

AppointmentColumns::AppointmentColumns(QTableView *table, const AppointmentTable &model)
    : QObject(table)
    , m_table(table)
    , m_viewport(table->viewport())
    , m_model(model)
{
    m_viewport->installEventFilter(this);
    table->installEventFilter(this);
    connect(&model, &QAbstractItemModel::modelReset, this, &AppointmentColumns::fitSoon);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &AppointmentColumns::fitSoon);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &AppointmentColumns::fitSoon);
    connect(&model, &QAbstractItemModel::dataChanged, this, &AppointmentColumns::fitSoon);
    fit();
}

bool AppointmentColumns::eventFilter(QObject *watched, QEvent *event)
{
    // Compared, never asked: the table still sends events while it is being destroyed.
    const bool isNewRoom = watched == m_viewport && event->type() == QEvent::Resize;
    const bool isNewSize = watched == m_table && event->type() == QEvent::FontChange;
    if (isNewRoom || isNewSize)
        fit();
    return QObject::eventFilter(watched, event);
}

void AppointmentColumns::fitSoon()
{
    if (std::exchange(m_isSoon, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_isSoon = false;
            fit();
        },
        Qt::QueuedConnection);
}

void AppointmentColumns::fit()
{
    const int room = m_table->viewport()->width();
    std::array<int, bounds.size()> widths{};
    int sum = 0;
    int leastSum = 0;
    for (size_t index = 0; index < bounds.size(); ++index) {
        widths[index] = widthOf(bounds[index].column);
        sum += widths[index];
        leastSum += widths[index] > 0 ? leastOf(bounds[index].column) : 0;
    }
    for (const Column column : leftOut) {
        int &width = widths[size_t(&boundsOf(column) - bounds.data())];
        if (leastSum <= room || width == 0)
            continue;
        leastSum -= leastOf(column);
        sum -= std::exchange(width, 0);
    }
    for (size_t index = 0; index < bounds.size() && sum > room; ++index) {
        const int least = leastOf(bounds[index].column);
        const int given = std::clamp(sum - room, 0, std::max(0, widths[index] - least));
        widths[index] -= given;
        sum -= given;
    }
    for (size_t index = 0; index < bounds.size(); ++index) {
        const int place = m_model.columnOf(bounds[index].column);
        if (place < 0)
            continue;
        const int spare = bounds[index].column == Column::Patient ? std::max(0, room - sum) : 0;
        m_table->setColumnHidden(place, widths[index] == 0);
        if (widths[index] > 0)
            m_table->setColumnWidth(place, widths[index] + spare);
    }
}

int AppointmentColumns::widthOf(Column column) const
{
    if (m_model.columnOf(column) < 0)
        return 0;
    const int least = leastOf(column);
    const int most = std::max(least, Theme::em(m_table, boundsOf(column).most));
    if (least == most)
        return most;
    const int widest = widestText(column);
    if (column == Column::Reason && widest == 0)
        return 0;
    return std::clamp(widest + Theme::em(m_table, 1.2), least, most);
}

int AppointmentColumns::leastOf(Column column) const
{
    const int place = m_model.columnOf(column);
    if (place < 0)
        return 0;
    // A heading is read in full, in every language.
    return std::max(m_table->horizontalHeader()->sectionSizeHint(place),
                    Theme::em(m_table, boundsOf(column).least));
}

int AppointmentColumns::widestText(Column column) const
{
    // The longest few stand for all: a day of a large clinic has hundreds of rows.
    constexpr int measured = 8;
    QSet<QString> texts;
    const int place = m_model.columnOf(column);
    for (int row = 0; row < m_model.rowCount(); ++row)
        texts.insert(m_model.index(row, place).data().toString());
    QStringList longest(texts.begin(), texts.end());
    const auto isLonger
        = [](const QString &one, const QString &other) { return one.size() > other.size(); };
    const auto end = longest.begin() + std::min<qsizetype>(measured, longest.size());
    std::partial_sort(longest.begin(), end, longest.end(), isLonger);
    const QFontMetrics metrics(m_table->font());
    int widest = 0;
    for (auto text = longest.begin(); text != end; ++text)
        widest = std::max(widest, metrics.horizontalAdvance(*text));
    return widest;
}

} // namespace clinidesk
