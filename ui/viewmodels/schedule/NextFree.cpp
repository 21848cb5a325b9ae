#include "ui/viewmodels/schedule/NextFree.h"

#include "ui/viewmodels/Sentence.h"
#include "ui/viewmodels/schedule/WhomMeant.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

NextFree::NextFree(const Ports &ports, ClinicChoice &clinics, QObject *parent)
    : QObject(parent)
    , m_free(ports.freeSlots)
    , m_clinics(clinics)
{
}

void NextFree::find(const SlotWish &wish, DepartmentId department)
{
    const WhomMeant meant = whomMeant(wish.whom, m_clinics);
    ++m_generation;
    if (!meant.fault.isEmpty()) {
        emit failed(meant.fault);
        return;
    }
    const QDate today = m_clinics.current().today;
    const SlotQuery query{.clinic = m_clinics.current().id,
                          .department = wish.whom.isEmpty() ? department : meant.department,
                          .doctors = meant.doctors,
                          .firstDay = today,
                          .lastDay = today.addDays(daysAhead),
                          .weekdays = wish.weekdays,
                          .hours = wish.hours,
                          .length = {},
                          .most = 1};
    if (query.doctors.isEmpty() && query.department.isNull()) {
        emit failed(
            tr("Type with whom, for example: next free dr okafor, or next free cardiology."));
        return;
    }
    deliver(m_free.find(query), this,
            [this, generation = m_generation](const Result<QList<Slot>> &answer) {
                if (generation == m_generation)
                    take(answer);
            });
}

void NextFree::take(const Result<QList<Slot>> &answer)
{
    if (!answer)
        emit failed(Sentence::of(answer.error()));
    else if (answer->isEmpty())
        emit failed(tr("Nothing is free within the next %n day(s). Try another doctor or "
                       "department, or other days and hours.",
                       nullptr, daysAhead));
    else
        emit found(answer->first());
}

} // namespace clinidesk
