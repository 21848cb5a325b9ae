#include "core/demo/DemoClinic.h"

namespace clinidesk {

namespace {

constexpr int fewestPatients = 4'000;
constexpr int visitsAPatient = 20;

constexpr int patientsADoctor = 160; // Fewer could not fill a day without coming twice.

int patientsOf(const DemoSize &size, const DemoHouse &house)
{
    if (size.patients == 0 && size.appointments <= DemoSize().appointments)
        return fewestPatients;
    const int wanted = size.patients > 0 ? size.patients : size.appointments / visitsAPatient;
    return qMax(qMax(fewestPatients, patientsADoctor * int(house.doctors().size())), wanted);
}

} // namespace

DemoClinic::DemoClinic(const DemoSize &size, quint64 seed, const QDateTime &now)
    : m_appointments(size.appointments)
    , m_house(size, seed, now)
    , m_patients(patientsOf(size, m_house), m_house, seed)
    , m_futureDays(qBound(3, size.appointments / 3'500, 42))
    , m_diary(m_house, seed, m_futureDays)
    , m_seed(seed)
{
    int planned = 0;
    m_firstOffset = m_futureDays + 1;
    while (planned < m_appointments)
        planned += m_diary.countOn(--m_firstOffset);
    m_skipped = planned - m_appointments;
}

void DemoClinic::eachVisit(const std::function<bool(const DemoVisit &)> &take) const
{
    // One visit a patient and local day: none of the branches' days reach into another's next.
    std::vector<qint32> lastSeen(size_t(m_patients.count()) + 1, 0);
    qint64 id = 0;
    int skipped = 0;
    for (int offset = m_firstOffset; offset <= m_futureDays; ++offset) {
        for (DemoVisit &visit : m_diary.visitsOn(offset)) {
            if (skipped < m_skipped) {
                ++skipped;
                continue;
            }
            visit.id = ++id;
            DemoRandom random = DemoRandom(m_seed).fork(5, quint64(id));
            const DemoDepartment &department = m_house.departments().at(visit.department - 1);
            const auto isFree
                = [&](qint64 patient) { return lastSeen[size_t(patient)] != qint32(visit.day); };
            visit.patient = m_patients.someone(department, visit.day, random, isFree);
            Q_ASSERT(visit.patient); // patientsOf() makes enough of every kind.
            lastSeen[size_t(visit.patient)] = qint32(visit.day);
            if (!take(visit))
                return;
        }
    }
}

} // namespace clinidesk
