// When doctors and seats can be booked, as the database tells it and as the desk reads it.
#include "tests/postgres/Reception.h"

#include <QTest>
#include <QTimeZone>

using namespace clinidesk;
using namespace Qt::StringLiterals;

using Code = Error::Code;

namespace {

const QDate thursday(2027, 6, 10);
const QTimeZone berlin("Europe/Berlin");

QDateTime local(QDate day, int hour, int minute = 0)
{
    return QDateTime(day, QTime(hour, minute), berlin).toUTC();
}

OpenSpan span(QDate day, int from, int until)
{
    return {local(day, from), local(day, until)};
}

} // namespace

class TestDayHours final : public QObject
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

    void everyDoctorAndEverySeatedDepartment_hasARowADay()
    {
        run(u"DELETE FROM working_hours WHERE doctor_id = 2 AND weekday = 4"_s);
        const auto rows = hours(thursday, thursday.addDays(1));
        QStringList told;
        for (const SeatHours &row : rows)
            told.append(u"%1 %2%3 %4"_s.arg(row.day.toString(Qt::ISODate), row.doctorName,
                                            row.departmentName, QString::number(row.hours.size())));
        QCOMPARE(told,
                 QStringList({u"2027-06-10 Dr Okafor 0"_s, u"2027-06-10 Dr Weber 1"_s,
                              u"2027-06-10 Vaccination 1"_s, u"2027-06-11 Dr Okafor 1"_s,
                              u"2027-06-11 Dr Weber 1"_s, u"2027-06-11 Vaccination 1"_s}));
        QCOMPARE(rows.at(1).doctor, smallclinic::weber);
        QVERIFY(rows.at(1).department.isNull());
        QVERIFY(rows.at(2).doctor.isNull());
        QCOMPARE(rows.at(2).department, smallclinic::vaccination);
        QCOMPARE(rows.at(1).hours, QList<OpenSpan>{span(thursday, 8, 18)});
        QCOMPARE(rows.at(1).hours.first().startsAt.timeSpec(), Qt::UTC);
    }

    void hours_areThoseInsideTheClinicsOpening()
    {
        run(u"UPDATE clinic SET opens = '09:00', closes = '16:00' WHERE id = 1;"
            "UPDATE working_hours SET ends = '12:00' WHERE doctor_id = 1 AND weekday = 4;"
            "INSERT INTO working_hours (clinic_id, doctor_id, weekday, starts, ends)"
            " VALUES (1, 1, 4, '13:00', '20:00')"_s);
        QCOMPARE(weber(thursday).hours,
                 QList<OpenSpan>({span(thursday, 9, 12), span(thursday, 13, 16)}));
        run(u"UPDATE clinic SET status = 'closed' WHERE id = 1"_s);
        QCOMPARE(weber(thursday).hours, QList<OpenSpan>());
    }

    void turnedClock_shortensAndLengthensTheNight()
    {
        run(u"UPDATE clinic SET opens = '00:00', closes = '24:00' WHERE id = 1;"
            "UPDATE working_hours SET starts = '00:00', ends = '06:00' WHERE doctor_id = 1"_s);
        const auto length = [this](QDate day) {
            const auto spans = weber(day).hours;
            return spans.size() == 1 ? spans.first().startsAt.secsTo(spans.first().endsAt) : -1;
        };
        QCOMPARE(length({2027, 3, 28}), 5 * 3600);
        QCOMPARE(length({2027, 10, 31}), 7 * 3600);
        QCOMPARE(length({2027, 10, 30}), 6 * 3600);
        QCOMPARE(length({2028, 2, 29}), 6 * 3600);
    }

    void absences_areCutToTheDayAndKeepTheirReason()
    {
        run(u"INSERT INTO absence (clinic_id, doctor_id, starts_at, ends_at, reason) VALUES"
            " (NULL, 1, '2027-06-09 12:00+02', '2027-06-10 10:00+02', 'Kongress \"A\"'),"
            " (1, 1, '2027-06-10 09:00+02', '2027-06-10 11:30+02', ''),"
            " (2, 1, '2027-06-10 13:00+02', '2027-06-10 14:00+02', 'at the harbour'),"
            " (1, 1, '2027-06-11 00:00+02', '2027-06-11 08:00+02', 'tomorrow');"
            "INSERT INTO absence (clinic_id, department_id, starts_at, ends_at, reason) VALUES"
            " (1, 2, '2027-06-10 15:00+02', 'infinity', 'no vaccine')"_s);
        QCOMPARE(weber(thursday).away,
                 QList<Away>({{local(thursday, 0), local(thursday, 10), u"Kongress \"A\""_s},
                              {local(thursday, 9), local(thursday, 11, 30), {}}}));
        // They lie in the hours and don't shorten them.
        QCOMPARE(weber(thursday).hours, QList<OpenSpan>{span(thursday, 8, 18)});
        const auto rows = hours(thursday, thursday);
        QCOMPARE(rows.at(0).away, QList<Away>());
        QCOMPARE(
            rows.at(2).away,
            QList<Away>({{local(thursday, 15), local(thursday.addDays(1), 0), u"no vaccine"_s}}));
    }

    void doctor_seesHimselfAlone()
    {
        run(u"INSERT INTO absence (doctor_id, starts_at, ends_at, reason) VALUES"
            " (1, '2027-06-10 09:00+02', '2027-06-10 10:00+02', 'mine'),"
            " (2, '2027-06-10 09:00+02', '2027-06-10 10:00+02', 'hers')"_s);
        Reception jonas(m_server, logins::doctor);
        const auto own = settled(jonas.hours.hours(smallclinic::riverside, thursday, thursday));
        QVERIFY(bool(own));
        QCOMPARE(own->size(), 1);
        QCOMPARE(own->first().doctor, smallclinic::weber);
        QCOMPARE(own->first().away.first().reason, u"mine"_s);
    }

    void whoWorksNoMore_hasNoRow()
    {
        run(u"UPDATE doctor SET status = 'rejected' WHERE id = 1;"
            "UPDATE department SET capacity = 0 WHERE id = 2"_s);
        const auto rows = hours(thursday, thursday);
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows.first().doctor, smallclinic::okafor);
    }

    void whatIsOpen_canBeBookedToItsEdge()
    {
        const QDate day = QDate::currentDate().addDays(30);
        const SeatHours row = weber(day);
        Slot slot;
        slot.department = smallclinic::cardiology;
        slot.startsAt = row.hours.first().startsAt;
        QVERIFY(bool(settled(m_rita->book.book(RequestId::create(), m_rita->bookingAt(slot)))));
        Booking late = m_rita->bookingAt(slot);
        late.patient = smallclinic::nguyen;
        late.startsAt = row.hours.first().endsAt.addSecs(-20 * 60);
        QVERIFY(bool(settled(m_rita->book.book(RequestId::create(), late))));
        late.patient = smallclinic::doe;
        late.startsAt = row.hours.first().startsAt.addSecs(-5 * 60);
        QCOMPARE(failureOf(settled(m_rita->book.book(RequestId::create(), late))), Code::Invalid);
    }

    void senselessQuestion_isRefused()
    {
        const auto failure = [this](ClinicId clinic, QDate first, QDate last) {
            return failureOf(settled(m_rita->hours.hours(clinic, first, last)));
        };
        QCOMPARE(failure(smallclinic::riverside, thursday, thursday.addDays(-1)), Code::Invalid);
        QCOMPARE(failure(smallclinic::riverside, thursday, thursday.addDays(62)), Code::Invalid);
        QCOMPARE(failure(smallclinic::riverside, {1899, 1, 1}, {1899, 1, 1}), Code::Invalid);
        QCOMPARE(failure(smallclinic::harbour, thursday, thursday), Code::Denied);
        QCOMPARE(failure(ClinicId(99), thursday, thursday), Code::Denied);
        QCOMPARE(failure({}, thursday, thursday), Code::Denied);
    }

    void withoutDays_todayIsMeant()
    {
        const QDate today = QDate::fromString(
            m_server.value(u"SELECT (now() AT TIME ZONE 'Europe/Berlin')::date"_s), Qt::ISODate);
        const auto rows = hours({}, {});
        QCOMPARE(rows.size(), 3);
        QCOMPARE(rows.first().day, today);
        QCOMPARE(hours(thursday, {}).first().day, thursday);
    }

    void changeOfHours_tellsItsTag()
    {
        const auto tags
            = m_server.value(u"SELECT to_json((clinidesk.add_absence(gen_random_uuid(), 1, 1, "
                             u"NULL, now() + interval '2 days',"
                             " now() + interval '3 days', '')).tags)"_s,
                             logins::receptionist);
        QVERIFY2(tags.contains(u"\"hours:1\""_s), qPrintable(tags));
    }

private:
    void run(const QString &sql)
    {
        m_server.run(u"SET LOCAL search_path = clinidesk, public;"_s % sql);
    }
    QList<SeatHours> hours(QDate first, QDate last)
    {
        const auto answer = settled(m_rita->hours.hours(smallclinic::riverside, first, last));
        if (!answer)
            QTest::qFail(qPrintable(answer.error().detail), __FILE__, __LINE__);
        return answer ? *answer : QList<SeatHours>();
    }
    SeatHours weber(QDate day)
    {
        for (const SeatHours &row : hours(day, day)) {
            if (row.doctor == smallclinic::weber)
                return row;
        }
        return {};
    }

    PrivateServer m_server;
    std::unique_ptr<Reception> m_rita;
};

QTEST_GUILESS_MAIN(TestDayHours)
#include "tst_DayHours.moc"
