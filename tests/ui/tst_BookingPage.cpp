#include "tests/fakes/FakePorts.h"
#include "tests/fakes/Samples.h"
#include "tests/ui/PageTest.h"
#include "ui/booking/BookingPage.h"

#include <QListView>
#include <QPushButton>
#include <QSignalSpy>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

/// Counts the keys that are really pressed.
class KeyCounter final : public QObject
{
public:
    KeyCounter() { qApp->installEventFilter(this); }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::KeyPress && watched->isWindowType())
            ++count;
        return false;
    }

    int count = 0;
};

struct Desk
{
    Desk()
    {
        ports.clinics.clinicsCall.always(QList<Clinic>{samples::berlin()});
        ports.clinics.departmentsCall.always(samples::departments());
        ports.clinics.doctorsCall.always(samples::doctors());
        ports.clinics.stepsCall.always(samples::steps());
        ports.freeSlots.findCall.always(
            QList<Slot>{samples::slot(0), samples::slot(20), samples::slot(40)});
        window.setObjectName(u"window"_s);
        window.addWidget(new QWidget);
        page = new BookingPage(ports.ports, clinics);
        window.addWidget(page);
        window.addActions(page->actionsEverywhere());
        QObject::connect(page, &ShellPage::wanted, &window, [this] {
            window.setCurrentWidget(page);
            page->enter();
        });
        window.resize(1200, 760);
        window.show();
        window.activateWindow();
        (void)QTest::qWaitForWindowActive(&window);
    }

    void open()
    {
        QTest::keyClick(&window, Qt::Key_Slash);
        QTRY_COMPARE(QApplication::focusWidget(), search());
        QTRY_COMPARE(page->viewModel().slotState(), ListState::Shown);
    }
    QLineEdit *search() { return named<QLineEdit>(page, "patientSearch"); }
    void findOkafor()
    {
        ports.patients.searchCall.always(
            QList{samples::match(samples::patient(5, u"Okafor"_s, u"Nadia"_s)),
                  samples::match(samples::patient(6, u"Okafor"_s, u"Nadine"_s, {1981, 2, 3}))});
    }
    void key(Qt::Key key) { QTest::keyClick(QApplication::focusWidget(), key); }
    void type(const QString &text) { QTest::keyClicks(QApplication::focusWidget(), text); }

    FakePorts ports;
    ClinicChoice clinics{ports.clinics, ports.connection};
    QStackedWidget window;
    BookingPage *page;
};

} // namespace

class TestBookingPage final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { dress(); }

    void knownPatientAndNextFreeTime_takeAtMostEightKeys()
    {
        Desk desk;
        desk.findOkafor();
        const QSignalSpy announced(desk.page, &ShellPage::announced);
        const QSignalSpy finished(desk.page, &ShellPage::finished);
        KeyCounter keys;

        QTest::keyClick(desk.window.windowHandle(), Qt::Key_Slash);
        QTRY_COMPARE(QApplication::focusWidget(), desk.search());
        for (const QChar letter : u"okaf"_s)
            QTest::keyClick(desk.window.windowHandle(), letter.toLatin1());
        auto *matches = named<QListView>(desk.page, "patientSearchMatches");
        QTRY_VERIFY(matches->isVisible() && matches->isEnabled());
        QCOMPARE(matches->currentIndex().row(), 0);
        QVERIFY(matches->currentIndex()
                    .data(PatientList::weakTextRole)
                    .toString()
                    .contains(u"05-Nov-1977"_s));
        QTRY_COMPARE(desk.page->viewModel().slotState(), ListState::Shown);
        shoot(desk.page, u"booking-found"_s);

        QTest::keyClick(desk.window.windowHandle(), Qt::Key_Return);
        QTRY_VERIFY(desk.page->viewModel().patient());
        shoot(desk.page, u"booking-chosen"_s);
        QTest::keyClick(desk.window.windowHandle(), Qt::Key_Return);
        QTRY_COMPARE(desk.ports.book.bookCall.count(), 1);
        desk.ports.book.bookCall.answer(samples::change(AppointmentId(77)));
        QTRY_COMPARE(announced.count(), 1);

        QVERIFY2(keys.count > 0 && keys.count <= 8, qPrintable(QString::number(keys.count)));
        QCOMPARE(desk.ports.book.bookCall.last().booking.patient, PatientId(5));
        QCOMPARE(announced.first().at(1).toBool(), true);
        QCOMPARE(finished.count(), 1);
        QCOMPARE(QApplication::focusWidget(), desk.search());
        QVERIFY(desk.search()->text().isEmpty());
    }

    void downAndEnter_chooseTheSecondMatch()
    {
        Desk desk;
        desk.findOkafor();
        desk.open();
        desk.type(u"okaf"_s);
        QTRY_COMPARE(desk.page->viewModel().search().state(), ListState::Shown);
        desk.key(Qt::Key_Down);
        desk.key(Qt::Key_Return);
        QTRY_VERIFY(desk.page->viewModel().patient());
        QCOMPARE(desk.page->viewModel().patient()->id, PatientId(6));
        QVERIFY(named<QWidget>(desk.page, "patientBanner")->isVisible());
        QVERIFY(named<QLabel>(desk.page, "patientBannerBorn")->text().contains(u"03-Feb-1981"_s));
    }

    void failedSearch_neverOffersToCreate()
    {
        Desk desk;
        desk.open();
        desk.ports.patients.searchCall.always(samples::failure(Error::Code::Unavailable));
        desk.type(u"okaf"_s);
        QTRY_VERIFY(named<QPushButton>(desk.page, "patientSearchRetry")->isVisible());
        QVERIFY(!named<QPushButton>(desk.page, "patientSearchCreate")->isVisible());
        QVERIFY(!named<QLabel>(desk.page, "patientSearchNote")->text().contains(u"Nobody"_s));
        shoot(desk.page, u"booking-failed"_s);

        desk.ports.patients.searchCall.always(QList<PatientMatch>{});
        QTest::mouseClick(named<QPushButton>(desk.page, "patientSearchRetry"), Qt::LeftButton);
        QTRY_VERIFY(named<QLabel>(desk.page, "patientSearchNote")->text().contains(u"Nobody"_s));
        QVERIFY(named<QPushButton>(desk.page, "patientSearchCreate")->isVisible());
        shoot(desk.page, u"booking-nobody"_s);
        desk.ports.disconnect();
        QVERIFY(!named<QPushButton>(desk.page, "patientSearchCreate")->isVisible());
    }

    void newPatient_isRegisteredWithAWarningAndThenBooked()
    {
        Desk desk;
        desk.open();
        desk.ports.patients.searchCall.always(QList<PatientMatch>{});
        desk.ports.patients.duplicatesCall.always(
            QList{samples::patient(5, u"Okafor"_s, u"Nadia"_s)});
        desk.type(u"okafor"_s);
        auto *create = named<QPushButton>(desk.page, "patientSearchCreate");
        QTRY_VERIFY(create->isVisible());
        QTest::mouseClick(create, Qt::LeftButton);
        QCOMPARE(QApplication::focusWidget(), named<QLineEdit>(desk.page, "familyName"));
        QTest::keyClicks(named<QLineEdit>(desk.page, "givenNames"), u"Nadia"_s);
        QTest::keyClicks(named<QLineEdit>(desk.page, "birthDate"), u"5 nov 1977"_s);
        QVERIFY(named<QLabel>(desk.page, "birthDateEcho")->text().contains(u"49"_s));
        QTest::keyClicks(named<QLineEdit>(desk.page, "phone"), u"abc"_s);
        QTest::keyClick(named<QLineEdit>(desk.page, "phone"), Qt::Key_Return);
        QVERIFY(named<QWidget>(desk.page, "phoneFault")->isVisible());
        QCOMPARE(named<QLineEdit>(desk.page, "phone")->text(), u"abc"_s);
        QCOMPARE(desk.ports.patients.createCall.count(), 0);

        named<QLineEdit>(desk.page, "phone")->selectAll();
        QTest::keyClicks(named<QLineEdit>(desk.page, "phone"), u"+49 30 901820"_s);
        QVERIFY(!named<QWidget>(desk.page, "phoneFault")->isVisible());
        QTRY_VERIFY(desk.page->findChild<QPushButton *>(u"duplicate0"_s));
        QCoreApplication::processEvents();
        shoot(desk.page, u"booking-register"_s);
        QTest::keyClick(named<QLineEdit>(desk.page, "phone"), Qt::Key_Return);
        QCOMPARE(desk.ports.patients.createCall.count(), 1);
        desk.ports.patients.createCall.answer(
            PatientChange{.patient = PatientId(9), .mrn = u"N-9"_s, .version = 1, .tags = {}});
        QTRY_VERIFY(desk.page->viewModel().canBook());
        desk.key(Qt::Key_Return);
        QTRY_COMPARE(desk.ports.book.bookCall.count(), 1);
    }

    void escapeAndBack_waitWhileAPatientIsBeingSaved()
    {
        Desk desk;
        desk.open();
        desk.ports.patients.searchCall.always(QList<PatientMatch>{});
        desk.ports.patients.duplicatesCall.always(QList<Patient>{});
        desk.type(u"okafor nadia"_s);
        auto *create = named<QPushButton>(desk.page, "patientSearchCreate");
        QTRY_VERIFY(create->isVisible());
        QTest::mouseClick(create, Qt::LeftButton);
        auto *form = named<QWidget>(desk.page, "patientForm");
        auto *save = named<QPushButton>(desk.page, "savePatient");
        auto *back = named<QPushButton>(desk.page, "cancelPatient");
        save->setFocus();
        desk.key(Qt::Key_Space);
        QTRY_COMPARE(desk.ports.patients.createCall.count(), 1);
        QVERIFY(!back->isEnabled());
        QVERIFY(form->isAncestorOf(QApplication::focusWidget()));
        desk.key(Qt::Key_Escape);
        QVERIFY(form->isVisible());

        desk.ports.patients.createCall.answer(samples::failure(Error::Code::Unavailable));
        QTRY_VERIFY(back->isEnabled());
        desk.key(Qt::Key_Escape);
        QVERIFY(!form->isVisible());
    }

    void birthDateInTheFuture_isRefusedBesideTheField()
    {
        Desk desk;
        desk.open();
        desk.ports.patients.searchCall.always(QList<PatientMatch>{});
        desk.type(u"okafor, nadia"_s);
        auto *create = named<QPushButton>(desk.page, "patientSearchCreate");
        QTRY_VERIFY(create->isVisible());
        QTest::mouseClick(create, Qt::LeftButton);
        QTest::keyClicks(named<QLineEdit>(desk.page, "birthDate"), u"1.1.2999"_s);
        QTest::mouseClick(named<QPushButton>(desk.page, "savePatient"), Qt::LeftButton);
        QVERIFY(named<QWidget>(desk.page, "birthDateFault")->isVisible());
        QCOMPARE(named<QLineEdit>(desk.page, "birthDate")->text(), u"1.1.2999"_s);
        QCOMPARE(desk.ports.patients.createCall.count(), 0);
    }

    void takenMeanwhile_offersThreeTimesAsButtons()
    {
        Desk desk;
        desk.findOkafor();
        desk.open();
        desk.type(u"okaf"_s);
        QTRY_COMPARE(desk.page->viewModel().search().state(), ListState::Shown);
        desk.key(Qt::Key_Return);
        QTRY_VERIFY(desk.page->viewModel().canBook());
        desk.key(Qt::Key_Return);
        desk.ports.freeSlots.findCall.always(
            QList<Slot>{samples::slot(20), samples::slot(40), samples::slot(60)});
        desk.ports.book.takenByCall.always(u"Berta Desk"_s);
        desk.ports.book.bookCall.answer(samples::failure(
            Error::Code::Conflict, {{u"taken"_s, u"doctor"_s}, {u"appointment"_s, 31}}));
        QTRY_VERIFY(desk.page->findChild<QPushButton *>(u"alternative2"_s));
        QTRY_VERIFY(named<QWidget>(desk.page, "bookingRefusal")
                        ->accessibleName()
                        .contains(u"Berta Desk"_s));
        shoot(desk.page, u"booking-taken"_s);
        QCOMPARE(QApplication::focusWidget()->objectName(), u"alternative0"_s);
        desk.ports.disconnect();
        QVERIFY(!named<QPushButton>(desk.page, "alternative1")->isEnabled());
        desk.ports.connect();
        QTest::mouseClick(named<QPushButton>(desk.page, "alternative1"), Qt::LeftButton);
        QTRY_COMPARE(desk.ports.book.bookCall.count(), 2);
        QCOMPARE(desk.ports.book.bookCall.last().booking.startsAt, samples::slot(40).startsAt);
    }

    void halfMadeBooking_isStillThereAfterLookingElsewhere()
    {
        Desk desk;
        desk.findOkafor();
        desk.open();
        desk.type(u"okaf"_s);
        QTRY_COMPARE(desk.page->viewModel().search().state(), ListState::Shown);
        desk.key(Qt::Key_Return);
        QTRY_VERIFY(desk.page->viewModel().patient());
        QTest::keyClicks(named<QLineEdit>(desk.page, "bookingReason"), u"tooth"_s);
        desk.window.setCurrentIndex(0);
        desk.window.setCurrentWidget(desk.page);
        desk.page->enter();
        QVERIFY(desk.page->viewModel().patient());
        QCOMPARE(named<QLineEdit>(desk.page, "bookingReason")->text(), u"tooth"_s);
        named<QAction>(desk.page, "newBooking")->trigger();
        QVERIFY(!desk.page->viewModel().patient());
    }

    void typedDay_movesTheFreeTimes()
    {
        Desk desk;
        desk.open();
        QTest::keyClicks(named<QLineEdit>(desk.page, "bookingDay"), u"+2w"_s);
        QTRY_COMPARE(desk.ports.freeSlots.findCall.last().firstDay, samples::today.addDays(14));
    }

    void states_areAllDesigned()
    {
        Desk desk;
        desk.open();
        shoot(desk.page, u"booking-start"_s);
        desk.ports.freeSlots.findCall.always(QList<Slot>{});
        desk.page->viewModel().chooseDoctor(DoctorId(11));
        QTRY_COMPARE(desk.page->viewModel().slotState(), ListState::Empty);
        shoot(desk.page, u"booking-empty"_s);
        desk.ports.freeSlots.findCall.always(samples::failure(Error::Code::Unavailable));
        desk.page->viewModel().chooseDoctor(DoctorId(12));
        QTRY_COMPARE(desk.page->viewModel().slotState(), ListState::Failed);
        shoot(desk.page, u"booking-slots-failed"_s);
        QVERIFY(!named<QPushButton>(desk.page, "book")->isEnabled());
    }

    void everyControl_hasAName()
    {
        Desk desk;
        desk.open();
        QCOMPARE(unnamedControls(desk.page).join(u", "_s), QString());
    }

private:
};

CLINIDESK_PAGE_TEST(TestBookingPage)
#include "tst_BookingPage.moc"
