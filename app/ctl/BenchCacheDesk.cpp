#include "app/ctl/BenchCacheDesk.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr int rowCount = 50;

} // namespace

BenchCacheDesk::BenchCacheDesk(const RedisOptions &redis, const CacheOptions &options)
    : store(redis)
    , cache(store, m_clock, options)
{
    store.open();
    unlock(benchSealKey());
}

void BenchCacheDesk::unlock(const QByteArray &sealKey)
{
    const auto key = SecretKey::fromHex(QString::fromLatin1(sealKey));
    cache.unlock({{ClinicId(3), key.value_or(SecretKey())}});
}

bool BenchCacheDesk::isReady() const
{
    return store.isAvailable() && store.isListening();
}

QByteArray benchSealKey()
{
    return SecretKey::random().bytes().toByteArray().toHex();
}

CacheKey benchKey(int number)
{
    return CacheKey(CacheKind::HistoryPage, {.installation = 17, .role = 1, .rightsVersion = 1},
                    ClinicId(3))
        .with(number);
}

CacheTags benchTags()
{
    return {CacheTag::clinic(ClinicId(3)), CacheTag::people(ClinicId(3))};
}

BenchCacheDesk::Rows benchRows()
{
    const QDateTime start(QDate(2026, 11, 20), QTime(9, 20), Qt::UTC);
    BenchCacheDesk::Rows rows;
    for (int i = 0; i < rowCount; ++i) {
        Appointment row{.id = AppointmentId(900'000 + i),
                        .clinic = ClinicId(3),
                        .zone = "Europe/Berlin",
                        .department = DepartmentId(4),
                        .departmentName = u"Cardiology"_s,
                        .doctor = DoctorId(17),
                        .doctorName = u"Dr Petrov"_s,
                        .patient = PatientId(4'000 + i),
                        .mrn = u"MRN-%1"_s.arg(4'000 + i),
                        .family = u"Okafor %1"_s.arg(i),
                        .given = u"Nadia"_s,
                        .birthDate = QDate(1977, 11, 5).addDays(qint64(i) * 97),
                        .diedOn = {},
                        .startsAt = start.addSecs(qint64(i) * 1200),
                        .endsAt = start.addSecs(qint64(i + 1) * 1200),
                        .day = start.date(),
                        .status = Status::Completed,
                        .version = 4,
                        .reason = u"Follow-up after echo"_s,
                        .arrivedAt = start,
                        .startedAt = start};
        rows.append(row);
    }
    return rows;
}

} // namespace clinidesk
