#include "app/ctl/BenchDayPlan.h"

#include "app/ctl/BenchDayPeople.h"
#include "core/demo/DemoRandom.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

using Kind = DayStep::Kind;

/// Names of what steps may have in common.
QString rowOf(const char *kind, auto id)
{
    return u"%1:%2"_s.arg(QLatin1StringView(kind)).arg(id.value());
}
QString rowOf(QDate day)
{
    return u"day:"_s % day.toString(Qt::ISODate);
}

/// Turns steps into actions, one after the other, as people come.
class Planner final
{
public:
    Planner(BenchDayPlan &plan, BenchDayPeople people, const WorkingDay &day)
        : m_plan(plan)
        , m_people(std::move(people))
        , m_visitors(day.errands())
        , m_guests(day.errands().size())
    {
    }

    void take(const DayStep &step)
    {
        DayAction action{.at = step.at,
                         .desk = step.desk,
                         .what = {},
                         .question = {},
                         .broughtBy = {},
                         .rows = {}};
        const bool isPossible
            = WorkingDay::isChange(step.kind) ? change(step, action) : read(step, action);
        if (isPossible)
            m_plan.actions.push_back(std::move(action));
        else
            ++m_plan.leftOut;
    }

private:
    /// Who the errand is about; nobody when the clinic has no such person left.
    const DayGuest &guest(int errand)
    {
        auto &known = m_guests[size_t(errand)];
        if (!known)
            known = m_people.guest(m_visitors[size_t(errand)], m_random);
        return *known;
    }

    bool read(const DayStep &step, DayAction &action)
    {
        switch (step.kind) {
        case Kind::LookAtToday:
            return look(m_plan.today, action);
        case Kind::LookAtDay:
            return look(m_people.openDay(step.day), action);
        case Kind::FindPatient:
            return find(guest(step.errand), action);
        default:
            return readHistory(step, action);
        }
    }

    static bool look(QDate day, DayAction &action)
    {
        action.what = day;
        action.question = rowOf(day);
        return day.isValid();
    }

    static bool find(const DayGuest &who, DayAction &action)
    {
        action.what = who.patient;
        action.question = rowOf("card", who.patient); // No appointment changes it.
        if (who.day.isValid())
            action.broughtBy = rowOf(who.day);
        return !who.patient.isNull();
    }

    bool readHistory(const DayStep &step, DayAction &action)
    {
        HistoryQuery query{.clinics = {m_plan.clinic},
                           .departments = {},
                           .doctors = {},
                           .statuses = {},
                           .firstDay = {},
                           .lastDay = {},
                           .patient = {},
                           .text = {},
                           .pageNumber = step.page};
        switch (step.history) {
        case DayStep::History::Patient:
            query.patient = guest(step.errand).patient;
            action.rows = {rowOf("patient", query.patient)};
            break;
        case DayStep::History::Doctor:
            query.doctors = {m_people.someDoctor(m_random)};
            action.rows = {rowOf("doctor", query.doctors.first())};
            break;
        case DayStep::History::Clinic:
            action.rows = {rowOf("clinic", m_plan.clinic)};
            break;
        }
        action.question = u"%1/%2"_s.arg(action.rows.first()).arg(step.page);
        action.what = query;
        return step.history != DayStep::History::Patient || !query.patient.isNull();
    }

    bool change(const DayStep &step, DayAction &action)
    {
        const DayGuest &who = guest(step.errand);
        if (who.patient.isNull())
            return false;
        action.rows = {rowOf("clinic", m_plan.clinic), rowOf("patient", who.patient)};
        if (step.kind == Kind::Book)
            return book(step, who, action);
        touch(who.doctor, action);
        if (step.kind == Kind::CheckIn)
            action.what = DayAction::CheckIn{who.seen};
        else if (step.kind == Kind::Cancel)
            action.what = DayAction::Cancellation{who.seen};
        else
            return rebook(step, who, action);
        return true;
    }

    bool book(const DayStep &step, const DayGuest &who, DayAction &action)
    {
        auto free = m_people.takeFree(step.day);
        if (!free)
            return false;
        free->booking.patient = who.patient;
        touch(free->booking.doctor, action);
        action.what = free->booking;
        return true;
    }

    bool rebook(const DayStep &step, const DayGuest &who, DayAction &action)
    {
        // To the same doctor: the appointment keeps its room, which is his.
        const auto free = m_people.takeFree(step.day, who.doctor);
        if (!free)
            return false;
        touch(free->booking.doctor, action);
        action.what = DayAction::Rebooking{.seen = who.seen,
                                           .to = {.doctor = free->booking.doctor,
                                                  .startsAt = free->booking.startsAt,
                                                  .length = free->booking.length}};
        return true;
    }

    static void touch(DoctorId doctor, DayAction &action)
    {
        if (!doctor.isNull())
            action.rows << rowOf("doctor", doctor);
    }

    BenchDayPlan &m_plan;
    BenchDayPeople m_people;
    const std::vector<Visitor> &m_visitors;
    std::vector<std::optional<DayGuest>> m_guests;
    DemoRandom m_random{11};
};

} // namespace

Result<BenchDayPlan> BenchDayPlan::make(const BenchClinic &clinic, ClinicId id,
                                        const WorkingDay &day)
{
    auto people = BenchDayPeople::find(clinic, id);
    if (!people)
        return people.error();
    BenchDayPlan plan;
    plan.clinic = id;
    plan.today = people->today();
    Planner planner(plan, std::move(*people), day);
    for (const DayStep &step : day.steps())
        planner.take(step);
    return plan;
}

int BenchDayPlan::reads() const
{
    return int(std::ranges::count_if(actions, [](const auto &each) { return !each.isChange(); }));
}

int BenchDayPlan::repeatedReads() const
{
    QHash<QString, int> changed; // Row by the latest action that changed it.
    QHash<QString, int> asked;
    int repeated = 0;
    for (int i = 0; i < int(actions.size()); ++i) {
        const DayAction &action = actions[size_t(i)];
        if (action.isChange()) {
            for (const QString &row : action.rows)
                changed.insert(row, i);
            continue;
        }
        const int before
            = std::max(asked.value(action.question, -1), asked.value(action.broughtBy, -1));
        const bool isSame = std::ranges::all_of(
            action.rows, [&](const QString &row) { return changed.value(row, -1) < before; });
        repeated += before >= 0 && isSame ? 1 : 0;
        asked.insert(action.question, i);
    }
    return repeated;
}

} // namespace clinidesk
