#include "ui/schedule/BoardAbsence.h"

#include "ui/lists/ActionOf.h"
#include "ui/theme/Theme.h"
#include "ui/viewmodels/schedule/DayBoardViewModel.h"
#include "ui/widgets/ShellPage.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

BoardAbsence::BoardAbsence(DayBoardViewModel &day, ShellPage *page)
    : QObject(page)
    , m_day(day)
{
    makeAction(page,
               {u"boardAbsence"_s,
                tr("Absence of the doctor of this column…"),
                Theme::icon(u"calendar"_s),
                {}},
               [this] { emit wanted(wish()); });
}

AbsenceWish BoardAbsence::wish() const
{
    AbsenceWish wish{.doctor = {}, .department = {}, .day = m_day.date()};
    if (const BoardColumn *column = m_day.sheet().column(m_day.cursor().column)) {
        wish.doctor = column->doctor;
        if (wish.doctor.isNull())
            wish.department = column->department;
    }
    return wish;
}

} // namespace clinidesk
