// What people see of limits: before they hurt, and what to do next when they do.
#include "core/booking/LimitedAppointmentBook.h"
#include "core/limits/DeskLimiter.h"
#include "core/staff/LimitedGate.h"
#include "tests/fakes/FakePorts.h"
#include "tests/fakes/Samples.h"
#include "tests/ui/PageTest.h"
#include "ui/booking/BookingPage.h"
#include "ui/shell/StatusStrip.h"
#include "ui/viewmodels/session/SignInViewModel.h"

using namespace clinidesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A desk whose book and gate obey the limits as the program's do.
struct Desk
{
    Desk()
    {
        ports.clinics.clinicsCall.always(QList<Clinic>{samples::berlin()});
        ports.clinics.departmentsCall.always(samples::departments());
        ports.clinics.doctorsCall.always(samples::doctors());
        ports.clinics.stepsCall.always(samples::steps());
        ports.freeSlots.findCall.always(QList<Slot>{samples::slot(0), samples::slot(20)});
        ports.patients.searchCall.always(
            QList{samples::match(samples::patient(5, u"Okafor"_s, u"Nadia"_s))});
        Session session;
        session.staff = StaffId(3);
        session.installation = 9;
        book.enter(session);
    }
    void spend(int bookings)
    {
        for (int i = 0; i < bookings; ++i)
            (void)local.decide(RequestId::create(),
                               {{LimitKey::booking(9, PatientId(5)), LimitPolicies().booking}});
    }

    FakePorts ports;
    LocalLimiter local{ports.clock};
    DeskLimiter limiter{local, nullptr};
    LimitWatch watch;
    LimitedAppointmentBook book{ports.book, {limiter, watch, {}}, ports.clock};
    BookingService booking{book};
    Ports limited{ports.gate, ports.connection, ports.clinics, ports.days,     book,
                  booking,    ports.freeSlots,  ports.history, ports.patients, ports.clock};
    ClinicChoice clinics{ports.clinics, ports.connection};
};

} // namespace

class TestLimits final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { dress(); }

    void refusedBooking_saysWhatToDoNext()
    {
        Desk desk;
        desk.spend(10);
        desk.ports.clock.advance(20min);
        BookingPage page(desk.limited, desk.clinics);
        page.resize(1200, 760);
        page.show();
        page.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        page.enter();
        QTRY_COMPARE(page.viewModel().slotState(), ListState::Shown);
        auto *search = named<QLineEdit>(&page, "patientSearch");
        search->setFocus();
        QTest::keyClicks(search, u"okaf"_s);
        QTRY_COMPARE(page.viewModel().search().state(), ListState::Shown);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_VERIFY(page.viewModel().patient());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);

        QTRY_VERIFY(!page.viewModel().refusal().isEmpty());
        QTRY_VERIFY(named<QWidget>(&page, "bookingRefusal")->isVisible());
        const QString sentence = page.viewModel().refusal();
        for (const QString &part :
             {u"limit of 10 within 1 h"_s, u"Nothing was changed"_s, u"Try again in 40 min"_s})
            QVERIFY2(sentence.contains(part), qPrintable(sentence));
        QCOMPARE(desk.ports.book.bookCall.count(), 0);
        QVERIFY(page.viewModel().patient()); // What was chosen is still there.
        shoot(&page, u"booking-limit"_s);

        desk.ports.clock.advance(40min);
        page.viewModel().book();
        QTRY_COMPARE(desk.ports.book.bookCall.count(), 1);
    }

    void lastFifth_standsInTheStatusStrip()
    {
        Desk desk;
        StatusStrip strip(&desk.watch);
        strip.resize(1200, 40);
        strip.show();
        auto *left = named<QLabel>(&strip, "limitLeft");
        QVERIFY(!left->isVisible());
        desk.spend(7);
        desk.ports.book.bookCall.always(samples::change(AppointmentId(77)));
        Booking booking;
        booking.patient = PatientId(5);
        booking.startsAt = desk.ports.clock.now().addDays(1);
        const auto booked = desk.booking.book(booking);
        QTRY_VERIFY(booked.isFinished());
        QTRY_VERIFY(left->isVisible());
        QCOMPARE(left->text(), u"2 of 10 bookings of this patient left"_s);
        QVERIFY(left->toolTip().contains(u"1 h"_s));
        QCOMPARE(left->accessibleDescription(), left->toolTip());
        desk.book.leave(); // Nobody else's business.
        QVERIFY(!left->isVisible());
    }

    void signIn_saysHowManyTriesAreLeft_andWhenAgain()
    {
        Desk desk;
        LimitedGate gate(
            desk.ports.gate,
            {desk.limiter, desk.watch, LimitPolicies().signIn, LimitKey::signInDesk("desk")});
        SignInViewModel signIn(gate);
        signIn.setServers({ServerProfile{}});
        desk.ports.gate.signInCall.always(Error{Error::Code::WrongPassword, {}, {}});
        QStringList sentences;
        for (int i = 0; i < 6; ++i) {
            signIn.signIn(u"mara"_s, u"guess"_s);
            QTRY_COMPARE(signIn.stage(), SignInViewModel::Stage::Ready);
            QVERIFY(signIn.hasFailed());
            sentences << signIn.sentence();
            desk.ports.clock.advance(1min);
        }
        QCOMPARE(sentences.at(0), sentences.at(2));
        QVERIFY2(sentences.at(3).contains(u"Tries left before a pause of up to 15 min: 1."_s),
                 qPrintable(sentences.at(3)));
        QVERIFY2(sentences.at(4).contains(u"last try for now"_s), qPrintable(sentences.at(4)));
        QVERIFY2(sentences.at(5).contains(u"Too many sign-ins"_s)
                     && sentences.at(5).contains(u"Try again in 10 min"_s),
                 qPrintable(sentences.at(5)));
        QCOMPARE(desk.ports.gate.signInCall.count(), 5);
    }
};

CLINIDESK_PAGE_TEST(TestLimits)
#include "tst_Limits.moc"
