// R16: a desk and a database that aren't of the same version. The desk is told which of the two is
// older, or goes on working.
#include "core/patients/PatientDirectory.h"
#include "core/postgres/PostgresAppointmentBook.h"
#include "core/postgres/PostgresFreeSlots.h"
#include "core/postgres/PostgresGate.h"
#include "core/postgres/PostgresPatientDirectory.h"
#include "tests/postgres/PoolDesk.h"

using namespace clinidesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// What a next version could bring: a column, a table, and a function made anew.
Migration laterFile()
{
    return migrationFrom(
        u"%1_later"_s.arg(Migrations::newest() + 1, 4, 10, QChar(u'0')),
        "ALTER TABLE clinidesk.appointment ADD COLUMN later text NOT NULL DEFAULT '';"
        "ALTER TABLE clinidesk.patient ADD COLUMN later int;"
        "CREATE TABLE clinidesk.later (id int PRIMARY KEY);"
        "CREATE INDEX later_by_day ON clinidesk.appointment (day, later)");
}

} // namespace

class TestR16OtherVersions final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(server.start(), server.problem()); }

    void desk_isRefusedByEveryOlderSchema()
    {
        QVERIFY(!server.bareDatabase().isEmpty());
        QList<Migration> files;
        int withStaff = 0;
        for (const Migration &file : Migrations::known().first(Migrations::known().size() - 1)) {
            files.append(file);
            const auto report = Migrations(files).apply(boot());
            QVERIFY2(bool(report), qPrintable(report ? QString() : report.error().detail));
            if (file.number == 2)
                server.run(u"INSERT INTO clinidesk.staff (login, display_name, role)"
                           " VALUES ('rita', 'Rita Bauer', 'receptionist')"_s);
            const auto refused = signIn();
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, Error::Code::SchemaTooOld);
            QCOMPARE(refused.error().facts.value(u"layer"_s).toString(), u"schema"_s);
            if (refused.error().facts.contains(u"schema"_s)) {
                QCOMPARE(refused.error().facts.value(u"schema"_s).toInt(), file.number);
                ++withStaff;
            }
        }
        QVERIFY(withStaff > 10);
        QVERIFY(Migrations().apply(boot()));
        QVERIFY(signIn());
        qInfo("R16 versions: %d older schemas refused, %d of them by their number",
              int(files.size()), withStaff);
    }

    void desk_isRefusedByTheNextSchema()
    {
        migrateFurther();
        const auto refused = signIn();
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::SchemaTooNew);
        QCOMPARE(refused.error().facts.value(u"schema"_s).toInt(), Migrations::newest() + 1);
        QCOMPARE(refused.error().facts.value(u"program"_s).toInt(), Migrations::newest());
    }

    void deskSignedInMeanwhile_goesOnWorking()
    {
        QVERIFY(!server.bareDatabase().isEmpty());
        QVERIFY(Migrations().apply(boot()));
        server.run(smallClinicSql());
        PoolDesk desk;
        PostgresGate gate(desk.pool);
        QVERIFY(settled(gate.signIn(server.profile(), {logins::receptionist, logins::password})));
        PostgresPatientDirectory patients(desk.pool);
        // Twice each, so that statements are prepared before the schema changes below them.
        QVERIFY(settled(patients.search(u"muller"_s, 5)));
        QVERIFY(book(desk));

        QList<Migration> files = Migrations::known();
        files.append(laterFile());
        QVERIFY(Migrations(files).apply(boot()));

        const auto found = settled(patients.search(u"muller"_s, 5));
        QVERIFY2(bool(found), qPrintable(found ? QString() : found.error().detail));
        QCOMPARE(found->size(), 1);
        QVERIFY(book(desk));
        QCOMPARE(server.value(u"SELECT count(*) FROM clinidesk.appointment"_s), u"2"_s);
    }

private:
    [[nodiscard]] ConnectTarget boot() const
    {
        return {server.profile(), {PrivatePostgres::bootLogin, {}}};
    }

    void migrateFurther()
    {
        QVERIFY(!server.bareDatabase().isEmpty());
        QList<Migration> files = Migrations::known();
        files.append(laterFile());
        const auto report = Migrations(files).apply(boot());
        QVERIFY2(bool(report), qPrintable(report ? QString() : report.error().detail));
        server.run(smallClinicSql());
    }

    Result<Session> signIn()
    {
        PoolDesk desk;
        PostgresGate gate(desk.pool);
        return settled(gate.signIn(server.profile(), {logins::receptionist, logins::password}));
    }

    static bool book(PoolDesk &desk)
    {
        const auto free
            = settled(PostgresFreeSlots(desk.pool).find({.clinic = smallclinic::riverside,
                                                         .department = smallclinic::cardiology,
                                                         .doctors = {smallclinic::weber},
                                                         .firstDay = {},
                                                         .lastDay = {},
                                                         .weekdays = {},
                                                         .hours = {},
                                                         .length = {},
                                                         .most = 1}));
        if (!free || free->isEmpty())
            return false;
        const auto booked = settled(
            PostgresAppointmentBook(desk.pool).book(RequestId::create(),
                                                    {.clinic = smallclinic::riverside,
                                                     .department = smallclinic::cardiology,
                                                     .doctor = smallclinic::weber,
                                                     .patient = smallclinic::sara,
                                                     .startsAt = free->first().startsAt,
                                                     .length = 20min,
                                                     .reason = u"checkup"_s}));
        return bool(booked);
    }

    PrivateServer server;
};

QTEST_GUILESS_MAIN(TestR16OtherVersions)
#include "tst_R16_OtherVersions.moc"
