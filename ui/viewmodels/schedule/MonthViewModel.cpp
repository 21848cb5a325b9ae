#include "ui/viewmodels/schedule/MonthViewModel.h"

#include "ui/viewmodels/Wording.h"
#include "ui/viewmodels/schedule/BoardWording.h"

#include <QLocale>

#include <algorithm>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace clinidesk {

MonthViewModel::MonthViewModel(const Ports &ports, ClinicChoice &clinics, const Session &session,
                               QObject *parent)
    : QObject(parent)
    , m_clinics(clinics)
    , m_session(session)
    , m_reading(ports)
{
    connect(&m_reading, &MonthReading::changed, this, &MonthViewModel::changed);
    connect(&m_clinics, &ClinicChoice::loaded, this, &MonthViewModel::takeClinic);
    connect(&m_clinics, &ClinicChoice::currentChanged, this, [this] {
        m_scope = {}; // Departments and doctors are a clinic's own.
        takeClinic();
    });
    takeClinic();
}

QDate MonthViewModel::firstDay() const
{
    return m_month.isValid() ? m_month.addDays(1 - m_month.dayOfWeek()) : QDate();
}

int MonthViewModel::cellOf(QDate day) const
{
    const qint64 cell = firstDay().isValid() && day.isValid() ? firstDay().daysTo(day) : -1;
    return cell >= 0 && cell < weeks * daysOfAWeek ? int(cell) : -1;
}

const DayLoad *MonthViewModel::loadOf(QDate day) const
{
    const auto &days = m_reading.days();
    const auto found = std::find_if(days.cbegin(), days.cend(),
                                    [day](const DayLoad &each) { return each.day == day; });
    return found == days.cend() ? nullptr : &*found;
}

QList<MonthScope> MonthViewModel::scopes() const
{
    if (m_session.role == Role::Doctor)
        return {};
    QList<MonthScope> all{{{}, {}, tr("Everybody")}};
    for (const Department &each : m_clinics.departments())
        all.append({{}, each.id, each.name});
    for (const Doctor &each : m_clinics.doctors())
        all.append({each.id, {}, doctorName(each)});
    return all;
}

void MonthViewModel::setActive(bool active)
{
    if (active && !m_clinics.isLoaded())
        m_clinics.load();
    m_reading.setActive(active);
}

void MonthViewModel::show(QDate day)
{
    m_cursor = day.isValid() ? day : today();
    if (!m_cursor.isValid())
        return;
    const QDate month(m_cursor.year(), m_cursor.month(), 1);
    if (month == m_month) {
        emit cursorChanged();
        return;
    }
    m_month = month;
    follow();
}

void MonthViewModel::showMonthsOn(int months)
{
    if (m_cursor.isValid())
        show(m_cursor.addMonths(months));
}

void MonthViewModel::showScope(const MonthScope &scope)
{
    m_scope = scope;
    follow();
}

void MonthViewModel::takeClinic()
{
    if (!m_cursor.isValid() && today().isValid())
        return show({});
    follow();
}

void MonthViewModel::follow()
{
    m_reading.ask({.clinic = m_clinics.current().id,
                   .department = m_scope.department,
                   .doctor = m_scope.doctor,
                   .first = firstDay(),
                   .last = firstDay().addDays(weeks * daysOfAWeek - 1)});
    emit changed();
}

QString MonthWording::load(const DayLoad &load)
{
    if (load.offered == 0min)
        return tr("closed");
    if (load.open == 0min)
        return tr("away");
    if (load.taken >= load.open)
        return tr("full");
    // Never "100 %" while anything is free, never "0 %" while anything is taken.
    const int percent = int(100 * load.taken / load.open);
    return tr("%1 %").arg(load.taken > 0min ? std::max(1, percent) : 0);
}

QString MonthWording::appointments(const DayLoad &load)
{
    return load.appointments == 0 ? QString()
        : load.appointments == 1  ? tr("1 appointment")
                                  : tr("%n appointments", nullptr, load.appointments);
}

QString MonthWording::cell(const MonthViewModel &month, int cell)
{
    const QDate day = month.dayAt(cell);
    QStringList parts{BoardWording::day(day)};
    if (day == month.today())
        parts << tr("today");
    const DayLoad *load = month.loadOf(day);
    if (!load)
        return parts.join(u", "_s);
    const bool isOpen = load->open > 0min && load->taken < load->open;
    if (isOpen)
        parts << tr("%1 taken").arg(MonthWording::load(*load))
              << tr("%1 free").arg(Wording::waiting(load->open - load->taken));
    else
        parts << MonthWording::load(*load);
    if (load->appointments > 0)
        parts << appointments(*load);
    return parts.join(u", "_s);
}

QString MonthWording::month(QDate first)
{
    return first.isValid() ? QLocale().toString(first, u"MMMM yyyy"_s) : QString();
}

} // namespace clinidesk
