#include "core/booking/AppointmentCodec.h"

#include <QRandomGenerator>
#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

QString text(QRandomGenerator &chance)
{
    static const QStringList texts{{},      u"Ngozi"_s, u"Øvergård"_s,
                                   u"李"_s, u"𝄞 𝄞"_s,   u"a"_s.repeated(500)};
    return texts.at(chance.bounded(int(texts.size()))) + QString::number(chance.bounded(20));
}

QDateTime moment(QRandomGenerator &chance)
{
    return chance.bounded(3) == 0
        ? QDateTime()
        : QDateTime::fromMSecsSinceEpoch(qint64(chance.generate64() >> 20) - (1LL << 42), Qt::UTC);
}

QDate day(QRandomGenerator &chance)
{
    return chance.bounded(3) == 0 ? QDate() : QDate(1890, 1, 1).addDays(chance.bounded(60'000));
}

Appointment random(QRandomGenerator &chance)
{
    const auto id = [&chance] { return qint64(chance.generate64()); };
    return {
        .id = AppointmentId(id()),
        .clinic = ClinicId(id()),
        .zone = chance.bounded(2) ? "Africa/Lagos" : "America/Argentina/Buenos_Aires",
        .department = DepartmentId(id()),
        .departmentName = text(chance),
        .doctor = DoctorId(chance.bounded(2) ? id() : 0),
        .doctorName = text(chance),
        .patient = PatientId(id()),
        .mrn = text(chance),
        .family = text(chance),
        .given = text(chance),
        .birthDate = day(chance),
        .diedOn = day(chance),
        .startsAt = moment(chance),
        .endsAt = moment(chance),
        .day = day(chance),
        .status = Status(chance.bounded(statusCount)),
        .version = int(chance.generate()),
        .reason = text(chance),
        .arrivedAt = moment(chance),
        .startedAt = moment(chance),
    };
}

using Appointments = QList<Appointment>;

std::shared_ptr<const Appointments> decoded(const QByteArray &bytes)
{
    return std::static_pointer_cast<const Appointments>(cacheTypeOf<Appointments>.decoded(bytes));
}

} // namespace

class TestAppointmentCodec final : public QObject
{
    Q_OBJECT

private slots:
    void appointments_comeBackAsTheyWere()
    {
        QRandomGenerator chance(20261122);
        for (int round = 0; round < 200; ++round) {
            Appointments appointments;
            for (int rows = chance.bounded(51); rows > 0; --rows)
                appointments.append(random(chance));
            const auto back = decoded(cacheTypeOf<Appointments>.encoded(&appointments));
            QVERIFY(back);
            QCOMPARE(*back, appointments);
        }
    }

    void namesThatRowsShare_areOneTextInMemory()
    {
        QRandomGenerator chance(1);
        Appointment appointment = random(chance);
        appointment.doctorName = u"Dr Okafor"_s;
        const Appointments appointments{appointment, appointment};
        const auto back = decoded(cacheTypeOf<Appointments>.encoded(&appointments));
        QVERIFY(back);
        QCOMPARE(back->at(0).doctorName.constData(), back->at(1).doctorName.constData());
        QCOMPARE(back->at(0).zone.constData(), back->at(1).zone.constData());
    }

    void aTimeInAnotherZone_isTheSameMoment()
    {
        Appointment appointment;
        appointment.startsAt
            = QDateTime(QDate(2026, 11, 22), QTime(10, 0), Qt::OffsetFromUTC, 7200);
        const Appointments appointments{appointment};
        const auto back = decoded(cacheTypeOf<Appointments>.encoded(&appointments));
        QVERIFY(back);
        QCOMPARE(back->first().startsAt, appointment.startsAt);
        QCOMPARE(back->first().startsAt.timeSpec(), Qt::UTC);
    }

    void rowsThatAreCut_areNone()
    {
        QRandomGenerator chance(2);
        const Appointments appointments{random(chance), random(chance)};
        const QByteArray bytes = cacheTypeOf<Appointments>.encoded(&appointments);
        for (qsizetype size = 0; size < bytes.size(); ++size)
            QVERIFY(!decoded(bytes.first(size)));
    }

    void aStatusThatIsNone_isNotBelieved()
    {
        Appointment appointment;
        appointment.status = Status(statusCount);
        const Appointments appointments{appointment};
        QVERIFY(!decoded(cacheTypeOf<Appointments>.encoded(&appointments)));
    }

    void emptyRow_takesTheWidthThatCountingRestsOn()
    {
        CacheWriter writer;
        write(writer, Appointment());
        CacheWriter nothing;
        QCOMPARE(writer.finished().size() - nothing.finished().size(), appointmentWidth);
    }
};

QTEST_APPLESS_MAIN(TestAppointmentCodec)
#include "tst_AppointmentCodec.moc"
