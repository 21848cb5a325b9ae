#include "tests/pictures/InventedClinic.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

struct Person
{
    QString family;
    QString given;
    QDate birthDate;
    QDate diedOn = {};
};

const QList<Person> &people()
{
    static const QList<Person> all{
        {u"Okonkwo-Lindqvist"_s, u"Adaeze Marie-Thérèse"_s, QDate(1977, 11, 5)},
        {u"Müller"_s, u"Jürgen"_s, QDate(1954, 3, 28)},
        {u"Brzęczyszczykiewicz-Świętosławska"_s, u"Małgorzata Aleksandra"_s, QDate(1990, 1, 31)},
        {u"王"_s, u"小明"_s, QDate(2019, 6, 1)},
        {u"Ó Briain"_s, u"Síle"_s, QDate(1988, 12, 12)},
        {u"الهاشمي"_s, u"فاطمة بنت عبد الله"_s, QDate(1969, 8, 17)},
        {u"Ångström"_s, u"Åsa"_s, QDate(2001, 2, 28)},
        {u"Nguyễn"_s, u"Thị Minh Khai"_s, QDate(1995, 9, 2)},
        {u"Müller"_s, u"Jörgen"_s, QDate(1954, 3, 29)},
        {u"de la Fuente y Martínez de Castro"_s, u"María del Carmen"_s, QDate(1932, 10, 9)},
        {u"Παπαδοπούλου"_s, u"Ελένη"_s, QDate(1981, 4, 14)},
        {u"Strauß"_s, u"Günther"_s, QDate(1948, 7, 30)},
        {u"Hoffmann"_s, u"Wilhelmine"_s, QDate(1929, 5, 19), QDate(2026, 11, 20)},
        {u"Иванова"_s, u"Анна Сергеевна"_s, QDate(1973, 3, 8)},
        {u"Yılmaz"_s, u"İbrahim"_s, QDate(2010, 11, 26)},
        {u"Nwosu"_s, u"Chi"_s, {}},
        {u"כהן"_s, u"נועה"_s, QDate(1999, 12, 31)},
        {u"Li"_s, u"Bo"_s, QDate(2026, 11, 2)},
        {u"Þórsdóttir"_s, u"Guðrún"_s, QDate(1964, 6, 17)},
        {u"田中"_s, u"さくら"_s, QDate(1957, 4, 29)},
    };
    return all;
}

QString mrn(int number)
{
    return u"N-%1"_s.arg(204811 + number * 37, 6, 10, QLatin1Char('0'));
}

/// @p minute counts from 08:00 in Berlin; @p person and @p doctor index their lists.
struct Row
{
    int minute;
    int person;
    int doctor;
    Status status;
    int arrivedBefore = 0; ///< Minutes before now().
    QString reason = {};
};

const QList<Row> &rows()
{
    using S = Status;
    static const QList<Row> all{
        {0, 0, 0, S::Completed, 0, u"Blood pressure, yearly"_s},
        {0, 1, 1, S::Completed},
        {20, 2, 0, S::NoShow, 0, u"Chest pain when climbing stairs, since about two weeks"_s},
        {20, 3, 2, S::Completed},
        {40, 4, 1, S::Cancelled},
        {40, 5, 0, S::Completed, 0, u"Follow-up"_s},
        {60, 6, 2, S::InProgress},
        {80, 7, 0, S::InProgress, 0, u"ECG"_s},
        {80, 8, 0, S::Arrived, 41, u"ECG, squeezed in"_s}, // Two of one doctor at once.
        {80, 9, 1, S::Arrived, 18},
        {100, 10, 0, S::Arrived, 4, u"Results of 12-Nov-2026"_s},
        {100, 11, 2, S::Booked},
        {120, 12, 0, S::Booked, 0, u"Pacemaker check"_s},
        {120, 13, 1, S::Pending},
        {140, 14, 0, S::Rejected, 0, u"Sports certificate"_s},
        {160, 15, 2, S::Booked},
        {180, 16, 0, S::Pending, 0, u"Second opinion"_s},
        {180, 17, 3, S::Booked},
        {200, 18, 1, S::Booked},
        {240, 19, 0, S::Booked, 0, u"Palpitations"_s},
        {300, 0, 2, S::Booked},
        {320, 3, 3, S::Booked},
        {340, 2, 1, S::Pending},
        {420, 9, 0, S::Booked, 0, u"Blood pressure"_s},
    };
    return all;
}

Appointment appointmentOf(int place, const Row &row)
{
    const Person &person = people().at(row.person);
    const Doctor doctor = invented::doctors().at(row.doctor);
    const QList<Department> departments = invented::departments();
    Appointment made = samples::appointment(place + 1, row.minute - 60, row.status);
    made.department = doctor.departments.first();
    made.departmentName = departments.at(int(made.department.value()) - 1).name;
    made.doctor = doctor.id;
    made.doctorName = u"Dr "_s + doctor.family;
    made.patient = PatientId(1000 + row.person);
    made.mrn = mrn(row.person);
    made.family = person.family;
    made.given = person.given;
    made.birthDate = person.birthDate;
    made.diedOn = person.diedOn;
    if (row.arrivedBefore > 0)
        made.arrivedAt = invented::now().addSecs(-60 * row.arrivedBefore);
    if (row.status == Status::InProgress)
        made.startedAt = made.startsAt.addSecs(240);
    return made;
}

Freshness freshness()
{
    return {.layer = Freshness::Layer::Database, .asOf = invented::now(), .isStale = false};
}

} // namespace

QList<Clinic> invented::clinics()
{
    return {samples::berlin(), samples::newYork()};
}

QList<Department> invented::departments()
{
    return {samples::department(1, u"Cardiology"_s),
            samples::department(2, u"Ear, Nose and Throat Medicine"_s),
            samples::department(3, u"Paediatrics"_s)};
}

QList<Doctor> invented::doctors()
{
    const auto doctor = [](int id, const QString &family, const QString &given, int department) {
        return Doctor{.id = DoctorId(id),
                      .title = u"Dr"_s,
                      .family = family,
                      .given = given,
                      .specialisation = {},
                      .departments = {DepartmentId(department)}};
    };
    return {doctor(11, u"Okafor"_s, u"Chidi"_s, 1), doctor(12, u"Lindqvist"_s, u"Maja"_s, 2),
            doctor(13, u"Fernández-Quiñones"_s, u"Íñigo"_s, 3),
            doctor(14, u"Rasmussen"_s, u"Søren"_s, 1)};
}

QDateTime invented::now()
{
    return QDateTime(samples::today, QTime(8, 40), Qt::UTC);
}

Day invented::today()
{
    QList<Appointment> day;
    for (int place = 0; place < rows().size(); ++place)
        day.append(appointmentOf(place, rows().at(place)));
    return {.date = samples::today, .appointments = day, .freshness = freshness()};
}

Day invented::todayOfDoctor()
{
    QList<Appointment> day;
    for (int place = 0; place < rows().size(); ++place) {
        if (rows().at(place).doctor != 0)
            continue;
        day.append(appointmentOf(place, rows().at(place)));
        day.last().reason = rows().at(place).reason;
    }
    return {.date = samples::today, .appointments = day, .freshness = freshness()};
}

QList<SeatHours> invented::hours(QDate day)
{
    const auto at = [day](int hour) { return QDateTime(day, QTime(hour - 1, 0), Qt::UTC); };
    QList<SeatHours> seats;
    for (const Doctor &doctor : doctors()) {
        SeatHours seat;
        seat.day = day;
        seat.doctor = doctor.id;
        seat.doctorName = u"Dr "_s + doctor.family;
        if (doctor.id != DoctorId(14))
            seat.hours = {{at(8), at(12)}, {at(13), at(16)}};
        if (doctor.id == DoctorId(12))
            seat.away = {{at(11), at(12), u"Ward round"_s}};
        seats.append(seat);
    }
    SeatHours clinic;
    clinic.day = day;
    clinic.department = departments().at(2).id;
    clinic.departmentName = departments().at(2).name;
    clinic.hours = {{at(9), at(12)}};
    seats.append(clinic);
    return seats;
}

HistoryPage invented::historyPage()
{
    HistoryPage answer;
    answer.page.total = 48213;
    answer.page.number = 3;
    answer.page.size = 10;
    const QList<Status> ends{Status::Completed, Status::NoShow,    Status::Cancelled,
                             Status::Completed, Status::Completed, Status::Rejected,
                             Status::Completed};
    for (int place = 0; place < answer.page.size; ++place) {
        const Row row{.minute = (9 - place) * 20 % 100,
                      .person = place * 3 % int(people().size()),
                      .doctor = place % 4,
                      .status = ends.at(place % ends.size())};
        Appointment made = appointmentOf(100 + place, row);
        const int daysAgo = 3 + place / 2;
        made.startsAt = made.startsAt.addDays(-daysAgo);
        made.endsAt = made.endsAt.addDays(-daysAgo);
        made.day = samples::today.addDays(-daysAgo);
        answer.page.rows.append(made);
    }
    answer.freshness = freshness();
    return answer;
}

QList<Slot> invented::freeTimes()
{
    const QList<std::pair<int, int>> places{{60, 0},   {80, 3},   {120, 0},  {200, 0},  {220, 3},
                                            {1440, 0}, {1460, 3}, {1500, 0}, {2880, 0}, {2900, 3}};
    QList<Slot> free;
    for (const auto &[minute, doctor] : places) {
        Slot slot = samples::slot(minute, doctors().at(doctor).id);
        slot.doctorName = u"Dr "_s + doctors().at(doctor).family;
        free.append(slot);
    }
    return free;
}

QList<PatientMatch> invented::matches()
{
    QList<PatientMatch> found;
    for (const int person : {1, 8, 2, 5, 9, 12, 19}) {
        const Person &who = people().at(person);
        Patient patient = samples::patient(1000 + person, who.family, who.given, who.birthDate);
        patient.mrn = mrn(person);
        patient.diedOn = who.diedOn;
        patient.email = u"patient%1@example.org"_s.arg(person);
        found.append({.patient = patient,
                      .how = person == 1 || person == 8 ? PatientMatch::How::Exact
                                                        : PatientMatch::How::Similar});
    }
    found.first().patient.title = u"Prof. Dr."_s;
    found.first().patient.sex = Sex::Male;
    return found;
}

Patient invented::deceased()
{
    Patient patient = matches().at(5).patient;
    patient.email.clear();
    return patient;
}

QList<AppointmentEvent> invented::events()
{
    const QDateTime booked = now().addDays(-9);
    return {{.id = EventId(1),
             .at = booked,
             .staffName = u"Rosa Reception"_s,
             .action = u"book"_s,
             .was = {},
             .became = {{u"status"_s, int(Status::Booked)}},
             .why = {}},
            {.id = EventId(2),
             .at = booked.addDays(2),
             .staffName = u"Henrik Østergaard-Villadsen"_s,
             .action = u"move"_s,
             .was = {{u"starts_at"_s, u"2026-11-25T13:00:00Z"_s}},
             .became = {{u"starts_at"_s, u"2026-11-26T07:00:00Z"_s}},
             .why = u"The patient asked for a morning, because the bus does not run later."_s},
            {.id = EventId(3),
             .at = now().addSecs(-6300),
             .staffName = u"Rosa Reception"_s,
             .action = u"check_in"_s,
             .was = {{u"status"_s, int(Status::Booked)}},
             .became = {{u"status"_s, int(Status::Arrived)}},
             .why = {}}};
}

} // namespace clinidesk
