#include "ui/viewmodels/schedule/WhomMeant.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr int mostShown = 40; // Of what was typed.

struct WhomWording
{
    Q_DECLARE_TR_FUNCTIONS(clinidesk::WhomMeant)
};

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

DepartmentId departmentMeant(const QString &typed, const QList<Department> &departments)
{
    const auto found
        = std::find_if(departments.cbegin(), departments.cend(),
                       [&](const Department &each) { return isMeant(each.name, typed); });
    return found == departments.cend() ? DepartmentId() : found->id;
}

} // namespace

WhomMeant whomMeant(const QStringList &typed, const ClinicChoice &clinics)
{
    WhomMeant meant;
    for (const QString &name : typed) {
        bool isDoctor = false;
        for (const Doctor &each : clinics.doctors()) {
            if (!isMeant(doctorName(each), name))
                continue;
            isDoctor = true;
            if (!meant.doctors.contains(each.id))
                meant.doctors.append(each.id);
        }
        if (isDoctor)
            continue;
        const DepartmentId department = departmentMeant(name, clinics.departments());
        if (department.isNull()) {
            meant.fault = WhomWording::tr("Nobody here is called “%1”. Type the name of a doctor "
                                          "or of a department.")
                              .arg(name.left(mostShown));
        } else if (!meant.department.isNull() && meant.department != department) {
            meant.fault = WhomWording::tr("Only one department at a time: leave out “%1”, or name "
                                          "doctors instead.")
                              .arg(name.left(mostShown));
        } else {
            meant.department = department;
        }
    }
    return meant;
}

} // namespace clinidesk
