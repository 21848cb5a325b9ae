// The adapters of patients, staff and the worker against a real server.
#include "core/postgres/PostgresWorkerTasks.h"
#include "tests/postgres/Reception.h"

using namespace clinidesk;
using namespace Qt::StringLiterals;

using Code = Error::Code;

class TestPeopleAdapters final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(server.start(), server.problem()); }
    void init() { QVERIFY(!server.freshDatabase().isEmpty()); }

    void patients_areFoundCreatedAndChanged()
    {
        Reception rita(server);
        const auto found = settled(rita.patients.search(u"sara mull"_s, 20));
        QCOMPARE(found->first().patient.id, smallclinic::sara);
        QCOMPARE(found->first().how, PatientMatch::How::Exact);
        QCOMPARE(found->first().patient.sex, Sex::Female);
        QVERIFY(settled(rita.patients.search(u"nobody at all"_s, 20))->isEmpty());

        const Patient draft{.id = {},
                            .mrn = {},
                            .title = u"Dr"_s,
                            .family = u"O’Hara \"%\""_s,
                            .given = u"Zoë 王"_s,
                            .birthDate = QDate(1980, 2, 29),
                            .diedOn = {},
                            .sex = Sex::Other,
                            .phone = u"+49 30 5550999"_s,
                            .email = u"zoe@example.org"_s,
                            .language = u"de"_s};
        const auto created
            = settled(rita.patients.create(RequestId::create(), smallclinic::riverside, draft));
        QVERIFY2(bool(created), qPrintable(created ? QString() : created.error().detail));

        Patient read = *settled(rita.patients.patient(created->patient));
        Patient expected = draft;
        expected.id = created->patient;
        expected.mrn = created->mrn;
        expected.version = 1;
        QCOMPARE(read, expected);
        QCOMPARE(settled(rita.patients.likelyDuplicates(draft))->first().id, created->patient);

        read.phone = u"+49 30 5550998"_s;
        const auto updated = settled(rita.patients.update(RequestId::create(), read));
        QVERIFY2(bool(updated), qPrintable(updated ? QString() : updated.error().detail));
        QCOMPARE(updated->version, 2);
        QCOMPARE(failureOf(settled(rita.patients.update(RequestId::create(), read))), Code::Stale);

        Patient unborn = draft;
        unborn.birthDate = QDate::currentDate().addYears(1);
        const auto refused
            = settled(rita.patients.create(RequestId::create(), smallclinic::riverside, unborn));
        QCOMPARE(failureOf(refused), Code::Invalid);
        QCOMPARE(refused.error().facts.value(u"field"_s).toString(), u"birth_date"_s);
    }

    void staff_isAddedListedDisabledAndLetInAgain()
    {
        Reception alma(server, logins::admin);
        const StaffMember nora{.id = {},
                               .login = u"nora.b"_s,
                               .displayName = u"Nora Bertram"_s,
                               .role = Role::Receptionist,
                               .doctor = {},
                               .clinics = {smallclinic::riverside},
                               .rights = {u"double_book"_s},
                               .isActive = true,
                               .passwordExpiresAt = {}};
        const auto added = settled(alma.staff.add(nora, u"first password"_s));
        QVERIFY2(bool(added), qPrintable(added ? QString() : added.error().detail));

        const auto members = settled(alma.staff.members());
        const auto listed
            = std::find_if(members->begin(), members->end(),
                           [](const StaffMember &one) { return one.login == u"nora.b"_s; });
        QVERIFY(listed != members->end());
        StaffMember expected = nora;
        expected.id = *added;
        QCOMPARE(*listed, expected);

        QVERIFY(canSignIn(u"nora.b"_s, u"first password"_s));
        QVERIFY(settled(alma.staff.disable(u"nora.b"_s)));
        QVERIFY(!canSignIn(u"nora.b"_s, u"first password"_s));
        QVERIFY(settled(alma.staff.resetPassword(u"nora.b"_s, u"second"_s, {})));
        QVERIFY(canSignIn(u"nora.b"_s, u"second"_s));

        QVERIFY(!settled(alma.staff.add(nora, u"again"_s)));
        Reception rita(server);
        QCOMPARE(failureOf(settled(rita.staff.members())), Code::Denied);
        server.run(u"DROP ROLE \"nora.b\""_s);
    }

    void worker_foldsChainsRefreshesAndPurges()
    {
        Reception rita(server);
        QVERIFY(settled(rita.book.book(RequestId::create(), rita.bookingAt(rita.freeSlot()))));
        PoolDesk desk;
        desk.open(server, logins::worker);
        PostgresWorkerTasks tasks(desk.pool);

        const auto folded = settled(tasks.foldTallies());
        QVERIFY2(bool(folded), qPrintable(folded ? QString() : folded.error().detail));
        QVERIFY(*folded > 0);
        QCOMPARE(server.value(u"SELECT count(*) FROM clinidesk.tally_delta"_s), u"0"_s);
        QVERIFY(*settled(tasks.chainAudit()) > 0);
        QVERIFY(settled(tasks.refreshFigures()));
        server.run(u"UPDATE clinidesk.request SET created_at = now() - interval '8 days'"_s);
        QCOMPARE(*settled(tasks.purgeRequests()), 1);
        QVERIFY(settled(tasks.wakeDesks()));
        QCOMPARE(failureOf(settled(PostgresWorkerTasks(rita.desk.pool).chainAudit())),
                 Code::Denied);
    }

private:
    [[nodiscard]] bool canSignIn(const QString &login, const QString &password)
    {
        PoolDesk desk;
        desk.pool.open(server.profile(), {login, password});
        return bool(settled(desk.ask(u"SELECT 1"_s)));
    }

    PrivateServer server;
};

QTEST_GUILESS_MAIN(TestPeopleAdapters)
#include "tst_PeopleAdapters.moc"
