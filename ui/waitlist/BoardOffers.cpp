#include "ui/waitlist/BoardOffers.h"

#include "ui/lists/ActionOf.h"
#include "ui/theme/Theme.h"
#include "ui/viewmodels/schedule/DayBoardViewModel.h"
#include "ui/widgets/ShellPage.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

BoardOffers::BoardOffers(DayBoardViewModel &day, ShellPage *page)
    : QObject(page)
    , m_day(day)
    , m_ask(makeAction(page,
                       {u"boardOffer"_s,
                        tr("Offer this time to the waitlist…"),
                        Theme::icon(u"hourglass"_s),
                        {Qt::SHIFT | Qt::Key_W}},
                       [this] {
                           if (const auto free = place())
                               emit wanted(*free);
                       }))
{
    const auto enable = [this] { m_ask->setEnabled(place().has_value()); };
    connect(&m_day, &DayBoardViewModel::changed, this, enable);
    connect(&m_day, &DayBoardViewModel::cursorChanged, this, enable);
    enable();
}

/// None on an appointment, and where no time is.
std::optional<OffersViewModel::Place> BoardOffers::place() const
{
    const BoardTime time = m_day.timeAtCursor();
    const BoardColumn *column = m_day.sheet().column(time.column);
    if (!column || !time.startsAt.isValid() || !m_day.cursor().appointment.isNull())
        return {};
    return OffersViewModel::Place{
        .time = {.clinic = m_day.sheet().clinic,
                 .department = column->doctor.isNull() ? column->department : DepartmentId(),
                 .doctor = column->doctor,
                 .startsAt = time.startsAt},
        .name = column->name,
        .zone = m_day.sheet().zone};
}

} // namespace clinidesk
