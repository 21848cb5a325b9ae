// How full days are, as the database counts it, against minutes counted one by one.
#include "tests/postgres/CrowdedClinic.h"
#include "tests/postgres/Reception.h"

#include <QElapsedTimer>
#include <QSet>
#include <QTest>
#include <QTimeZone>

using namespace clinidesk;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

using Code = Error::Code;

namespace {

const QDate thursday(2027, 6, 10);

qint64 minuteOf(const QDateTime &instant)
{
    return instant.toSecsSinceEpoch() / 60;
}

} // namespace

class TestDayLoads final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(m_server.start(), m_server.problem()); }
    void init()
    {
        QVERIFY(!m_server.freshDatabase().isEmpty());
        m_rita = std::make_unique<Reception>(m_server);
    }
    void cleanup() { m_rita.reset(); }

    void randomClinic_isAsFullAsMinutesCountedOneByOne()
    {
        m_server.run(crowdedClinicSql(200, 20'000));
        run(u"INSERT INTO absence (doctor_id, starts_at, ends_at, reason)"
            " SELECT 1 + abs(i / 4) % 2, at, at + interval '7 h', '' FROM generate_series(-20, 20, "
            "4)"
            " i, LATERAL (SELECT date_trunc('hour', now()) + i * interval '1 day' AS at) t"_s);
        const QDate first = QDate::currentDate().addDays(-20);
        const QDate last = first.addDays(41);
        for (const auto &[department, doctor] :
             QList<std::pair<DepartmentId, DoctorId>>{{{}, {}},
                                                      {smallclinic::cardiology, {}},
                                                      {smallclinic::vaccination, {}},
                                                      {{}, smallclinic::weber}}) {
            QElapsedTimer watch;
            watch.start();
            const auto told = loads(department, doctor, first, last);
            qInfo("day_loads of 42 days, 20,000 appointments: %lld ms",
                  static_cast<long long>(watch.elapsed()));
            QCOMPARE(told.size(), 42);
            for (const DayLoad &each : told) {
                const DayLoad counted = countedByHand(department, doctor, each.day);
                QCOMPARE(each.offered.count(), counted.offered.count());
                QCOMPARE(each.open.count(), counted.open.count());
                QCOMPARE(each.taken.count(), counted.taken.count());
                QVERIFY(each.taken <= each.open && each.open <= each.offered);
                if (department.isNull())
                    QCOMPARE(each.appointments, counted.appointments);
            }
        }
    }

    void turnedClock_shortensAndLengthensTheDay()
    {
        run(u"UPDATE clinic SET opens = '00:00', closes = '24:00' WHERE id = 1;"
            "UPDATE working_hours SET starts = '00:00', ends = '24:00' WHERE doctor_id = 1"_s);
        const auto open
            = [this](QDate day) { return loads({}, smallclinic::weber, day, day).value(0).open; };
        QCOMPARE(open({2027, 3, 27}), std::chrono::minutes(24h));
        QCOMPARE(open({2027, 3, 28}), std::chrono::minutes(23h));
        QCOMPARE(open({2027, 10, 31}), std::chrono::minutes(25h));
    }

    void booking_fillsItsMinutes_andCancellingGivesThemBack()
    {
        const QDate day = QDate::currentDate().addDays(30);
        const auto taken = [&] { return loads({}, smallclinic::weber, day, day).value(0).taken; };
        QCOMPARE(taken(), 0min);
        const auto hours = settled(m_rita->hours.hours(smallclinic::riverside, day, day));
        QVERIFY(bool(hours));
        Slot slot;
        slot.department = smallclinic::cardiology;
        for (const SeatHours &row : *hours) {
            if (row.doctor == smallclinic::weber)
                slot.startsAt = row.hours.value(0).startsAt;
        }
        const auto booked
            = settled(m_rita->book.book(RequestId::create(), m_rita->bookingAt(slot)));
        QVERIFY(bool(booked));
        QCOMPARE(taken(), 20min);
        QCOMPARE(loads({}, {}, day, day).value(0).appointments, 1);
        run(u"UPDATE appointment SET status = 6 WHERE id = %1"_s.arg(booked->appointment.value()));
        QCOMPARE(taken(), 0min);
        QCOMPARE(loads({}, {}, day, day).value(0).appointments, 0);
    }

    void doctor_isToldAboutHimselfAlone()
    {
        Reception jonas(m_server, logins::doctor);
        const auto ask = [&](DepartmentId department, DoctorId doctor) {
            return settled(jonas.loads.loads({.clinic = smallclinic::riverside,
                                              .department = department,
                                              .doctor = doctor,
                                              .first = thursday,
                                              .last = thursday}));
        };
        const auto own = ask({}, {});
        QVERIFY(bool(own));
        QCOMPARE(own->days, loads({}, smallclinic::weber, thursday, thursday));
        QCOMPARE(ask({}, smallclinic::weber)->days, own->days);
        QCOMPARE(failureOf(ask({}, smallclinic::okafor)), Code::Denied);
        QCOMPARE(failureOf(ask(smallclinic::cardiology, {})), Code::Denied);
    }

    void senselessQuestion_isRefused()
    {
        const auto failure = [this](ClinicId clinic, QDate first, QDate last) {
            return failureOf(settled(m_rita->loads.loads(
                {.clinic = clinic, .department = {}, .doctor = {}, .first = first, .last = last})));
        };
        QCOMPARE(failure(smallclinic::riverside, thursday, thursday.addDays(-1)), Code::Invalid);
        QCOMPARE(failure(smallclinic::riverside, thursday, thursday.addDays(62)), Code::Invalid);
        QCOMPARE(failure(smallclinic::harbour, thursday, thursday), Code::Denied);
    }

private:
    [[nodiscard]] QList<DayLoad> loads(DepartmentId department, DoctorId doctor, QDate first,
                                       QDate last)
    {
        const auto answer = settled(m_rita->loads.loads({.clinic = smallclinic::riverside,
                                                         .department = department,
                                                         .doctor = doctor,
                                                         .first = first,
                                                         .last = last}));
        return answer ? answer->days : QList<DayLoad>();
    }

    /// From the hours that the day board shows and the rows of the table.
    [[nodiscard]] DayLoad countedByHand(DepartmentId department, DoctorId doctor, QDate day)
    {
        DayLoad load{.day = day};
        const auto hours = settled(m_rita->hours.hours(smallclinic::riverside, day, day));
        for (const SeatHours &row : hours ? *hours : QList<SeatHours>()) {
            const bool isMember = department.isNull()
                || m_server.value(
                       u"SELECT count(*) FROM clinidesk.doctor_department WHERE doctor_id = %1"
                       " AND department_id = %2"_s.arg(row.doctor.value())
                           .arg(department.value()))
                    == u"1"_s;
            const bool isAsked = row.doctor.isNull()
                ? doctor.isNull() && (department.isNull() || row.department == department)
                : isMember && (doctor.isNull() || row.doctor == doctor);
            if (!isAsked)
                continue;
            const int seats = row.doctor.isNull()
                ? m_server
                      .value(u"SELECT capacity FROM clinidesk.department WHERE id = %1"_s.arg(
                          row.department.value()))
                      .toInt()
                : 1;
            for (int seat = 1; seat <= seats; ++seat)
                countColumn(row, seat, load);
        }
        const QString whose
            = doctor.isNull() ? QString() : u" AND doctor_id = %1"_s.arg(doctor.value());
        load.appointments = m_server
                                .value(u"SELECT count(*) FROM clinidesk.appointment WHERE "
                                       u"clinic_id = 1 AND day = '%1'"
                                       " AND status NOT IN (5, 6)"_s.arg(day.toString(Qt::ISODate))
                                       + whose)
                                .toInt();
        return load;
    }

    void countColumn(const SeatHours &row, int seat, DayLoad &load)
    {
        QSet<qint64> offered;
        QSet<qint64> open;
        for (const OpenSpan &span : row.hours) {
            for (qint64 at = minuteOf(span.startsAt); at < minuteOf(span.endsAt); ++at)
                offered.insert(at);
        }
        open = offered;
        for (const Away &away : row.away) {
            open.removeIf([&](qint64 at) {
                return at * 60 >= away.startsAt.toSecsSinceEpoch() - 59
                    && at * 60 < away.endsAt.toSecsSinceEpoch();
            });
        }
        const QString whose = row.doctor.isNull()
            ? u"doctor_id IS NULL AND department_id = %1 AND seat = %2"_s
                  .arg(row.department.value())
                  .arg(seat)
            : u"doctor_id = %1"_s.arg(row.doctor.value());
        QSet<qint64> taken;
        const auto rows = m_server.rows(u"SELECT extract(epoch FROM starts_at)::bigint / 60, "
                                        u"extract(epoch FROM ends_at)::bigint"
                                        " / 60 FROM clinidesk.appointment WHERE clinic_id = 1 AND "
                                        "day = '%1' AND status NOT IN (5, 6)"
                                        " AND "_s.arg(row.day.toString(Qt::ISODate))
                                        + whose);
        for (const auto &each : rows) {
            for (qint64 at = each.at(0).toLongLong(); at < each.at(1).toLongLong(); ++at) {
                if (open.contains(at))
                    taken.insert(at);
            }
        }
        load.offered += std::chrono::minutes(offered.size());
        load.open += std::chrono::minutes(open.size());
        load.taken += std::chrono::minutes(taken.size());
    }

    void run(const QString &sql)
    {
        m_server.run(u"SET LOCAL search_path = clinidesk, public;"_s % sql);
    }

    PrivateServer m_server;
    std::unique_ptr<Reception> m_rita;
};

QTEST_GUILESS_MAIN(TestDayLoads)
#include "tst_DayLoads.moc"
