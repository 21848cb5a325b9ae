#include "ui/viewmodels/schedule/NextFree.h"

#include "ui/viewmodels/Sentence.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

/// Whether @p name has every word of @p typed in it, or a word that begins so.
bool isMeant(const QString &name, const QString &typed)
{
    const QStringList words = name.split(u' ', Qt::SkipEmptyParts);
    const QStringList wanted = typed.split(u' ', Qt::SkipEmptyParts);
    return std::all_of(wanted.cbegin(), wanted.cend(), [&](const QString &each) {
        const QString bare = each.endsWith(u'.') ? each.chopped(1) : each;
        return std::any_of(words.cbegin(), words.cend(), [&](const QString &word) {
            return word.startsWith(bare, Qt::CaseInsensitive);
        });
    });
}

} // namespace

NextFree::NextFree(const Ports &ports, ClinicChoice &clinics, QObject *parent)
    : QObject(parent)
    , m_free(ports.freeSlots)
    , m_clinics(clinics)
{
}

void NextFree::find(const QString &whom, DepartmentId department)
{
    const QDate today = m_clinics.current().today;
    SlotQuery query{.clinic = m_clinics.current().id,
                    .department = department,
                    .doctors = {},
                    .firstDay = today,
                    .lastDay = today.addDays(daysAhead),
                    .weekdays = {},
                    .hours = {},
                    .length = {},
                    .most = 1};
    if (!whom.isEmpty()) {
        query.department = {};
        for (const Department &each : m_clinics.departments()) {
            if (query.department.isNull() && isMeant(each.name, whom))
                query.department = each.id;
        }
        for (const Doctor &each : m_clinics.doctors()) {
            if (query.doctors.isEmpty() && isMeant(doctorName(each), whom))
                query.doctors = {each.id};
        }
        if (!query.doctors.isEmpty())
            query.department = {};
    }
    ++m_generation;
    if (query.doctors.isEmpty() && query.department.isNull()) {
        emit failed(tr("Nobody here is called “%1”. Type the name of a doctor or of a department.")
                        .arg(whom.left(40)));
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
                       "department.",
                       nullptr, daysAhead));
    else
        emit found(answer->first());
}

} // namespace clinidesk
