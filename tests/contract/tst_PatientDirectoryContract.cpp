// What the port PatientDirectory promises, asked of the patients in memory and of the real server.
#include "tests/contract/ContractDesks.h"
#include "tests/contract/MemoryPatients.h"

using namespace clinidesk;
using namespace Qt::StringLiterals;

using Code = Error::Code;

class TestPatientDirectoryContract final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { ContractDesks::addRows(); }
    void initTestCase() { QVERIFY2(server.start(), server.problem()); }
    void init()
    {
        QFETCH_GLOBAL(bool, isServer);
        memory = std::make_unique<MemoryPatients>(clock);
        QFETCH_GLOBAL(bool, isKept);
        cleanup();
        if (!isServer)
            return;
        QVERIFY(!server.freshDatabase().isEmpty());
        if (isKept)
            kept = std::make_unique<KeptReception>(server, shared);
        else
            reception = std::make_unique<Reception>(server);
    }
    void cleanup()
    {
        reception.reset();
        kept.reset();
    }

    void exactSearch_findsBeginningsInAnyOrderWithoutAccents_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<PatientId>("expected");
        QTest::newRow("name") << u"Müller Sara"_s << smallclinic::sara;
        QTest::newRow("beginnings") << u"sara mull"_s << smallclinic::sara;
        QTest::newRow("accents") << u"huong nguyen"_s << smallclinic::nguyen;
        QTest::newRow("mrn") << u"M-000001"_s << smallclinic::sara;
        QTest::newRow("nobody") << u"nobody at all"_s << PatientId();
    }
    void exactSearch_findsBeginningsInAnyOrderWithoutAccents()
    {
        QFETCH(QString, typed);
        QFETCH(PatientId, expected);
        const auto found = settled(directory().search(typed, 20));
        QVERIFY(bool(found));
        QCOMPARE(found->value(0).patient.id, expected);
        QCOMPARE(found->isEmpty(), expected.isNull());
        QCOMPARE(found->value(0).how, PatientMatch::How::Exact);
    }

    void createdPatient_readsBackAndIsFound()
    {
        const auto created = create(draft());
        QVERIFY2(bool(created), qPrintable(created ? QString() : created.error().detail));
        QCOMPARE(created->version, 1);
        QVERIFY(!created->mrn.isEmpty());
        Patient expected = draft();
        expected.id = created->patient;
        expected.mrn = created->mrn;
        expected.version = 1;
        QCOMPARE(*settled(directory().patient(created->patient)), expected);
        QCOMPARE(settled(directory().search(u"zoe lindqvist"_s, 20))->value(0).patient, expected);
        QCOMPARE(settled(directory().likelyDuplicates(draft()))->value(0), expected);
    }

    void search_givesNoMoreThanAsked()
    {
        QVERIFY(create(draft()) && create(draft()));
        QCOMPARE(settled(directory().search(u"lindqvist"_s, 20))->size(), 2);
        QCOMPARE(settled(directory().search(u"lindqvist"_s, 1))->size(), 1);
    }

    void requestSentAgain_createsOnce()
    {
        const RequestId request = RequestId::create();
        const auto first = settled(directory().create(request, smallclinic::riverside, draft()));
        QVERIFY(bool(first));
        QCOMPARE(settled(directory().create(request, smallclinic::riverside, draft())), first);
        QCOMPARE(settled(directory().search(u"lindqvist"_s, 20))->size(), 1);
        Patient other = draft();
        other.given = u"Ana"_s;
        QCOMPARE(failureOf(settled(directory().create(request, smallclinic::riverside, other))),
                 Code::RequestReused);
    }

    void update_isANewVersionAndTheOldOneStale()
    {
        const auto created = create(draft());
        QVERIFY(bool(created));
        Patient edited = *settled(directory().patient(created->patient));
        edited.phone = u"+49 30 5550998"_s;
        const RequestId request = RequestId::create();
        const auto updated = settled(directory().update(request, edited));
        QVERIFY2(bool(updated), qPrintable(updated ? QString() : updated.error().detail));
        QCOMPARE(updated->version, 2);
        QCOMPARE(settled(directory().update(request, edited)), updated);
        const auto stale = settled(directory().update(RequestId::create(), edited));
        QCOMPARE(failureOf(stale), Code::Stale);
        QCOMPARE(factOf(stale, u"version"_s), u"2"_s);
        QCOMPARE(factOf(stale, u"patient"_s), QString::number(created->patient.value()));
        edited.version = 2;
        QCOMPARE(*settled(directory().patient(created->patient)), edited);
    }

    void badValue_namesItsField()
    {
        Patient nameless = draft();
        nameless.family = u" "_s;
        QCOMPARE(failureOf(create(nameless)), Code::Invalid);
        QCOMPARE(factOf(create(nameless), u"field"_s), u"family"_s);
        QCOMPARE(factOf(create(nameless), u"problem"_s), u"missing"_s);
        Patient unborn = draft();
        unborn.birthDate = QDate(2199, 1, 1);
        QCOMPARE(factOf(create(unborn), u"field"_s), u"birth_date"_s);
        QCOMPARE(factOf(create(unborn), u"problem"_s), u"future"_s);
    }

    void othersAndNobody_areRefused()
    {
        QCOMPARE(failureOf(settled(
                     directory().create(RequestId::create(), smallclinic::harbour, draft()))),
                 Code::Denied);
        QCOMPARE(failureOf(settled(directory().patient(PatientId(999'999)))), Code::NotFound);
        Patient nobody = draft();
        nobody.id = PatientId(999'999);
        nobody.version = 1;
        QCOMPARE(failureOf(settled(directory().update(RequestId::create(), nobody))),
                 Code::NotFound);
    }

private:
    static Patient draft()
    {
        return {.id = {},
                .mrn = {},
                .title = u"Dr"_s,
                .family = u"Lindqvist"_s,
                .given = u"Zoë"_s,
                .birthDate = QDate(1980, 2, 29),
                .diedOn = {},
                .sex = Sex::Other,
                .phone = u"+49 30 5550999"_s,
                .email = u"zoe@example.org"_s,
                .language = u"de"_s};
    }
    PatientDirectory &directory() const
    {
        if (reception)
            return reception->patients;
        if (kept)
            return kept->patients;
        return *memory;
    }
    Result<PatientChange> create(const Patient &patient) const
    {
        return settled(directory().create(RequestId::create(), smallclinic::riverside, patient));
    }

    PrivateServer server;
    FakeClock clock;
    std::unique_ptr<MemoryPatients> memory;
    std::unique_ptr<Reception> reception;
    FakeCacheServer shared;
    std::unique_ptr<KeptReception> kept;
};

QTEST_GUILESS_MAIN(TestPatientDirectoryContract)
#include "tst_PatientDirectoryContract.moc"
