// Free time of several people at once, on the weekdays and hours wished for, against wall clocks.
#include "tests/postgres/FreeTimeByHand.h"
#include "tests/postgres/SqlSession.h"
#include "tests/support/PrivateServer.h"

#include <QTest>
#include <QUuid>

#include <map>
#include <memory>

using namespace clinidesk;
using namespace clinidesk::byhand;
using namespace Qt::StringLiterals;

namespace {

using Found = QList<std::pair<qint64, int>>; ///< Start and doctor, 0 a seat; in order.

/// A clinic: doctors 1 and 2 in department 1, doctors 1 and 3 in department 3, and department 2
/// with two seats.
struct MadeUp
{
    std::map<int, Plan> doctors;
    QList<Plan> seats;
    std::map<int, int> steps; ///< Of the departments.
    Wish wish;
    int length = 20;
};

struct Question
{
    int department = 0; ///< 0: none named.
    QList<int> doctors;
};

/// The department that a doctor is offered in.
int departmentOf(const Question &question, int doctor)
{
    if (question.department != 0)
        return question.department;
    return doctor == 3 ? 3 : 1;
}

bool isOf(int doctor, int department)
{
    return department == 1 ? doctor <= 2 : department == 3 && doctor != 2;
}

QString numbers(const QList<int> &values)
{
    if (values.isEmpty())
        return u"NULL"_s;
    QStringList texts;
    for (const int value : values)
        texts << QString::number(value);
    return u"'{%1}'"_s.arg(texts.join(u','));
}

QString times(const QList<Hours> &hours, int Hours::*end)
{
    if (hours.isEmpty())
        return u"NULL"_s;
    QStringList texts;
    for (const Hours &each : hours)
        texts << timeText(each.*end);
    return u"'{%1}'"_s.arg(texts.join(u','));
}

} // namespace

class TestFindSlots final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.start(), m_server.problem());
        QVERIFY2(!m_server.freshDatabase().isEmpty(), m_server.problem());
        m_ruth = std::make_unique<SqlSession>(m_server.profile(), logins::chief, logins::password);
    }

    void randomClinics_equalTheReference_data()
    {
        QTest::addColumn<QByteArray>("zone");
        QTest::newRow("Berlin") << QByteArray("Europe/Berlin");
        QTest::newRow("half an hour") << QByteArray("Australia/Lord_Howe");
        QTest::newRow("at midnight") << QByteArray("America/Santiago");
        QTest::newRow("anywhere") << QByteArray();
    }

    void randomClinics_equalTheReference()
    {
        QFETCH(QByteArray, zone);
        const QList<Question> questions{{1, {}},        {0, {1, 2, 3}}, {0, {3, 1}}, {3, {2, 1}},
                                        {1, {2, 1, 2}}, {0, {2}},       {3, {}},     {2, {}}};
        QRandomGenerator random(17);
        for (int round = 0; round < m_rounds; ++round) {
            const QTimeZone place = zone.isEmpty() ? anyZone(random) : QTimeZone(zone);
            const QDate first = interestingDay(place, round);
            const QDate last = first.addDays(round % 9);
            const MadeUp clinic = madeUp(random, place, first);
            store(clinic);
            for (int i = 0; i < 2; ++i) {
                const Question &question = questions.at(random.bounded(int(questions.size())));
                const Found expected = byHand(clinic, question, first, last);
                const Found told = ask(clinic, question, first, last, 50000);
                if (told != expected)
                    qInfo() << place.id() << first << last << question.department
                            << question.doctors << clinic.wish.weekdays;
                QCOMPARE(told, expected);
                QCOMPARE(ask(clinic, question, first, last, 5), expected.mid(0, 5));
            }
        }
    }

    /// The other half of one truth: a start on the grid that isn't offered isn't booked either.
    void bookingAndOffer_agreeOnEveryStart()
    {
        QRandomGenerator random(29);
        const QTimeZone place("Europe/Berlin");
        for (int round = 1; round < 4; ++round) {
            const QDate day = interestingDay(place, round);
            MadeUp clinic = madeUp(random, place, day);
            clinic.wish = {};
            clinic.length = 10;
            store(clinic);
            const Found offered = ask(clinic, {1, {2}}, day, day, 50000);
            const qint64 midnight = QDateTime(day, QTime(0, 0), place).toSecsSinceEpoch();
            for (qint64 at = midnight; at < midnight + 25 * 3600; at += 13 * cell) {
                const Plan &plan = clinic.doctors.at(2);
                bool isPossible = true;
                for (qint64 part = at; part < at + 600; part += cell)
                    isPossible = isPossible && isOpen(plan, part, day, day) && isFree(plan, part);
                const bool isBooked = bookTen(at).isOk();
                QCOMPARE(isBooked, isPossible);
                if (offered.contains({at, 2}))
                    QVERIFY(isPossible);
            }
        }
    }

    void oddQuestions_areRefused_data()
    {
        QTest::addColumn<QString>("arguments");
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("field");
        const auto row = [](const char *name, const QString &arguments, const QString &field) {
            QTest::newRow(name) << arguments << u"22023"_s << field;
        };
        row("weekday 8", u"1, 1, NULL, NULL, NULL, '{8}', NULL, NULL, NULL, 5"_s, u"weekdays"_s);
        row("weekday none", u"1, 1, NULL, NULL, NULL, '{NULL}', NULL, NULL, NULL, 5"_s,
            u"weekdays"_s);
        row("hours reversed", u"1, 1, NULL, NULL, NULL, NULL, '{14:00}', '{09:00}', NULL, 5"_s,
            u"hours"_s);
        row("hours without an end", u"1, 1, NULL, NULL, NULL, NULL, '{14:00}', NULL, NULL, 5"_s,
            u"hours"_s);
        row("hours with half an end",
            u"1, 1, NULL, NULL, NULL, NULL, '{14:00}', '{NULL}', NULL, 5"_s, u"hours"_s);
        row("13 hours",
            u"1, 1, NULL, NULL, NULL, NULL, array_fill(time '08:00', '{13}'), array_fill(time '09:00', '{13}'), NULL, 5"_s,
            u"hours"_s);
        row("nobody", u"1, NULL, '{}', NULL, NULL, NULL, NULL, NULL, NULL, 5"_s, u"department"_s);
        row("doctor of another clinic",
            u"1, NULL, '{1,4711}', NULL, NULL, NULL, NULL, NULL, NULL, 5"_s, u"doctors"_s);
        row("101 doctors",
            u"1, NULL, array_fill(1, '{101}'), NULL, NULL, NULL, NULL, NULL, NULL, 5"_s,
            u"doctors"_s);
        row("no number", u"1, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL"_s, u"most"_s);
        QTest::newRow("another's clinic")
            << u"99, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 5"_s << u"42501"_s << QString();
    }

    void oddQuestions_areRefused()
    {
        QFETCH(QString, arguments);
        QFETCH(QString, state);
        QFETCH(QString, field);
        const auto answer = m_ruth->call(u"SELECT * FROM find_slots(%1)"_s.arg(arguments));
        QCOMPARE(answer.state, state);
        if (!field.isEmpty())
            QCOMPARE(answer.detail.value(u"field"_s).toString(), field);
    }

private:
    static MadeUp madeUp(QRandomGenerator &random, const QTimeZone &zone, QDate first)
    {
        MadeUp clinic{.doctors = {}, .seats = {}, .steps = {}, .wish = {}};
        const Plan house = randomPlan(random, zone);
        clinic.length = house.length;
        if (random.bounded(4) != 0)
            clinic.wish = randomWish(random);
        for (int department = 1; department <= 3; ++department)
            clinic.steps[department] = randomPlan(random, zone).step;
        const auto person = [&] {
            Plan plan = randomPlan(random, zone);
            plan.opens = house.opens;
            plan.closes = house.closes;
            plan.length = house.length;
            fillTime(plan, random, first);
            return plan;
        };
        for (int doctor = 1; doctor <= 3; ++doctor)
            clinic.doctors[doctor] = person();
        const Plan seat = person();
        clinic.seats = {seat, seat};
        clinic.seats[1].bookings.clear(); // The same hours, another seat.
        Plan other = seat;
        fillTime(other, random, first.addDays(1));
        clinic.seats[1].bookings = other.bookings.mid(25);
        return clinic;
    }

    void store(const MadeUp &clinic)
    {
        const Plan &any = clinic.doctors.at(1);
        QString sql
            = u"SET LOCAL search_path = clinidesk, public;"
              " SET LOCAL session_replication_role = replica;"
              " DELETE FROM appointment; DELETE FROM absence;"
              " INSERT INTO doctor_department VALUES (3, 3) ON CONFLICT DO NOTHING;"
              " UPDATE clinic SET zone = '%1', opens = '%2', closes = '%3' WHERE id = 1;"_s.arg(
                  QString::fromLatin1(any.zone.id()), timeText(any.opens), timeText(any.closes));
        for (const auto &[department, step] : clinic.steps)
            sql += u"UPDATE department SET slot_minutes = %1 WHERE id = %2;"_s.arg(step).arg(
                department);
        for (const auto &[doctor, plan] : clinic.doctors)
            sql += weekSql(plan, u"doctor_id"_s, doctor)
                % bookingsSql(plan, 1, QString::number(doctor), u"NULL"_s, 100 * doctor);
        sql += weekSql(clinic.seats.first(), u"department_id"_s, 2);
        for (qsizetype seat = 0; seat < clinic.seats.size(); ++seat)
            sql += bookingsSql(clinic.seats.at(seat), 2, u"NULL"_s, QString::number(seat + 1),
                               1000 + 100 * int(seat));
        m_server.run(sql);
    }

    static Found byHand(const MadeUp &clinic, const Question &question, QDate first, QDate last)
    {
        std::set<std::pair<qint64, int>> found;
        const auto add = [&](Plan plan, int department, int doctor) {
            plan.step = clinic.steps.at(department);
            plan.length = clinic.length;
            for (const qint64 at : slotsByHand(plan, first, last, clinic.wish))
                found.insert({at, doctor});
        };
        if (question.department == 2 && question.doctors.isEmpty()) {
            for (const Plan &seat : clinic.seats)
                add(seat, 2, 0);
        }
        for (const auto &[doctor, plan] : clinic.doctors) {
            const bool isAsked = question.doctors.isEmpty() || question.doctors.contains(doctor);
            if (isAsked && (question.department == 0 || isOf(doctor, question.department)))
                add(plan, departmentOf(question, doctor), doctor);
        }
        return {found.begin(), found.end()};
    }

    Found ask(const MadeUp &clinic, const Question &question, QDate first, QDate last, int most)
    {
        const auto answer = m_ruth->call(
            u"SELECT extract(epoch FROM starts_at)::bigint, coalesce(doctor_id, 0), department_id,"
            " extract(epoch FROM ends_at - starts_at)::int / 60"
            " FROM find_slots(1, %1, %2, '%3', '%4', %5, %6, %7, %8, %9)"_s.arg(
                question.department == 0 ? u"NULL"_s : QString::number(question.department),
                numbers(question.doctors), first.toString(Qt::ISODate), last.toString(Qt::ISODate),
                numbers(clinic.wish.weekdays), times(clinic.wish.hours, &Hours::starts),
                times(clinic.wish.hours, &Hours::ends), QString::number(clinic.length),
                QString::number(most)));
        if (!answer.isOk())
            QTest::qFail(qPrintable(answer.message), __FILE__, __LINE__);
        Found found;
        for (const QStringList &row : answer.rows) {
            const int doctor = row.at(1).toInt();
            found.append({row.at(0).toLongLong(), doctor});
            const int department = doctor == 0 ? 2 : departmentOf(question, doctor);
            if (row.at(2).toInt() != department || row.at(3).toInt() != clinic.length)
                QTest::qFail("a slot of another department or length", __FILE__, __LINE__);
        }
        return found;
    }

    SqlSession::Answer bookTen(qint64 at)
    {
        return m_ruth->call(
            u"SELECT * FROM book($1::uuid, 1, 1, 2, 1, to_timestamp($2::bigint), 10, '', false)"_s,
            {QUuid::createUuid().toString(QUuid::WithoutBraces), QString::number(at)});
    }

    /// Of each row of four, two questions each; the long run makes 10,000 clinics in all.
    const int m_rounds = qEnvironmentVariable("CLINIDESK_TEST_ROUNDS", u"25"_s).toInt();
    PrivateServer m_server;
    std::unique_ptr<SqlSession> m_ruth;
};

QTEST_GUILESS_MAIN(TestFindSlots)
#include "tst_FindSlots.moc"
