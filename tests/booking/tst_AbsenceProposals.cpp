// How free times are dealt out to those whom an absence concerns.
#include "core/booking/AbsenceProposals.h"

#include <QTest>

#include <random>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

constexpr DepartmentId cardiology{1};
constexpr DoctorId away{1};
constexpr DoctorId colleague{2};
const QDateTime morning(QDate(2027, 6, 10), QTime(8, 0), Qt::UTC);

QDateTime at(int minutes)
{
    return morning.addSecs(60 * minutes);
}

Displaced displaced(qint64 id, int start, int length = 20, qint64 patient = 0)
{
    Displaced one;
    one.appointment.id = AppointmentId(id);
    one.appointment.department = cardiology;
    one.appointment.doctor = away;
    one.appointment.patient = PatientId(patient > 0 ? patient : id);
    one.appointment.startsAt = at(start);
    one.appointment.endsAt = at(start + length);
    one.appointment.status = Status::Booked;
    return one;
}

OfferedSlot offer(DoctorId doctor, int start, int length = 20)
{
    return {{.doctor = doctor,
             .doctorName = {},
             .department = cardiology,
             .startsAt = at(start),
             .endsAt = at(start + length)},
            doctor == away};
}

QList<int> startsOf(const Affected &affected)
{
    QList<int> starts;
    for (const Slot &slot : affected.proposals)
        starts << int(morning.secsTo(slot.startsAt) / 60);
    return starts;
}

bool overlap(const Slot &a, const Slot &b)
{
    return a.startsAt < b.endsAt && b.startsAt < a.endsAt;
}

} // namespace

class TestAbsenceProposals final : public QObject
{
    Q_OBJECT

private slots:
    void everybodysFirst_comesBeforeAnybodysSecond()
    {
        const auto list = proposalsFor({displaced(1, 0), displaced(2, 20)},
                                       {offer(away, 600), offer(away, 620), offer(colleague, 20)});
        QCOMPARE(startsOf(list.at(0)), QList<int>({600, 20}));
        QCOMPARE(startsOf(list.at(1)), QList<int>({620}));
    }

    void colleaguesNearestTime_isTaken()
    {
        const auto list
            = proposalsFor({displaced(1, 100)},
                           {offer(colleague, 0), offer(colleague, 140), offer(colleague, 60)});
        QCOMPARE(startsOf(list.at(0)), QList<int>({60, 140, 0}));
    }

    void otherLengthsAndDepartments_dontFit()
    {
        OfferedSlot other = offer(colleague, 0);
        other.slot.department = DepartmentId(9);
        const auto list = proposalsFor({displaced(1, 0)}, {other, offer(colleague, 20, 40)});
        QVERIFY(list.at(0).proposals.isEmpty());
    }

    void busyPatient_isOfferedAnotherTime()
    {
        Displaced busy = displaced(1, 0);
        busy.busy = {{at(590), at(601)}};
        const auto list = proposalsFor({busy}, {offer(away, 600), offer(away, 620)});
        QCOMPARE(startsOf(list.at(0)), QList<int>({620}));
    }

    void onePatientsTwoAppointments_dontMeet()
    {
        const auto list = proposalsFor({displaced(1, 0, 20, 7), displaced(2, 20, 20, 7)},
                                       {offer(away, 600), offer(colleague, 600)});
        QCOMPARE(list.at(0).proposals.size() + list.at(1).proposals.size(), 1);
    }

    void whoIsThereAlready_getsNone()
    {
        for (const Status status : {Status::Arrived, Status::InProgress}) {
            Displaced there = displaced(1, 0);
            there.appointment.status = status;
            QVERIFY(proposalsFor({there}, {offer(away, 600)}).at(0).proposals.isEmpty());
        }
    }

    void ofAnyLengths_noTwoOverlap()
    {
        std::mt19937 random(20261123);
        const auto any = [&random](int below) { return int(random() % unsigned(below)); };
        for (int round = 0; round < 100; ++round) {
            QList<Displaced> patients;
            for (int i = 1; i <= 12; ++i)
                patients << displaced(i, 20 * i, 20 * (1 + any(3)), 1 + any(8));
            QList<OfferedSlot> offers;
            for (int i = 0; i < 120; ++i) {
                const DoctorId doctor = any(2) ? away : DoctorId(2 + any(2));
                offers << offer(doctor, 20 * any(40) + (doctor == away ? 1000 : 0),
                                20 * (1 + any(3)));
            }
            const auto list = proposalsFor(patients, offers);
            QCOMPARE(list.size(), patients.size());
            QList<std::pair<PatientId, Slot>> dealt;
            for (const Affected &one : list) {
                QVERIFY(one.proposals.size() <= 3);
                for (const Slot &slot : one.proposals)
                    dealt.append({one.appointment.patient, slot});
            }
            for (int i = 0; i < dealt.size(); ++i) {
                for (int j = 0; j < i; ++j) {
                    const auto &[patient, slot] = dealt.at(i);
                    QVERIFY(!overlap(slot, dealt.at(j).second)
                            || (slot.doctor != dealt.at(j).second.doctor
                                && patient != dealt.at(j).first));
                }
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestAbsenceProposals)
#include "tst_AbsenceProposals.moc"
