// Absences, whom they concern and what is offered to them, on the real server.
#include "core/postgres/PostgresAbsenceBook.h"
#include "tests/postgres/Reception.h"

#include <QElapsedTimer>
#include <QTest>
#include <QTimeZone>

using namespace clinidesk;
using namespace Qt::StringLiterals;

using Code = Error::Code;

namespace {

const QTimeZone berlin("Europe/Berlin");

QDateTime local(QDate day, int hour, int minute = 0)
{
    return QDateTime(day, QTime(hour, minute), berlin).toUTC();
}

AbsenceSpan weberAway(const QDateTime &from, const QDateTime &until)
{
    return {.clinic = smallclinic::riverside,
            .doctor = smallclinic::weber,
            .department = {},
            .startsAt = from,
            .endsAt = until};
}

bool overlap(const Slot &a, const Slot &b)
{
    return a.startsAt < b.endsAt && b.startsAt < a.endsAt;
}

struct AbsenceDesk : Reception
{
    using Reception::Reception;
    PostgresAbsenceBook absences{desk.pool};
};

} // namespace

class TestAbsences final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(m_server.start(), m_server.problem()); }
    void init()
    {
        QVERIFY(!m_server.freshDatabase().isEmpty());
        m_rita = std::make_unique<AbsenceDesk>(m_server);
        m_day = QDate::currentDate().addDays(5);
    }
    void cleanup() { m_rita.reset(); }

    void affected_areTheLiveOnesThatTouchTheTime()
    {
        book(smallclinic::sara, local(m_day, 9));
        book(smallclinic::nguyen, local(m_day, 9, 40)); // Reaches into it.
        book(smallclinic::doe, local(m_day, 12)); // Begins as it ends.
        book(smallclinic::wang, local(m_day, 11), smallclinic::okafor);
        const auto gone = book(smallclinic::haddad, local(m_day, 10));
        QVERIFY(bool(settled(m_rita->book.act(RequestId::create(), {gone.appointment, gone.version},
                                              Action::Cancel, u"rain"_s))));
        const auto list = affected(weberAway(local(m_day, 9, 50), local(m_day, 12)));
        QCOMPARE(list.patients.size(), 1);
        QVERIFY(!list.hasMore);
        QCOMPARE(list.patients.first().appointment.patient, smallclinic::nguyen);
        QCOMPARE(list.patients.first().appointment.family, u"Nguyễn"_s);
    }

    void proposals_areTheSameDoctorAfterwardsAndAColleagueNearTheOldTime()
    {
        book(smallclinic::sara, local(m_day, 10));
        const auto list = affected(weberAway(local(m_day, 8), local(m_day.addDays(1), 12)));
        const auto proposals = list.patients.value(0).proposals;
        QCOMPARE(proposals.size(), 3);
        QCOMPARE(proposals.at(0).doctor, smallclinic::weber);
        QCOMPARE(proposals.at(0).startsAt, local(m_day.addDays(1), 12));
        QCOMPARE(proposals.at(1).doctor, smallclinic::okafor);
        QCOMPARE(proposals.at(1).doctorName, u"Dr Okafor"_s);
        QCOMPARE(proposals.at(1).startsAt, local(m_day, 10));
        QCOMPARE(proposals.at(2).doctor, smallclinic::weber);
        QCOMPARE(proposals.at(2).endsAt, local(m_day.addDays(1), 12, 40));
    }

    void proposals_leaveOutWhenThePatientIsElsewhere()
    {
        book(smallclinic::sara, local(m_day, 10));
        book(smallclinic::sara, local(m_day.addDays(1), 8), smallclinic::okafor);
        const auto list = affected(weberAway(local(m_day, 8), local(m_day, 18)));
        QCOMPARE(list.patients.value(0).proposals.value(0).startsAt,
                 local(m_day.addDays(1), 8, 20));
    }

    void nothingIsOfferedTwice_andEveryProposalCanBeTaken()
    {
        fill(60);
        const AbsenceSpan span = weberAway(local(m_day, 0), local(m_day.addDays(3), 0));
        QElapsedTimer timer;
        timer.start();
        const auto list = affected(span);
        const auto listed = timer.elapsed();
        QCOMPARE(list.patients.size(), 60);
        QVERIFY(bool(settled(m_rita->absences.enter(RequestId::create(), span, u"flu"_s))));
        QList<Slot> offered;
        for (const Affected &one : list.patients) {
            QCOMPARE(one.proposals.size(), 3);
            offered += one.proposals;
        }
        for (int i = 0; i < offered.size(); ++i) {
            for (int j = 0; j < i; ++j) {
                QVERIFY(offered.at(i).doctor != offered.at(j).doctor
                        || !overlap(offered.at(i), offered.at(j)));
            }
        }
        timer.restart();
        for (const Affected &one : list.patients) {
            const Slot &slot = one.proposals.first();
            const auto moved = settled(m_rita->book.move(
                RequestId::create(), {one.appointment.id, one.appointment.version},
                {.doctor = slot.doctor, .startsAt = slot.startsAt, .length = std::nullopt}));
            QVERIFY2(bool(moved), qPrintable(moved ? QString() : moved.error().detail));
        }
        qInfo("Absence: 60 affected with proposals in %lld ms, all moved in %lld ms", listed,
              timer.elapsed());
        QCOMPARE(affected(span).patients.size(), 0);
    }

    void moreThanFitTheList_areSaidToBeThere()
    {
        fill(201);
        const auto list = affected(weberAway(local(m_day, 0), local(m_day.addDays(30), 0)));
        QCOMPARE(list.patients.size(), AbsenceBook::most);
        QVERIFY(list.hasMore);
    }

    void entered_closesTheTimeAndIsListedUntilItIsRemoved()
    {
        const AbsenceSpan span = weberAway(local(m_day, 8), local(m_day, 12));
        book(smallclinic::sara, local(m_day, 9));
        const RequestId request = RequestId::create();
        const auto entered = settled(m_rita->absences.enter(request, span, u"course"_s));
        QVERIFY(bool(entered));
        QVERIFY(entered->tags.contains(u"hours:1"_s));
        QCOMPARE(*settled(m_rita->absences.enter(request, span, u"course"_s)), *entered);
        QCOMPARE(failureOf(settled(m_rita->absences.enter(request, span, u"other"_s))),
                 Code::RequestReused);
        const auto standing = settled(m_rita->absences.standing(smallclinic::riverside));
        QVERIFY(bool(standing));
        QCOMPARE(standing->size(), 1);
        QCOMPARE(standing->first().id, entered->id);
        QCOMPARE(standing->first().span, span);
        QCOMPARE(standing->first().name, u"Dr Weber"_s);
        QCOMPARE(standing->first().reason, u"course"_s);
        QCOMPARE(standing->first().affected, 1);
        QCOMPARE(failureOf(tryToBook(smallclinic::doe, local(m_day, 10))), Code::Invalid);

        const RequestId removal = RequestId::create();
        const auto removed = settled(m_rita->absences.remove(removal, entered->id));
        QVERIFY(bool(removed) && removed->contains(u"hours:1"_s));
        QCOMPARE(*settled(m_rita->absences.remove(removal, entered->id)), *removed);
        QCOMPARE(failureOf(settled(m_rita->absences.remove(RequestId::create(), entered->id))),
                 Code::NotFound);
        QCOMPARE(settled(m_rita->absences.standing(smallclinic::riverside))->size(), 0);
        QVERIFY(bool(tryToBook(smallclinic::doe, local(m_day, 10))));
    }

    void bookingThatArrivesMeanwhile_isListedAfterwards()
    {
        const AbsenceSpan span = weberAway(local(m_day, 8), local(m_day, 12));
        QCOMPARE(affected(span).patients.size(), 0);
        book(smallclinic::sara, local(m_day, 9));
        QVERIFY(bool(settled(m_rita->absences.enter(RequestId::create(), span, {}))));
        QCOMPARE(affected(span).patients.size(), 1);
    }

    void twoDesksThatEnterTheSame_leaveOneAbsence()
    {
        AbsenceDesk ruth(m_server, logins::chief);
        const AbsenceSpan span = weberAway(local(m_day, 8), local(m_day, 12));
        const auto one = m_rita->absences.enter(RequestId::create(), span, u"flu"_s);
        const auto other = ruth.absences.enter(RequestId::create(), span, u"ill"_s);
        const auto first = settled(one);
        const auto second = settled(other);
        QVERIFY(bool(first) != bool(second));
        const Error refused = first ? second.error() : first.error();
        QCOMPARE(refused.code, Code::Conflict);
        QCOMPARE(refused.facts.value(u"taken"_s).toString(), u"absence"_s);
        QCOMPARE(refused.facts.value(u"absence"_s).toInteger(),
                 (first ? first->id : second->id).value());
    }

    void absenceBeyondAnother_standsBesideIt()
    {
        book(smallclinic::sara, local(m_day, 11));
        enter(weberAway(local(m_day, 8), local(m_day, 12)));
        enter(weberAway(local(m_day, 10), local(m_day, 14)));
        const auto standing = settled(m_rita->absences.standing(smallclinic::riverside));
        QCOMPARE(standing->size(), 2);
        QCOMPARE(standing->first().affected, 1);
        // The other absence's time isn't offered either.
        const auto list = affected(weberAway(local(m_day, 8), local(m_day, 12)));
        QCOMPARE(list.patients.value(0).proposals.value(0).startsAt, local(m_day, 14));
    }

    void turnedClocks_belongToTheAbsence_data()
    {
        QTest::addColumn<QDate>("day");
        QTest::newRow("23 hours") << QDate(2027, 3, 28);
        QTest::newRow("25 hours") << QDate(2027, 10, 31);
    }
    void turnedClocks_belongToTheAbsence()
    {
        QFETCH(QDate, day);
        if (day < QDate::currentDate() || day > QDate::currentDate().addDays(700))
            QSKIP("the day is out of the calendar's reach");
        book(smallclinic::sara, local(day, 8));
        book(smallclinic::doe, local(day, 17, 40));
        book(smallclinic::wang, local(day.addDays(1), 8));
        const auto list = affected(weberAway(local(day, 0), local(day.addDays(1), 0)));
        QCOMPARE(list.patients.size(), 2);
        QCOMPARE(list.patients.at(0).proposals.at(0).startsAt, local(day.addDays(1), 8, 20));
    }

    void senselessTimes_areRefusedByName_data()
    {
        QTest::addColumn<qint64>("from");
        QTest::addColumn<qint64>("until");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("problem");
        constexpr qint64 day = 86'400;
        QTest::newRow("reversed") << 2 * day << day << u"ends_at"_s << u"reversed"_s;
        QTest::newRow("no time at all") << day << day << u"ends_at"_s << u"reversed"_s;
        QTest::newRow("past") << -3 * day << -day << u"ends_at"_s << u"past"_s;
        QTest::newRow("longer than a year") << day << 369 * day << u"ends_at"_s << u"range"_s;
        QTest::newRow("far away") << 4000 * day << 4001 * day << u"ends_at"_s << u"range"_s;
    }
    void senselessTimes_areRefusedByName()
    {
        QFETCH(qint64, from);
        QFETCH(qint64, until);
        QFETCH(QString, field);
        QFETCH(QString, problem);
        const auto now = QDateTime::currentDateTimeUtc();
        const AbsenceSpan span = weberAway(now.addSecs(from), now.addSecs(until));
        const auto listed = settled(m_rita->absences.affected(span));
        const auto entered = settled(m_rita->absences.enter(RequestId::create(), span, {}));
        for (const auto &failure :
             {listed ? Error() : listed.error(), entered ? Error() : entered.error()}) {
            QCOMPARE(failure.code, Code::Invalid);
            QCOMPARE(failure.facts.value(u"field"_s).toString(), field);
            QCOMPARE(failure.facts.value(u"problem"_s).toString(), problem);
        }
    }

    void aMissingOne_isNamed()
    {
        AbsenceSpan span = weberAway(local(m_day, 8), {});
        QCOMPARE(failureOf(settled(m_rita->absences.affected(span))), Code::Invalid);
        span = weberAway(local(m_day, 8), local(m_day, 9));
        span.department = smallclinic::vaccination;
        QCOMPARE(failureOf(settled(m_rita->absences.affected(span))), Code::Invalid);
        span.doctor = DoctorId(77);
        span.department = {};
        QCOMPARE(failureOf(settled(m_rita->absences.enter(RequestId::create(), span, {}))),
                 Code::Invalid);
    }

    void departmentsAbsence_concernsItsSeats()
    {
        const AbsenceSpan span{.clinic = smallclinic::riverside,
                               .doctor = {},
                               .department = smallclinic::vaccination,
                               .startsAt = local(m_day, 8),
                               .endsAt = local(m_day, 12)};
        book(smallclinic::sara, local(m_day, 9), {}, smallclinic::vaccination);
        book(smallclinic::doe, local(m_day, 9), {}, smallclinic::vaccination);
        book(smallclinic::wang, local(m_day, 9));
        const auto list = affected(span);
        QCOMPARE(list.patients.size(), 2);
        QCOMPARE(list.patients.at(0).proposals.at(0).startsAt, local(m_day, 12));
        QVERIFY(list.patients.at(0).proposals.at(0).doctor.isNull());
        QCOMPARE(list.patients.at(1).proposals.at(0).startsAt, local(m_day, 12, 20));
        enter(span);
        const auto standing = settled(m_rita->absences.standing(smallclinic::riverside));
        QCOMPARE(standing->value(0).name, u"Vaccination"_s);
        QCOMPARE(standing->value(0).affected, 2);
    }

    void whoHasArrived_isListedWithoutProposals()
    {
        const auto today = m_server.value(u"SELECT (now() AT TIME ZONE 'Europe/Berlin')::date"_s);
        const QDate day = QDate::fromString(today, Qt::ISODate);
        m_server.run(u"UPDATE clinidesk.clinic SET opens = '00:00', closes = '24:00';"
                     "UPDATE clinidesk.working_hours SET starts = '00:00', ends = '24:00'"_s);
        const QDateTime now = QDateTime::currentDateTimeUtc();
        const QDateTime soon = now.addSecs(60 - now.time().second());
        const auto made = tryToBook(
            smallclinic::sara,
            QDateTime(soon.date(), QTime(soon.time().hour(), soon.time().minute()), Qt::UTC));
        QVERIFY(bool(made));
        QVERIFY(bool(settled(m_rita->book.act(
            RequestId::create(), {made->appointment, made->version}, Action::CheckIn, {}))));
        const auto list = affected(weberAway(local(day, 0), local(day.addDays(3), 0)));
        QCOMPARE(list.patients.size(), 1);
        QCOMPARE(list.patients.first().proposals.size(), 0);
    }

    void doctor_sees_andEntersHisOwnAlone()
    {
        AbsenceDesk jonas(m_server, logins::doctor);
        book(smallclinic::sara, local(m_day, 9));
        AbsenceSpan span = weberAway(local(m_day, 8), local(m_day, 12));
        const auto own = settled(jonas.absences.affected(span));
        QVERIFY(bool(own));
        QCOMPARE(own->patients.size(), 1);
        QCOMPARE(own->patients.first().proposals.size(), 0); // He may not move it.
        QVERIFY(bool(settled(jonas.absences.enter(RequestId::create(), span, u"course"_s))));
        span.doctor = smallclinic::okafor;
        enter(span);
        QCOMPARE(settled(jonas.absences.standing(smallclinic::riverside))->size(), 1);
        QCOMPARE(failureOf(settled(jonas.absences.affected(span))), Code::Denied);
        QCOMPARE(failureOf(settled(jonas.absences.enter(RequestId::create(), span, {}))),
                 Code::Denied);
    }

    void strangersClinic_isDenied()
    {
        AbsenceSpan span = weberAway(local(m_day, 8), local(m_day, 12));
        span.clinic = smallclinic::harbour;
        span.doctor = smallclinic::tran;
        QCOMPARE(failureOf(settled(m_rita->absences.affected(span))), Code::Denied);
        QCOMPARE(failureOf(settled(m_rita->absences.standing(smallclinic::harbour))), Code::Denied);
        QCOMPARE(failureOf(settled(m_rita->absences.enter(RequestId::create(), span, {}))),
                 Code::Denied);
    }

    void lookingAtTheList_isAudited()
    {
        book(smallclinic::sara, local(m_day, 9));
        (void)affected(weberAway(local(m_day, 8), local(m_day, 12)));
        QCOMPARE(m_server.value(u"SELECT who || ' ' || (facts ->> 'rows') FROM clinidesk.audit"
                                " WHERE action = 'absence_affected'"_s),
                 u"rita 1"_s);
    }

private:
    [[nodiscard]] Result<Change> tryToBook(PatientId patient, const QDateTime &at,
                                           DoctorId doctor = smallclinic::weber,
                                           DepartmentId department = smallclinic::cardiology)
    {
        return settled(m_rita->book.book(RequestId::create(),
                                         {.clinic = smallclinic::riverside,
                                          .department = department,
                                          .doctor = doctor,
                                          .patient = patient,
                                          .startsAt = at,
                                          .length = std::chrono::minutes(20),
                                          .reason = {}}));
    }
    Change book(PatientId patient, const QDateTime &at, DoctorId doctor = smallclinic::weber,
                DepartmentId department = smallclinic::cardiology)
    {
        const auto made = tryToBook(patient, at, doctor, department);
        if (!made)
            QTest::qFail(qPrintable(made.error().detail), __FILE__, __LINE__);
        return made ? *made : Change();
    }
    /// Dr Weber's first @p count times from m_day on.
    void fill(int count)
    {
        m_server.run(
            u"SELECT clinidesk.book(gen_random_uuid(), 1, 1, 1, (ARRAY[1, 2, 3, 4, 6])[1 + i % 5],"
            " ('%1'::date + i / 30 + time '08:00' + (i % 30) * interval '20 min')"
            "   AT TIME ZONE 'Europe/Berlin', 20, '', false)"
            " FROM generate_series(0, %2 - 1) i"_s.arg(m_day.toString(Qt::ISODate))
                .arg(count),
            logins::chief);
    }
    void enter(const AbsenceSpan &span)
    {
        const auto entered = settled(m_rita->absences.enter(RequestId::create(), span, {}));
        if (!entered)
            QTest::qFail(qPrintable(entered.error().detail), __FILE__, __LINE__);
    }
    AffectedList affected(const AbsenceSpan &span)
    {
        const auto list = settled(m_rita->absences.affected(span));
        if (!list)
            QTest::qFail(qPrintable(list.error().detail), __FILE__, __LINE__);
        return list ? *list : AffectedList();
    }

    PrivateServer m_server;
    std::unique_ptr<AbsenceDesk> m_rita;
    QDate m_day;
};

QTEST_GUILESS_MAIN(TestAbsences)
#include "tst_Absences.moc"
