#include "core/demo/DemoAccounts.h"
#include "core/demo/DemoClinic.h"

#include <QRegularExpression>
#include <QTest>
#include <QTimeZone>

#include <array>
#include <map>
#include <set>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

constexpr int fewAppointments = 12'000;

/// A Tuesday, a Sunday, a Monday in Berlin after the clocks changed, an evening.
const std::array moments{
    QDateTime(QDate(2026, 3, 17), QTime(14, 5), Qt::UTC),
    QDateTime(QDate(2026, 11, 22), QTime(13, 20), Qt::UTC),
    QDateTime(QDate(2026, 10, 26), QTime(9, 40), Qt::UTC),
    QDateTime(QDate(2026, 7, 1), QTime(18, 45), Qt::UTC),
};

std::vector<DemoVisit> visitsOf(const DemoClinic &clinic)
{
    std::vector<DemoVisit> visits;
    clinic.eachVisit([&](const DemoVisit &visit) {
        visits.push_back(visit);
        return true;
    });
    return visits;
}

/// Remembers spans per key and says whether a new one overlaps an earlier one.
class Occupancy
{
public:
    [[nodiscard]] bool take(qint64 key, const DemoVisit &visit)
    {
        auto &spans = m_spans[key];
        const auto later = spans.lower_bound(visit.startsAt);
        const bool isTaken = (later != spans.end() && later->first < visit.endsAt)
            || (later != spans.begin() && std::prev(later)->second > visit.startsAt);
        spans[visit.startsAt] = visit.endsAt;
        return !isTaken;
    }

private:
    std::map<qint64, std::map<qint64, qint64>> m_spans;
};

} // namespace

class TestDemoClinic final : public QObject
{
    Q_OBJECT

private slots:
    void sameSeed_givesTheSameClinic()
    {
        const DemoSize size{.appointments = fewAppointments};
        const DemoClinic one(size, 7, moments[0]);
        const DemoClinic again(size, 7, moments[0]);
        const DemoClinic other(size, 8, moments[0]);

        QVERIFY(visitsOf(one) == visitsOf(again));
        QVERIFY(visitsOf(one) != visitsOf(other));
        QCOMPARE(one.house().doctors(), again.house().doctors());
        QCOMPARE(one.house().absences(), again.house().absences());
        QCOMPARE(one.patients().patient(1234), again.patients().patient(1234));
        QVERIFY(one.patients().patient(1234) != other.patients().patient(1234));
    }

    void exactlyAsManyAppointments_asAskedFor_inOrderOfDay()
    {
        const DemoClinic clinic({.appointments = fewAppointments}, 1, moments[0]);
        const auto visits = visitsOf(clinic);

        QCOMPARE(int(visits.size()), fewAppointments);
        for (size_t at = 0; at < visits.size(); ++at)
            QCOMPARE(visits[at].id, qint64(at) + 1);
        QVERIFY(std::ranges::is_sorted(visits, {}, &DemoVisit::day));
    }

    void defaultClinic_reachesAboutEighteenMonthsBack()
    {
        const DemoClinic clinic({}, 1, moments[0]);
        QDate first;
        clinic.eachVisit([&](const DemoVisit &visit) {
            first = QDate::fromJulianDay(visit.day);
            return false;
        });

        const QDate today = clinic.house().today(1);
        QVERIFY2(first < today.addMonths(-16) && first > today.addMonths(-20),
                 qPrintable(first.toString(Qt::ISODate)));
        QCOMPARE(clinic.house().branches().size(), 2);
        QCOMPARE(clinic.house().departments().size(), 8);
        QCOMPARE(clinic.house().doctors().size(), 24);
        QCOMPARE(clinic.patients().count(), 4'000);
    }

    void bigClinic_growsDoctorsAndPatients()
    {
        const DemoHouse house({.appointments = 2'000'000}, 1, moments[0]);
        QCOMPARE(house.doctors().size(), 200);
        QCOMPARE(DemoPatients(100'000, house, 1).count(), 100'000);
        QCOMPARE(
            DemoHouse({.appointments = 1'000'000, .branches = 3}, 1, moments[0]).branches().size(),
            3);
    }

    void liveAppointments_neverOverlap_data() { everyMoment(); }
    void liveAppointments_neverOverlap()
    {
        QFETCH(int, moment);
        const DemoClinic clinic({.appointments = 40'000}, 3, moments[size_t(moment)]);
        Occupancy doctors, seats, rooms, patients;

        for (const DemoVisit &visit : visitsOf(clinic)) {
            QVERIFY((visit.doctor == 0) == (visit.seat > 0));
            QVERIFY(!visit.doctor || doctors.take(visit.doctor, visit));
            QVERIFY(!visit.seat || seats.take(visit.department * 1000 + visit.seat, visit));
            QVERIFY(!visit.room || rooms.take(visit.room, visit));
            QVERIFY(patients.take(visit.patient, visit));
        }
    }

    void today_isInFullSwing_data() { everyMoment(); }
    void today_isInFullSwing()
    {
        QFETCH(int, moment);
        const QDateTime now = moments[size_t(moment)];
        const DemoClinic clinic({.appointments = fewAppointments}, 3, now);
        std::array<int, statusCount> counts{};
        for (const DemoVisit &visit : visitsOf(clinic)) {
            if (visit.branch == 1 && visit.day == clinic.house().today(1).toJulianDay())
                ++counts[size_t(visit.status)];
        }

        QVERIFY2(counts[size_t(Status::Completed)] > 20, "completed");
        QVERIFY2(counts[size_t(Status::InProgress)] >= 2, "in progress");
        QVERIFY2(counts[size_t(Status::Arrived)] >= 1, "waiting");
        QVERIFY2(counts[size_t(Status::Booked)] >= 1, "booked");
    }

    void statuses_suitTheClock_data() { everyMoment(); }
    void statuses_suitTheClock()
    {
        QFETCH(int, moment);
        const DemoClinic clinic({.appointments = 40'000}, 3, moments[size_t(moment)]);
        const qint64 now = clinic.house().now().toSecsSinceEpoch();
        std::array<int, statusCount> past{};
        std::set<int> busyDoctors;

        for (const DemoVisit &visit : visitsOf(clinic)) {
            const qint64 today = clinic.house().today(visit.branch).toJulianDay();
            QVERIFY(visit.createdAt < now && visit.finishedAt <= now);
            QVERIFY(visit.arrivedAt <= now && visit.startedAt <= now);
            QVERIFY(visit.createdAt <= visit.finishedAt);
            if (visit.day < today) {
                QVERIFY(!isLive(visit.status));
                ++past[size_t(visit.status)];
            }
            if (visit.startsAt > now)
                QVERIFY(visit.status != Status::Completed && visit.status != Status::InProgress
                        && visit.status != Status::NoShow);
            if (visit.status == Status::InProgress && visit.doctor)
                QVERIFY(busyDoctors.insert(visit.doctor).second);
            QCOMPARE(visit.arrivedAt > 0,
                     visit.status >= Status::Arrived && visit.status <= Status::Completed);
        }
        const double all = past[4] + past[5] + past[6] + past[7];
        QVERIFY(qAbs(past[size_t(Status::Cancelled)] / all - 0.06) < 0.01);
        QVERIFY(qAbs(past[size_t(Status::NoShow)] / all - 0.04) < 0.01);
    }

    void everyDepartment_hasFreeTimeTomorrow_data() { everyMoment(); }
    void everyDepartment_hasFreeTimeTomorrow()
    {
        QFETCH(int, moment);
        const DemoClinic clinic({}, 5, moments[size_t(moment)]);
        const DemoHouse &house = clinic.house();
        std::map<int, int> freeMinutes; // by department
        const auto tomorrow = [&](int branch) { return house.today(branch).addDays(1); };
        for (const DemoDoctor &doctor : house.doctors()) {
            for (const auto &shift :
                 house.shiftsOn(doctor.id, doctor.department, tomorrow(doctor.branch)))
                freeMinutes[doctor.department] += shift.ends - shift.starts;
        }
        for (const DemoDepartment &department : house.departments()) {
            for (const auto &shift : house.shiftsOn(0, department.id, tomorrow(department.branch)))
                freeMinutes[department.id] += department.seats * (shift.ends - shift.starts);
        }
        clinic.eachVisit([&](const DemoVisit &visit) {
            if (visit.day == tomorrow(visit.branch).toJulianDay() && isLive(visit.status))
                freeMinutes[visit.department] -= int(visit.endsAt - visit.startsAt) / 60;
            return true;
        });

        QCOMPARE(freeMinutes.size(), size_t(house.departments().size()));
        for (const auto &[department, minutes] : freeMinutes)
            QVERIFY2(minutes >= house.departments().at(department - 1).slotMinutes,
                     qPrintable(QString::number(department)));
    }

    void visits_standInsideHours_andPatientsSuitTheDepartment()
    {
        const DemoClinic clinic({.appointments = fewAppointments}, 9, moments[0]);
        const DemoHouse &house = clinic.house();
        for (const DemoVisit &visit : visitsOf(clinic)) {
            const DemoBranch &branch = house.branches().at(visit.branch - 1);
            const QDateTime start
                = QDateTime::fromSecsSinceEpoch(visit.startsAt, QTimeZone(branch.zone));
            QCOMPARE(start.date().toJulianDay(), visit.day);
            const int minute = start.time().msecsSinceStartOfDay() / 60'000;
            const int length = int(visit.endsAt - visit.startsAt) / 60;
            const auto shifts = house.shiftsOn(visit.doctor, visit.department, start.date());
            QVERIFY(std::ranges::any_of(shifts, [&](const DemoHouse::Shift &shift) {
                return shift.starts <= minute && minute + length <= shift.ends;
            }));

            const DemoPatient patient = clinic.patients().patient(visit.patient);
            QVERIFY(patient.homeBranch == visit.branch || patient.otherBranch == visit.branch);
            QVERIFY(!patient.person.diedOn.isValid() || patient.person.diedOn >= start.date());
        }
    }

    void patients_areOfManyKinds()
    {
        const DemoClinic clinic({.appointments = 5'000}, 1, moments[0]);
        static const QRegularExpression mrn(u"^P[0-9]{8}$"_s);
        std::set<QString> languages;
        int dead = 0, phoneless = 0, undated = 0, arabic = 0, hyphenated = 0, children = 0, old = 0;
        for (int id = 1; id <= clinic.patients().count(); ++id) {
            const Patient person = clinic.patients().patient(id).person;
            QVERIFY(!person.family.isEmpty() && !person.given.isEmpty());
            QVERIFY(mrn.match(person.mrn).hasMatch());
            QVERIFY(person.email.isEmpty() || person.email.endsWith(u"@example.org"_s));
            languages.insert(person.language);
            dead += person.diedOn.isValid();
            phoneless += person.phone.isEmpty();
            undated += !person.birthDate.isValid();
            arabic += person.family.at(0).script() == QChar::Script_Arabic;
            hyphenated += person.family.contains(u'-');
            const auto age = ageOn(clinic.house().today(1), person.birthDate);
            children += age && *age < 18;
            old += age && *age > 85;
        }
        QVERIFY(languages.size() >= 10);
        QVERIFY(dead > 20 && phoneless > 100 && undated > 20 && arabic > 40 && hyphenated > 50);
        QVERIFY(children > 300 && old > 50);
    }

    void recordNumbers_carryTheirCheckDigit()
    {
        QCOMPARE(demoMrn(572), u"P00005724"_s); // Damm's own example: 572 has check digit 4.
    }

    void accounts_canSignIn()
    {
        static const QRegularExpression login(u"^[a-z][a-z0-9._-]{1,61}$"_s);
        std::set<Role> roles;
        for (const DemoAccount &account : demoAccounts()) {
            QVERIFY(login.match(account.login).hasMatch());
            QVERIFY(account.password.size() >= 10);
            roles.insert(account.role);
        }
        QCOMPARE(roles.size(), size_t(3));
    }

private:
    static void everyMoment()
    {
        QTest::addColumn<int>("moment");
        for (int at = 0; at < int(moments.size()); ++at)
            QTest::newRow(qPrintable(moments[size_t(at)].toString(Qt::ISODate))) << at;
    }
};

QTEST_GUILESS_MAIN(TestDemoClinic)
#include "tst_DemoClinic.moc"
