#include "ui/viewmodels/schedule/SavedViews.h"

#include "core/base/Log.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

const QStringList kinds{u"day"_s, u"week"_s, u"month"_s};
constexpr int numbersKept = 6;
constexpr int fields = numbersKept + 2; ///< Before the name, which may have blanks.

QString tidied(const QString &name)
{
    return name.simplified().left(SavedViews::longestName);
}

QString listed(const QList<ClinicId> &clinics)
{
    QStringList numbers;
    for (const ClinicId clinic : clinics)
        numbers << QString::number(clinic.value());
    return numbers.isEmpty() ? u"-"_s : numbers.join(u',');
}

QList<ClinicId> clinicsIn(const QString &text)
{
    QList<ClinicId> clinics;
    for (const QString &number : text.split(u',')) {
        if (const qlonglong id = number.toLongLong(); id > 0)
            clinics.append(ClinicId(id));
    }
    return clinics;
}

} // namespace

QString savedViewText(const SavedView &view)
{
    const QList<qint64> numbers{view.clinic.value(),       view.doctor.value(),
                                view.department.value(),   view.hasAllColumns ? 1 : 0,
                                view.hasCancelled ? 1 : 0, view.zoom};
    QStringList parts{kinds.at(int(view.kind))};
    for (const qint64 number : numbers)
        parts << QString::number(number);
    parts << listed(view.beside);
    return QString(parts.join(u' ') % u' ' % view.name);
}

std::optional<SavedView> savedViewFrom(const QString &text)
{
    const QStringList parts = text.split(u' ');
    const qsizetype kind = kinds.indexOf(parts.value(0));
    QList<qint64> numbers;
    for (int place = 1; place <= numbersKept && place < parts.size(); ++place) {
        bool isNumber = false;
        numbers.append(parts.at(place).toLongLong(&isNumber));
        if (!isNumber || numbers.last() < 0)
            return {};
    }
    SavedView view;
    view.name = tidied(parts.mid(fields).join(u' '));
    if (kind < 0 || numbers.size() != numbersKept || view.name.isEmpty())
        return {};
    view.kind = SavedView::Kind(kind);
    view.clinic = ClinicId(numbers.at(0));
    view.doctor = DoctorId(numbers.at(1));
    view.department = DepartmentId(numbers.at(2));
    view.beside = clinicsIn(parts.value(fields - 1));
    view.hasAllColumns = numbers.at(3) != 0;
    view.hasCancelled = numbers.at(4) != 0;
    view.zoom = int(std::min<qint64>(numbers.at(5), 100));
    return view;
}

SavedViews::SavedViews(const IniFile &choices, StaffId staff, QObject *parent)
    : QObject(parent)
    , m_choices(choices)
    , m_staff(staff)
{
    const IniValues kept = m_choices.read();
    for (int number = 1; number <= most; ++number)
        m_views.at(size_t(number - 1)) = savedViewFrom(kept.value(key(number)));
}

QString SavedViews::key(int number) const
{
    return u"views/%1-%2"_s.arg(m_staff.value()).arg(number);
}

std::optional<SavedView> SavedViews::at(int number) const
{
    return number >= 1 && number <= most ? m_views.at(size_t(number - 1)) : std::nullopt;
}

int SavedViews::firstFree() const
{
    for (int number = 1; number <= most; ++number) {
        if (!at(number))
            return number;
    }
    return most;
}

void SavedViews::save(int number, const SavedView &view)
{
    SavedView named = view;
    named.name = tidied(view.name);
    if (!named.name.isEmpty())
        set(number, named);
}

void SavedViews::rename(int number, const QString &name)
{
    if (auto view = at(number)) {
        view->name = name;
        save(number, *view);
    }
}

void SavedViews::remove(int number)
{
    if (at(number))
        set(number, {});
}

void SavedViews::set(int number, const std::optional<SavedView> &view)
{
    if (number < 1 || number > most)
        return;
    m_views.at(size_t(number - 1)) = view;
    IniValues choices = m_choices.read();
    if (view)
        choices.insert(key(number), savedViewText(*view));
    else
        choices.remove(key(number));
    // It serves until the program ends.
    if (const auto answer = m_choices.write(choices); !answer)
        qCInfo(lcDesk) << "a saved view is not remembered:" << answer.error().detail;
    emit changed();
}

} // namespace clinidesk
