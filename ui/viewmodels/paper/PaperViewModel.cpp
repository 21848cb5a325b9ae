#include "ui/viewmodels/paper/PaperViewModel.h"

#include "core/base/Clock.h"
#include "core/booking/BookingService.h"
#include "core/monitor/Connection.h"
#include "ui/viewmodels/Wording.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

QString fileDate(QDate date)
{
    return date.toString(Qt::ISODate);
}

bool contains(const QList<SheetOwner> &owners, const SheetOwner &owner)
{
    return std::any_of(owners.cbegin(), owners.cend(),
                       [&](const SheetOwner &each) { return each.isSameAs(owner); });
}

} // namespace

PaperWish wishFor(const Appointment &appointment, Paper what)
{
    return {.what = what,
            .clinic = appointment.clinic,
            .day = appointment.day,
            .owner = ownerOf(appointment),
            .appointment = appointment.id,
            .patient
            = Wording::identity(appointment.family, appointment.given, appointment.birthDate)};
}

PaperViewModel::PaperViewModel(const Ports &ports, ClinicChoice &clinics, const Session &session,
                               QObject *parent)
    : QObject(parent)
    , m_clinics(clinics)
    , m_clock(ports.clock)
    , m_session(session)
    , m_press(ports.press)
    , m_reading(ports)
    , m_saving(ports)
{
    m_readAgain.setInterval(readAgainEvery);
    connect(&m_readAgain, &QTimer::timeout, this, [this] { read(Reading::Usual); });
    connect(&m_reading, &PaperReading::changed, this, &PaperViewModel::build);
    connect(&m_saving, &Saving::changed, this, &PaperViewModel::changed);
    connect(&ports.booking, &BookingService::changed, this, &PaperViewModel::readIfActive);
    connect(&ports.connection, &Connection::restored, this, &PaperViewModel::readIfActive);
    connect(&m_clinics, &ClinicChoice::loaded, this, &PaperViewModel::readIfActive);
    connect(&m_clinics, &ClinicChoice::currentChanged, this, [this](const Clinic &now) {
        // Who goes to another clinic leaves what was wanted of the one before.
        if (!m_wish.clinic.isNull() && m_wish.clinic != now.id)
            show({});
        else
            readIfActive();
    });
}

const Clinic &PaperViewModel::clinic() const
{
    const Clinic *wished = m_clinics.find(m_wish.clinic);
    return wished ? *wished : m_clinics.current();
}

QDate PaperViewModel::date() const
{
    return m_wish.day.isValid() ? m_wish.day : clinic().today;
}

QList<SheetOwner> PaperViewModel::people() const
{
    QList<SheetOwner> people;
    const bool isInFront = clinic().id == m_clinics.current().id;
    for (const Doctor &doctor : isInFront ? m_clinics.doctors() : QList<Doctor>()) {
        if (m_session.role != Role::Doctor || doctor.id == m_session.doctor)
            people.append({.doctor = doctor.id, .department = {}, .name = doctorName(doctor)});
    }
    if (m_session.role == Role::Doctor)
        return people.isEmpty() ? QList{SheetOwner{m_session.doctor, {}, m_session.displayName}}
                                : people;
    for (const Department &department : isInFront ? m_clinics.departments() : QList<Department>()) {
        if (department.capacity > 0)
            people.append({.doctor = {}, .department = department.id, .name = department.name});
    }
    if (m_wish.owner && !contains(people, *m_wish.owner))
        people.append(*m_wish.owner);
    return people;
}

QList<std::optional<SheetOwner>> PaperViewModel::owners() const
{
    QList<std::optional<SheetOwner>> owners;
    if (m_session.role != Role::Doctor)
        owners.append(std::nullopt);
    for (const SheetOwner &each : people())
        owners.append(each);
    return owners;
}

int PaperViewModel::ownerIndex() const
{
    const auto all = owners();
    const auto isChosen = [this](const std::optional<SheetOwner> &each) {
        return each && m_wish.owner && each->isSameAs(*m_wish.owner);
    };
    const auto found = std::find_if(all.cbegin(), all.cend(), isChosen);
    return found == all.cend() ? 0 : int(found - all.cbegin());
}

void PaperViewModel::show(const PaperWish &wish)
{
    m_wish = wish;
    if (!hasSlip() && m_wish.what == Paper::Slip)
        m_wish.what = Paper::DaySheet;
    m_saving.dismiss();
    m_reading.forget();
    build();
    readIfActive();
}

void PaperViewModel::setWhat(Paper what)
{
    if (what == m_wish.what || (what == Paper::Slip && !hasSlip()))
        return;
    m_wish.what = what;
    readIfActive();
}

void PaperViewModel::setOwnerIndex(int index)
{
    m_wish.owner = owners().value(index);
    build();
}

void PaperViewModel::setDate(QDate date)
{
    m_wish.day = date;
    readIfActive();
}

void PaperViewModel::setNames(PaperNames names)
{
    m_names = names;
    build();
}

void PaperViewModel::setActive(bool active)
{
    m_isActive = active;
    if (!active) {
        m_readAgain.stop();
        return;
    }
    m_readAgain.start();
    if (!m_clinics.isLoaded())
        m_clinics.load();
    findPrinters();
    read(Reading::Usual);
}

void PaperViewModel::refresh()
{
    findPrinters();
    read(Reading::PastTheCache);
}

void PaperViewModel::readIfActive()
{
    if (m_isActive)
        read(Reading::Usual);
}

void PaperViewModel::read(Reading reading)
{
    const Clinic &own = clinic();
    if (own.id.isNull() || !date().isValid()) {
        m_clinics.load(); // Comes back when they are there.
        return;
    }
    const bool isWeek = m_wish.what == Paper::WeekSheet;
    const QDate first = isWeek ? weekOf(date(), QLocale().firstDayOfWeek()) : date();
    if (m_wish.what == Paper::Slip)
        m_reading.read({.clinic = own.id,
                        .zone = {},
                        .first = {},
                        .last = {},
                        .appointment = m_wish.appointment},
                       reading);
    else
        m_reading.read({.clinic = own.id,
                        .zone = own.zone,
                        .first = first,
                        .last = isWeek ? first.addDays(6) : first,
                        .appointment = {}},
                       reading);
    build();
}

void PaperViewModel::findPrinters()
{
    if (!m_press)
        return;
    deliver(m_press->printers(), this, [this](const Result<PaperPress::Printers> &answer) {
        m_printers = answer ? answer->names : QStringList();
        emit changed();
    });
}

QList<SheetOwner> PaperViewModel::ownersToShow() const
{
    if (m_session.role == Role::Doctor)
        return people();
    if (m_wish.owner)
        return {*m_wish.owner};
    QList<SheetOwner> owners;
    for (const DayFacts &day : m_reading.days()) {
        for (const SheetOwner &each : ownersIn(day)) {
            if (!contains(owners, each))
                owners.append(each);
        }
    }
    return owners;
}

QList<PaperSection> PaperViewModel::sections() const
{
    QList<PaperSection> sections;
    for (const SheetOwner &owner : ownersToShow()) {
        QList<DaySheet> days;
        for (const DayFacts &day : m_reading.days())
            days.append(daySheet(day, owner));
        if (days.isEmpty())
            continue;
        sections.append(m_wish.what == Paper::WeekSheet ? PaperText::week(days, m_names)
                                                        : PaperText::day(days.first(), m_names));
        if (freshness() && freshness()->isStale)
            sections.last().remarks.prepend(PaperText::oldRemark(freshness()->asOf, clinic().zone));
    }
    return sections;
}

void PaperViewModel::buildSlip()
{
    const auto &appointment = m_reading.appointment();
    if (!appointment)
        return;
    if (!isLive(appointment->status)) {
        m_emptySentence = tr("There is no slip for this appointment: %1.")
                              .arg(Wording::status(appointment->status).toLower());
        return;
    }
    const Clinic *at = m_clinics.find(appointment->clinic);
    m_document.slip = PaperText::slip({.appointment = *appointment,
                                       .clinic = at ? at->name : clinic().name,
                                       .installation = m_session.installation,
                                       .now = m_clock.now()});
}

void PaperViewModel::build()
{
    m_emptySentence.clear();
    m_document = {};
    m_document.clinic = clinic().name;
    m_document.name = suggestedName().chopped(4);
    m_document.format = paperFormatOf(QLocale().territory());
    m_document.origin = PaperText::origin(m_clock.now(), clinic().zone, m_session.displayName);
    if (m_wish.what == Paper::Slip)
        buildSlip();
    else
        m_document.sections = sections();
    if (m_document.isEmpty() && m_emptySentence.isEmpty())
        m_emptySentence = tr("Nobody has appointments or working hours then.");
    emit changed();
}

ListState PaperViewModel::state() const
{
    const ListState read = m_reading.state();
    const bool isThere = read == ListState::Shown || read == ListState::Old;
    return isThere && m_document.isEmpty() ? ListState::Empty : read;
}

QString PaperViewModel::summary() const
{
    if (m_document.slip)
        return tr("Appointment slip, %1, %2, %3")
            .arg(m_document.slip->who, m_document.slip->day, m_document.slip->time);
    qsizetype entries = 0;
    for (const PaperSection &section : m_document.sections)
        entries
            += std::count_if(section.rows.cbegin(), section.rows.cend(),
                             [](const PaperRow &row) { return row.kind == PaperRow::Kind::Entry; });
    const PaperSection first = m_document.sections.value(0);
    return m_document.sections.size() == 1
        ? tr("%1, %2, %n appointment(s)", nullptr, int(entries)).arg(first.title, first.subtitle)
        : tr("%1 sheets, %n appointment(s)", nullptr, int(entries)).arg(m_document.sections.size());
}

bool PaperViewModel::canSave() const
{
    return m_press && !m_document.isEmpty() && !m_saving.isBusy();
}

bool PaperViewModel::canPrint() const
{
    return canSave() && m_printers && !m_printers->isEmpty();
}

QString PaperViewModel::suggestedName() const
{
    switch (m_wish.what) {
    case Paper::DaySheet:
        return tr("day-sheet-%1.pdf").arg(fileDate(date()));
    case Paper::WeekSheet:
        return tr("week-sheet-%1.pdf").arg(fileDate(weekOf(date(), QLocale().firstDayOfWeek())));
    case Paper::Slip:
        return tr("appointment-%1.pdf").arg(fileDate(date()));
    }
    Q_UNREACHABLE();
}

QList<KeptRead> PaperViewModel::looks() const
{
    const ClinicId at = clinic().id;
    if (m_document.slip)
        return {{.action = u"slip"_s,
                 .entity = u"appointment"_s,
                 .id = m_wish.appointment.value(),
                 .clinic = at,
                 .day = {},
                 .at = {}}};
    QList<KeptRead> looks;
    for (const SheetOwner &owner : ownersToShow())
        looks.append({.action = m_wish.what == Paper::WeekSheet ? u"week_sheet"_s : u"day_sheet"_s,
                      .entity = owner.doctor.isNull() ? u"department"_s : u"doctor"_s,
                      .id = owner.doctor.isNull() ? owner.department.value() : owner.doctor.value(),
                      .clinic = at,
                      .day = m_reading.days().value(0).day,
                      .at = {}});
    return looks;
}

PaperSaving::Sheet PaperViewModel::sheet() const
{
    PaperDocument stamped = m_document;
    stamped.origin = PaperText::origin(m_clock.now(), clinic().zone, m_session.displayName);
    return {.document = stamped, .looks = looks()};
}

void PaperViewModel::print(const QString &printer, int copies)
{
    if (canPrint())
        m_saving.print(sheet(), {.printer = printer, .copies = std::clamp(copies, 1, mostCopies)});
}

void PaperViewModel::savePdf(const QString &path)
{
    if (canSave())
        m_saving.savePdf(sheet(), path);
}

} // namespace clinidesk
