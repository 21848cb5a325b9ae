// The waitlist's page, by keys: an entry, a freed time, an offer, its answer.
#include "tests/ui/PageTest.h"
#include "tests/ui/waitlist/WaitlistDesk.h"
#include "ui/waitlist/WaitlistPage.h"
#include "ui/widgets/StateView.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>

using namespace clinidesk;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

using Code = Error::Code;

namespace {

struct Desk : WaitlistDesk
{
    Desk()
        : page(ports.ports, clinics)
    {
        (void)QTest::qWaitFor([this] { return clinics.isLoaded(); });
        page.resize(1280, 760);
    }
    void open(const QList<Waiting> &rows)
    {
        waitlist.entriesCall.always(rows);
        page.show();
        page.activateWindow();
        (void)QTest::qWaitForWindowActive(&page);
        page.enter();
        (void)QTest::qWaitFor([&] { return table()->model()->rowCount() == rows.size(); });
    }
    void offer(const QList<Candidate> &list)
    {
        waitlist.candidatesCall.always(list);
        page.offer(freePlace());
        page.enter();
        (void)QTest::qWaitFor([&] { return sheet()->model()->rowCount() == list.size(); });
    }
    StateView::State state(const char *name) { return named<StateView>(&page, name)->state(); }
    QTableView *table() { return named<QTableView>(&page, "waitlistTable"); }
    QTableView *sheet() { return named<QTableView>(&page, "offersTable"); }
    QAction *action(const QString &name) { return page.findChild<QAction *>(name); }
    QString sheetCell(int row, int column)
    {
        return sheet()->model()->index(row, column).data().toString().remove(QChar(0x200E));
    }

    WaitlistPage page;
};

} // namespace

class TestWaitlistPage final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        dress();
    }

    void keysAlone_putAPatientOnTheList()
    {
        Desk desk;
        desk.open({waiting(1)});
        desk.ports.patients.searchCall.always(
            QList<PatientMatch>{samples::match(samples::patient(5, u"Adebayo"_s, u"Ife"_s))});
        QSignalSpy announced(&desk.page, &ShellPage::announced);
        QTest::keyClick(desk.table(), Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        desk.page.enter();
        auto *search = named<QLineEdit>(&desk.page, "waitingSearch");
        QTRY_VERIFY(search->hasFocus());
        QTest::keyClicks(search, u"ade"_s);
        QTRY_VERIFY(named<QWidget>(&desk.page, "waitingSearchMatches")->isVisible());
        QTest::keyClick(search, Qt::Key_Return);
        auto *whom = named<QComboBox>(&desk.page, "waitingWhom");
        QTRY_VERIFY(whom->hasFocus());
        QTest::keyClick(whom, Qt::Key_Down);
        QTest::keyClick(whom, Qt::Key_Down);
        QTest::keyClick(named<QCheckBox>(&desk.page, "waitingDay4"), Qt::Key_Space);
        QTest::keyClicks(named<QLineEdit>(&desk.page, "waitingUntil"), u"12h"_s);
        QTest::keyClicks(named<QLineEdit>(&desk.page, "waitingLastDay"), u"+2w"_s);
        QTest::keyClick(named<QSpinBox>(&desk.page, "waitingLength"), Qt::Key_PageUp);
        QTest::keyClicks(named<QLineEdit>(&desk.page, "waitingRemark"), u"rings back"_s);
        shoot(&desk.page, u"waiting-form"_s);
        QTest::keyClick(named<QLineEdit>(&desk.page, "waitingRemark"), Qt::Key_Return);
        QCOMPARE(desk.waitlist.addCall.count(), 1);
        const WaitingWish wish = desk.waitlist.addCall.last().wish;
        QCOMPARE(wish.patient, PatientId(5));
        QCOMPARE(wish.doctor, DoctorId(11));
        QCOMPARE(wish.weekdays, QList<Qt::DayOfWeek>{Qt::Thursday});
        QCOMPARE(wish.until, QTime(12, 0));
        QCOMPARE(wish.lastDay, samples::today.addDays(14));
        QCOMPARE(wish.length, 50min);
        QCOMPARE(wish.remark, u"rings back"_s);
        desk.waitlist.addCall.answer(SeenWaiting{WaitingId(8), 1});
        QTRY_COMPARE(announced.count(), 1);
        QTRY_VERIFY(desk.table()->hasFocus());
    }

    void unreadableTime_isSaidBesideTheFields()
    {
        Desk desk;
        desk.open({waiting(1)});
        QTest::keyClick(desk.table(), Qt::Key_Return);
        auto *from = named<QLineEdit>(&desk.page, "waitingFrom");
        QTRY_VERIFY(from->isVisible());
        QCOMPARE(named<QLineEdit>(&desk.page, "waitingUntil")->text(), u"12:00"_s);
        QTest::keyClicks(from, u"soon"_s);
        auto *fault = named<QLabel>(&desk.page, "waitingFromFaultText");
        QTRY_VERIFY(fault->isVisible());
        QVERIFY(!named<QPushButton>(&desk.page, "waitingSave")->isEnabled());
        from->clear();
        QTest::keyClicks(from, u"9"_s);
        QTest::keyClicks(from, u":30"_s);
        QTRY_VERIFY(!fault->isVisible());
        QVERIFY(named<QPushButton>(&desk.page, "waitingSave")->isEnabled());
        QTest::keyClick(from, Qt::Key_Escape);
        QTRY_VERIFY(desk.table()->hasFocus());
    }

    void keysAlone_offerAndBook()
    {
        Desk desk;
        desk.open({waiting(3), waiting(2)});
        shoot(&desk.page, u"waitlist"_s);
        desk.offer({candidate(3), candidate(2)});
        QTRY_VERIFY(desk.sheet()->hasFocus());
        desk.waitlist.candidatesCall.always(
            QList<Candidate>{offered(candidate(3), 15min), candidate(2)});
        QTest::keyClick(desk.sheet(), Qt::Key_Return);
        QCOMPARE(desk.waitlist.offerCall.count(), 1);
        desk.waitlist.offerCall.answer(MadeOffer{OfferId(70), 15min});
        QTRY_VERIFY(desk.action(u"offerAccepted"_s)->isEnabled());
        QVERIFY(!desk.action(u"offerTime"_s)->isEnabled());
        shoot(&desk.page, u"offers"_s);
        Candidate no = candidate(3);
        no.asked = Candidate::Asked::SaidNo;
        desk.waitlist.candidatesCall.always(QList<Candidate>{candidate(2), no});
        QTest::keyClick(desk.sheet(), Qt::Key_D, Qt::ControlModifier);
        desk.waitlist.endCall.answer(Done{});
        QTRY_VERIFY(desk.action(u"offerTime"_s)->isEnabled());
        QCOMPARE(desk.sheet()->currentIndex().row(), 0);
        QVERIFY(desk.sheetCell(0, 0).contains(u"PATIENT2"_s));
        desk.waitlist.candidatesCall.always(QList<Candidate>{offered(candidate(2), 15min, 71), no});
        QTest::keyClick(desk.sheet(), Qt::Key_Return);
        desk.waitlist.offerCall.answer(MadeOffer{OfferId(71), 15min});
        QTRY_VERIFY(desk.action(u"offerAccepted"_s)->isEnabled());
        QSignalSpy announced(&desk.page, &ShellPage::announced);
        QTest::keyClick(desk.sheet(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(desk.waitlist.acceptCall.last().offer, OfferId(71));
        desk.waitlist.acceptCall.answer(samples::change(AppointmentId(9)));
        QTRY_COMPARE(announced.count(), 1);
        QVERIFY(announced.first().last().toBool()); // With Undo.
        QTRY_VERIFY(desk.table()->hasFocus());
    }

    void escape_leadsBackToTheList()
    {
        Desk desk;
        desk.open({waiting(3)});
        desk.offer({candidate(3)});
        QTRY_VERIFY(desk.sheet()->hasFocus());
        QTest::keyClick(desk.sheet(), Qt::Key_Escape);
        QTRY_VERIFY(desk.table()->hasFocus());
        QVERIFY(!desk.page.offers().isOpen());
    }

    void freedTime_isSaidAndLeadsToItsOffers()
    {
        Desk desk;
        desk.open({waiting(3)});
        QWidget *line = named<QWidget>(&desk.page, "waitlistPageFreed");
        QVERIFY(!line->isVisible());
        desk.waitlist.freedCall.always(
            std::optional(FreedTime{.time = freePlace().time,
                                    .zone = freePlace().zone,
                                    .name = freePlace().name,
                                    .endsAt = freePlace().time.startsAt.addSecs(1200),
                                    .waiting = 1}));
        desk.ports.book.actCall.always(samples::change(AppointmentId(1), Status::Cancelled));
        (void)desk.ports.booking.act({AppointmentId(1), 1}, Action::Cancel, u"rain"_s);
        QTRY_VERIFY(line->isVisible());
        desk.waitlist.candidatesCall.always(QList<Candidate>{candidate(3)});
        QTest::keyClick(desk.table(), Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(desk.sheet()->model()->rowCount(), 1);
        QCOMPARE(desk.waitlist.candidatesCall.last(), freePlace().time);
        QVERIFY(!line->isVisible());
    }

    void states_areToldApart()
    {
        Desk desk;
        desk.page.show();
        QTRY_COMPARE(desk.state("waitlistState"), StateView::State::Loading);
        desk.waitlist.entriesCall.answer(samples::failure(Code::Unavailable));
        QTRY_COMPARE(desk.state("waitlistState"), StateView::State::Failed);
        desk.waitlist.entriesCall.always(QList<Waiting>{});
        QTest::keyClick(named<QPushButton>(&desk.page, "waitlistStateRetry"), Qt::Key_Space);
        QTRY_COMPARE(desk.state("waitlistState"), StateView::State::Empty);
        QVERIFY(!desk.action(u"waitlistTakeOff"_s)->isEnabled());
        desk.waitlist.candidatesCall.always(samples::failure(Code::Conflict));
        desk.page.offer(freePlace());
        QTRY_COMPARE(desk.state("offersState"), StateView::State::Empty);
        QVERIFY(desk.page.offers().isTaken());
    }

    void takenOff_isPutBackByAButton()
    {
        Desk desk;
        desk.open({waiting(1), waiting(2)});
        QTest::keyClick(desk.table(), Qt::Key_Delete);
        desk.waitlist.takeOffCall.answer(SeenWaiting{WaitingId(1), 2});
        QTRY_VERIFY(desk.action(u"waitlistPutBack"_s)->isEnabled());
        QVERIFY(named<QWidget>(&desk.page, "waitlistGone")->isVisible());
        desk.action(u"waitlistPutBack"_s)->trigger();
        QCOMPARE(desk.waitlist.putBackCall.count(), 1);
    }

    void everyControl_hasANameInEveryFace()
    {
        Desk desk;
        desk.open({waiting(1)});
        QCOMPARE(unnamedControls(&desk.page), QStringList());
        QTest::keyClick(desk.table(), Qt::Key_Return);
        QCOMPARE(unnamedControls(&desk.page), QStringList());
        desk.offer({candidate(1)});
        QCOMPARE(unnamedControls(&desk.page), QStringList());
    }
};

CLINIDESK_PAGE_TEST(TestWaitlistPage)
#include "tst_WaitlistPage.moc"
