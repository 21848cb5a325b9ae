#include "ui/schedule/BoardWaysOut.h"

#include "ui/history/AppointmentDetails.h"
#include "ui/lists/ActionOf.h"
#include "ui/lists/SaveDialog.h"
#include "ui/theme/Theme.h"
#include "ui/viewmodels/paper/AppointmentCsv.h"
#include "ui/viewmodels/schedule/DayBoardViewModel.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

BoardWaysOut::BoardWaysOut(const Ports &ports, DayBoardViewModel &day, AppointmentDetails *details,
                           QWidget *view)
    : QObject(view)
    , m_day(day)
    , m_view(view)
    , m_export(ports)
{
    if (ports.press)
        m_actions << makeAction(
            view, {u"boardPrint"_s, tr("Print…"), Theme::icon(u"print"_s), {QKeySequence::Print}},
            [this] { emit paperWanted(wish()); });
    m_save = makeAction(view,
                        {u"boardSave"_s,
                         tr("Save as CSV…"),
                         Theme::icon(u"down"_s),
                         {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)}},
                        [this] { askWhereToSave(); });
    m_actions << m_save;
    details->offerSlip(ports);
    connect(details, &AppointmentDetails::paperWanted, this, &BoardWaysOut::paperWanted);
    connect(&m_day, &DayBoardViewModel::changed, this, &BoardWaysOut::present);
    connect(&m_export, &Saving::changed, this, &BoardWaysOut::present);
    connect(&m_export, &Saving::saved, this, &BoardWaysOut::announced);
    present();
}

PaperWish BoardWaysOut::wish() const
{
    if (const Appointment *on = m_day.chosen(); on && on->id.value() > 0)
        return wishFor(*on, Paper::DaySheet);
    PaperWish wish{.what = Paper::DaySheet,
                   .clinic = m_day.sheet().clinic,
                   .day = m_day.date(),
                   .owner = {},
                   .appointment = {},
                   .patient = {}};
    if (const BoardColumn *column = m_day.sheet().column(m_day.cursor().column)) {
        wish.clinic = column->clinic;
        wish.owner = SheetOwner{.doctor = column->doctor,
                                .department
                                = column->doctor.isNull() ? column->department : DepartmentId(),
                                .name = column->name};
    }
    return wish;
}

QList<Appointment> BoardWaysOut::rows() const
{
    QList<Appointment> rows;
    for (const BoardColumn &column : m_day.sheet().columns) {
        for (const BoardEntry &entry : column.entries) {
            if (!entry.isUnderWay)
                rows.append(entry.appointment);
        }
    }
    std::stable_sort(rows.begin(), rows.end(), [](const Appointment &a, const Appointment &b) {
        return std::pair(a.startsAt, a.id.value()) < std::pair(b.startsAt, b.id.value());
    });
    return rows;
}

void BoardWaysOut::askWhereToSave()
{
    // What is in front now is what is saved, however long the choice takes.
    clinidesk::askWhereToSave(
        m_view,
        {.dialog = u"boardExportDialog"_s,
         .title = tr("Save this list"),
         .kind = tr("Tables (*.csv)"),
         .suffix = u"csv"_s,
         .name = AppointmentCsv::suggestedName(m_day.date())},
        [this, rows = rows()](const QString &path) { m_export.start(rows, path); });
}

void BoardWaysOut::present()
{
    // Asked with every change of the board: whether there is one, not which.
    const auto &columns = m_day.sheet().columns;
    const bool hasRows = std::any_of(columns.cbegin(), columns.cend(), [](const auto &column) {
        return std::any_of(column.entries.cbegin(), column.entries.cend(),
                           [](const BoardEntry &entry) { return !entry.isUnderWay; });
    });
    m_save->setEnabled(hasRows && !m_export.isBusy());
}

} // namespace clinidesk
