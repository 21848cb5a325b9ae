// What desks keep together is never somebody else's and never behind a change, on the real server.
#include "tests/contract/ContractDesks.h"

using namespace clinidesk;
using namespace Qt::StringLiterals;

using Code = Error::Code;
using Layer = Freshness::Layer;

class TestKeptAnswers final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(server.start(), server.problem()); }
    void init()
    {
        QVERIFY(!server.freshDatabase().isEmpty());
        shared = {};
        rita = std::make_unique<KeptReception>(server, shared);
        QVERIFY(rita->viewer.isOpen());
    }
    void cleanup()
    {
        rita.reset();
        other.reset();
    }

    void secondLook_isFromMemoryAndAnotherDesksFromRedis()
    {
        const QDate day = bookOne();
        const auto first = settled(rita->days.day(smallclinic::riverside, day));
        QCOMPARE(first->freshness.layer, Layer::Database);
        const auto second = settled(rita->days.day(smallclinic::riverside, day));
        QCOMPARE(second->freshness.layer, Layer::Memory);
        const auto peeked = rita->days.peek(smallclinic::riverside, day);
        QVERIFY(peeked && peeked->appointments == first->appointments);
        sitDown(logins::chief); // Of the same clinic, and of one more.
        const auto hers = settled(other->days.day(smallclinic::riverside, day));
        QCOMPARE(hers->freshness.layer, Layer::Redis);
        QCOMPARE(hers->appointments, first->appointments);
        QCOMPARE(first->appointments.size(), 1);
    }

    void doctorAndReceptionist_neverReadEachOthersEntries()
    {
        const QDate day = bookOne(smallclinic::okafor);
        QCOMPARE(settled(rita->days.day(smallclinic::riverside, day))->appointments.size(), 1);
        QCOMPARE(settled(rita->history.page({}))->page.total, 1);
        QVERIFY(settled(rita->patients.patient(smallclinic::sara)));
        sitDown(logins::doctor); // Weber, who has nothing to do with it.
        const auto his = settled(other->days.day(smallclinic::riverside, day));
        QCOMPARE(his->freshness.layer, Layer::Database);
        QVERIFY(his->appointments.isEmpty());
        QCOMPARE(settled(other->history.page({}))->page.total, 0);
        QCOMPARE(failureOf(settled(other->patients.patient(smallclinic::sara))), Code::Denied);
        // And the other way round.
        QCOMPARE(settled(rita->days.day(smallclinic::riverside, day))->appointments.size(), 1);
    }

    void anotherClinic_isDeniedThoughItIsKept()
    {
        sitDown(logins::chief);
        const QDate today = settled(other->days.day(smallclinic::harbour, {}))->date;
        QVERIFY(settled(other->patients.patient(smallclinic::oneill)));
        HistoryQuery query;
        query.clinics = {smallclinic::harbour};
        QVERIFY(settled(other->history.page(query)));
        QVERIFY(settled(other->directory.doctors(smallclinic::harbour)));
        // Rita has the same rights, so the same entries, but not that clinic.
        const auto denied = [](const auto &answer) { return failureOf(answer) == Code::Denied; };
        QVERIFY(denied(settled(rita->days.day(smallclinic::harbour, today))));
        QVERIFY(denied(settled(rita->patients.patient(smallclinic::oneill))));
        QVERIFY(denied(settled(rita->history.page(query))));
        QVERIFY(denied(settled(rita->directory.doctors(smallclinic::harbour))));
        QVERIFY(!rita->days.peek(smallclinic::harbour, today));
        QVERIFY(!rita->history.peek(query));
    }

    void clinicThatWasTakenAway_isNotAnsweredAnyMore()
    {
        sitDown(logins::chief);
        QVERIFY(settled(other->days.day(smallclinic::harbour, {})));
        server.run(u"DELETE FROM clinidesk.staff_clinic WHERE staff_id = 2 AND clinic_id = 2"_s);
        announceNews();
        QCOMPARE(failureOf(settled(other->days.day(smallclinic::harbour, {}))), Code::Denied);
    }

    void change_isSeenAtOnceEverywhere()
    {
        sitDown(logins::chief);
        const QDate day = bookOne();
        QCOMPARE(settled(rita->days.day(smallclinic::riverside, day))->appointments.size(), 1);
        const auto before = settled(other->days.day(smallclinic::riverside, day));
        const Appointment row = before->appointments.value(0);
        QVERIFY(settled(rita->history.page({})) && settled(other->history.page({})));
        QVERIFY(settled(
            rita->book.act(RequestId::create(), {row.id, row.version}, Action::Cancel, u"ill"_s)));
        for (KeptReception *desk : {rita.get(), other.get()}) {
            const auto after = settled(desk->days.day(smallclinic::riverside, day));
            QCOMPARE(after->appointments.value(0).status, Status::Cancelled);
            QCOMPARE(settled(desk->history.page({}))->page.rows.value(0).status, Status::Cancelled);
        }
    }

    void changedDay_isReadByNobodyAgain()
    {
        sitDown(logins::chief);
        const QDate day = bookOne();
        QVERIFY(settled(rita->days.day(smallclinic::riverside, day)));
        QVERIFY(settled(other->days.day(smallclinic::riverside, day)));
        const auto made = settled(
            rita->book.book(RequestId::create(), bookingOf(slotOf(*rita), smallclinic::nguyen)));
        QVERIFY(bool(made));
        QVERIFY(settled(other->book.act(RequestId::create(), {made->appointment, made->version},
                                        Action::CheckIn, {})));
        for (KeptReception *desk : {rita.get(), other.get()}) {
            const auto after = settled(desk->days.day(smallclinic::riverside, day));
            QVERIFY(after->freshness.layer != Layer::Database);
            const auto source = settled(desk->source.days.day(smallclinic::riverside, day));
            QCOMPARE(after->appointments, source->appointments);
            QCOMPARE(after->appointments.size(), 2);
        }
    }

    void cardsOfADaysPeople_areReadAtOnce()
    {
        const QDate day = bookOne();
        QVERIFY(settled(rita->days.day(smallclinic::riverside, day)));
        const QString reads = u"SELECT count(*) FROM clinidesk.audit WHERE action = '%1'"_s;
        QTRY_COMPARE(server.value(reads.arg(u"patient_cards"_s)), u"1"_s);
        QTRY_VERIFY(
            std::any_of(shared.entries.keyBegin(), shared.entries.keyEnd(),
                        [](const QByteArray &name) { return name.startsWith("patient:"); }));
        sitDown(logins::chief);
        QCOMPARE(settled(rita->patients.patient(smallclinic::sara))->given, u"Sara"_s);
        QCOMPARE(server.value(reads.arg(u"patient_card"_s)), u"0"_s);
        QCOMPARE(server.value(u"SELECT facts -> 'patients' ->> 0 FROM clinidesk.audit"
                              " WHERE action = 'patient_cards'"_s),
                 QString::number(smallclinic::sara.value()));
    }

    void historyOfSomebody_livesUntilSomethingOfTheirsChanges()
    {
        HistoryQuery saras;
        saras.patient = smallclinic::sara;
        HistoryQuery webers;
        webers.doctors = {smallclinic::weber};
        bookOne();
        QCOMPARE(settled(rita->history.page(saras))->page.total, 1);
        QCOMPARE(settled(rita->history.page(webers))->page.total, 1);
        Booking nguyens = bookingOf(slotOf(*rita));
        nguyens.patient = smallclinic::nguyen;
        nguyens.doctor = smallclinic::okafor;
        QVERIFY(settled(rita->book.book(RequestId::create(), nguyens)));
        QCOMPARE(settled(rita->history.page(saras))->freshness.layer, Layer::Memory);
        QCOMPARE(settled(rita->history.page(webers))->freshness.layer, Layer::Memory);
        Booking hers = bookingOf(slotOf(*rita));
        QVERIFY(settled(rita->book.book(RequestId::create(), hers)));
        QCOMPARE(settled(rita->history.page(saras))->page.total, 2);
        QCOMPARE(settled(rita->history.page(webers))->page.total, 2);
    }

    void bookedTime_isOfferedToNobody()
    {
        sitDown(logins::chief);
        const Slot wanted = slotOf(*rita);
        QCOMPARE(slotOf(*other), wanted);
        QVERIFY(settled(rita->book.book(RequestId::create(), bookingOf(wanted))));
        QVERIFY(slotOf(*rita).startsAt != wanted.startsAt);
        QVERIFY(slotOf(*other).startsAt != wanted.startsAt);
    }

    void changedName_isSeenInEveryList()
    {
        const QDate day = bookOne();
        QVERIFY(settled(rita->days.day(smallclinic::riverside, day)));
        QVERIFY(settled(rita->history.page({})));
        auto sara = settled(rita->patients.patient(smallclinic::sara));
        sara->family = u"Lind"_s;
        QVERIFY(settled(rita->patients.update(RequestId::create(), *sara)));
        QCOMPARE(settled(rita->patients.patient(smallclinic::sara))->family, u"Lind"_s);
        QCOMPARE(settled(rita->days.day(smallclinic::riverside, day))->appointments[0].family,
                 u"Lind"_s);
        QCOMPARE(settled(rita->history.page({}))->page.rows[0].family, u"Lind"_s);
    }

    void changedPlaces_reachTheListsByTheWorker()
    {
        const QDate day = bookOne();
        QVERIFY(settled(rita->directory.doctors(smallclinic::riverside)));
        QVERIFY(settled(rita->days.day(smallclinic::riverside, day)));
        server.run(u"UPDATE clinidesk.doctor SET family = 'Weber-Lind' WHERE id = 1"_s);
        announceNews();
        const auto doctors = settled(rita->directory.doctors(smallclinic::riverside));
        QCOMPARE(doctors->last().family, u"Weber-Lind"_s);
        QCOMPARE(settled(rita->days.day(smallclinic::riverside, day))->appointments[0].doctorName,
                 u"Dr Weber-Lind"_s);
    }

    void whatSomebodyTyped_isNeverKept()
    {
        (void)bookOne();
        HistoryQuery typed;
        typed.text = u"müller"_s;
        QVERIFY(settled(rita->history.page(typed)) && settled(rita->history.page(typed)));
        QVERIFY(!rita->history.peek(typed));
        QVERIFY(settled(rita->patients.search(u"müller"_s, 5)));
        Patient draft;
        draft.family = u"Müller"_s;
        QVERIFY(settled(rita->patients.likelyDuplicates(draft)));
        for (auto entry = shared.entries.cbegin(); entry != shared.entries.cend(); ++entry) {
            QVERIFY2(!entry->contains("ller"), entry.key().constData());
            QVERIFY2(!entry->contains(QByteArray("m\0\xfc\0l\0l\0", 8)), entry.key().constData());
            QVERIFY(!entry.key().contains("ller"));
        }
    }

    void keptReads_areAuditedInTheReadersName()
    {
        const QDate day = bookOne();
        for (int look = 0; look < 3; ++look)
            QVERIFY(settled(rita->days.day(smallclinic::riverside, day)));
        QVERIFY(settled(rita->patients.patient(smallclinic::sara)));
        QVERIFY(settled(rita->patients.patient(smallclinic::sara)));
        rita->reports.flush();
        QTRY_VERIFY(rita->reports.isEmpty());
        const QString cached
            = u"SELECT count(*) FROM clinidesk.audit WHERE who = 'rita' AND action = '%1'"
              " AND clinic_id = 1 AND (facts ->> 'cached')::boolean"_s;
        QCOMPARE(server.value(cached.arg(u"day_list"_s)
                              % u" AND facts ->> 'day' = '%1'"_s.arg(day.toString(Qt::ISODate))),
                 u"2"_s);
        // Each look once; the first is the database's own unless the day's cards were there
        // already.
        QCOMPARE(server.value(u"SELECT count(*) FROM clinidesk.audit WHERE who = 'rita'"
                              " AND action = 'patient_card' AND entity_id = 1"_s),
                 u"2"_s);
        QVERIFY(server.value(cached.arg(u"patient_card"_s) % u" AND entity_id = 1"_s).toInt() > 0);
    }

    void f5_readsPastEverything()
    {
        const QDate day = bookOne();
        QVERIFY(settled(rita->days.day(smallclinic::riverside, day)));
        server.run(u"UPDATE clinidesk.appointment SET reason = 'by hand'"_s); // Without news.
        const auto usual = settled(rita->days.day(smallclinic::riverside, day));
        QCOMPARE(usual->appointments[0].reason, u"cough"_s);
        const auto anew
            = settled(rita->days.day(smallclinic::riverside, day, Reading::PastTheCache));
        QCOMPARE(anew->appointments[0].reason, u"by hand"_s);
        QCOMPARE(anew->freshness.layer, Layer::Database);
        QCOMPARE(settled(rita->days.day(smallclinic::riverside, day))->appointments[0].reason,
                 u"by hand"_s);
    }

    void serverThatIsAway_leavesTheLastGoodAnswerMarked()
    {
        const QDate day = bookOne();
        QVERIFY(settled(rita->days.day(smallclinic::riverside, day)));
        QVERIFY(settled(rita->patients.patient(smallclinic::sara)));
        QVERIFY(server.stop());
        shared.flush();
        QTRY_VERIFY(!rita->days.peek(smallclinic::riverside, day));
        const auto old = settled(rita->days.day(smallclinic::riverside, day));
        QVERIFY2(bool(old), "the last good day is gone");
        QVERIFY(old->freshness.isStale);
        QCOMPARE(old->appointments.size(), 1);
        // A card has no place to say that it is old.
        QVERIFY(!settled(rita->patients.patient(smallclinic::sara)));
        QVERIFY(server.restart());
    }

private:
    void sitDown(const QString &login)
    {
        other = std::make_unique<KeptReception>(server, shared, login);
        QVERIFY(other->viewer.isOpen());
    }

    static Slot slotOf(KeptReception &desk)
    {
        SlotQuery query;
        query.clinic = smallclinic::riverside;
        query.department = smallclinic::cardiology;
        query.doctors = {smallclinic::weber};
        query.firstDay = QDate::currentDate().addDays(7);
        query.lastDay = query.firstDay;
        query.most = 3;
        const auto found = settled(desk.freeTime.find(query));
        return found ? found->value(0) : Slot();
    }

    /// Sara's appointment a week from now; its day.
    QDate bookOne(DoctorId doctor = smallclinic::weber)
    {
        Booking booking = bookingOf(slotOf(*rita));
        booking.doctor = doctor;
        const auto made = settled(rita->source.book.book(RequestId::create(), booking));
        announceNews();
        const auto card = made ? settled(rita->source.book.appointment(made->appointment))
                               : Result<Appointment>(made.error());
        return card ? card->day : QDate();
    }

    /// As the worker does it within a second.
    void announceNews()
    {
        const auto rows = server.rows(
            u"WITH news AS (UPDATE clinidesk.outbox SET relayed_at = now() WHERE kind = 'event'"
            " AND relayed_at IS NULL RETURNING tags)"
            " SELECT DISTINCT tag FROM news, unnest(tags) tag"_s);
        QStringList tags;
        for (const QStringList &row : rows)
            tags.append(row[0]);
        bool isDone = false;
        FakeCacheStore worker(shared);
        worker.bump(cacheTagsFrom(tags), [&](const Result<Done> &) { isDone = true; });
        QTRY_VERIFY(isDone);
        QCoreApplication::processEvents();
    }

    PrivateServer server;
    FakeCacheServer shared;
    std::unique_ptr<KeptReception> rita;
    std::unique_ptr<KeptReception> other;
};

QTEST_GUILESS_MAIN(TestKeptAnswers)
#include "tst_KeptAnswers.moc"
