#include "tests/fakes/FakePorts.h"
#include "tests/fakes/Samples.h"
#include "tests/ui/PageTest.h"
#include "ui/history/AppointmentHistoryPage.h"
#include "ui/viewmodels/Wording.h"
#include "ui/viewmodels/booking/ClinicChoice.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QJsonArray>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTimeEdit>
#include <QToolButton>

using namespace clinidesk;
using namespace Qt::StringLiterals;

using Scope = SeriesPart::Scope;

namespace {

constexpr int weekly = 7 * 24 * 3600;

/// Weekly at 09:00 in Berlin: one that was, the one of today that is open, and three to come.
QList<SeriesMember> members(int version = 1)
{
    QList<SeriesMember> all;
    const Appointment open = samples::appointment(5, 0);
    for (int i = -1; i < 4; ++i) {
        all.append({.appointment = AppointmentId(5 + i),
                    .version = version,
                    .status = i < 0 ? Status::Completed : Status::Booked,
                    .startsAt = open.startsAt.addSecs(qint64(i) * weekly),
                    .endsAt = open.endsAt.addSecs(qint64(i) * weekly)});
    }
    return all;
}

struct Desk
{
    explicit Desk(const QList<SeriesMember> &series = members())
    {
        ports.clock.set(QDateTime(samples::today, QTime(6, 0), Qt::UTC));
        ports.ports.series = &ports.series;
        ports.clinics.clinicsCall.always(QList<Clinic>{samples::berlin()});
        ports.clinics.departmentsCall.always(samples::departments());
        ports.clinics.doctorsCall.always(samples::doctors());
        ports.clinics.stepsCall.always(samples::steps());
        ports.history.pageCall.always([](const HistoryQuery &query) {
            HistoryPage answer = samples::historyPage(1, query.pageNumber, query.pageSize);
            answer.page.rows = {samples::appointment(5, 0)};
            return answer;
        });
        ports.book.appointmentCall.always(samples::appointment(5, 0));
        ports.book.eventsCall.always(QList<AppointmentEvent>{});
        ports.seriesBook.membersCall.always(series);
        page = std::make_unique<AppointmentHistoryPage>(ports.ports, clinics,
                                                        samples::session(Role::Receptionist));
        page->resize(1280, 760);
        page->show();
        page->activateWindow();
        (void)QTest::qWaitForWindowActive(page.get());
        page->enter();
        auto *table = named<QTableView>(page.get(), "historyTable");
        QTRY_COMPARE(table->model()->rowCount(), 1);
        table->setFocus();
        table->setCurrentIndex(table->model()->index(0, 0));
        QTest::keyClick(table, Qt::Key_Return);
        QTRY_VERIFY(named<QToolButton>(page.get(), "historyDetailsRepeatButton")->isEnabled());
    }

    void open()
    {
        auto *button = named<QToolButton>(page.get(), "historyDetailsChangeSeriesButton");
        QTRY_VERIFY(button->isVisible() && button->isEnabled());
        button->setFocus(Qt::TabFocusReason);
        QTest::keyClick(button, Qt::Key_Space);
        QTRY_VERIFY(sheet()->isVisible());
        QTRY_COMPARE(rows()->model()->rowCount(), 5);
    }
    void choose(const char *combo, int index)
    {
        auto *box = named<QComboBox>(page.get(), combo);
        box->setFocus();
        QTest::keyClick(box, index == 0 ? Qt::Key_Home : Qt::Key_End);
        QCOMPARE(box->currentIndex(), index);
    }
    QWidget *sheet() { return named<QWidget>(page.get(), "seriesChangeSheet"); }
    QTableView *rows() { return named<QTableView>(page.get(), "seriesMembers"); }
    QPushButton *deed() { return named<QPushButton>(page.get(), "seriesDo"); }
    QString what(int row)
    {
        return rows()->model()->index(row, 1).data().toString().remove(QChar(0x200E));
    }

    FakePorts ports;
    ClinicChoice clinics{ports.clinics, ports.connection};
    std::unique_ptr<AppointmentHistoryPage> page;
};

SeriesChanges changes(int count)
{
    SeriesChanges made;
    for (int i = 0; i < count; ++i)
        made.append(samples::change(AppointmentId(5 + i), Status::Booked, 500 + i));
    return made;
}

} // namespace

class TestSeriesChange final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        dress();
    }

    void following_areCancelledWithAReasonByKeys()
    {
        Desk desk;
        desk.open();
        const QAbstractItemModelTester tester(desk.rows()->model());
        desk.choose("seriesDeed", 1);
        QCOMPARE(desk.deed()->text(), u"Cancel 4 appointments"_s);
        QCOMPARE(desk.what(0), Wording::status(Status::Completed));
        QCOMPARE(desk.what(1), u"Will be cancelled"_s);
        auto *reason = named<QLineEdit>(desk.page.get(), "seriesReason");
        reason->setFocus();
        QTest::keyClicks(reason, u"moved away"_s);
        QSignalSpy announced(desk.page.get(), &ShellPage::announced);
        QTest::keyClick(reason, Qt::Key_Return);
        QCOMPARE(desk.ports.seriesBook.cancelCall.count(), 1);
        const auto &sent = desk.ports.seriesBook.cancelCall.last();
        QCOMPARE(sent.why, u"moved away"_s);
        QCOMPARE(sent.part.scope, Scope::Following);
        QCOMPARE(sent.part.appointment, AppointmentId(5));
        QCOMPARE(sent.part.seen.size(), 4);
        QVERIFY(!desk.deed()->isEnabled());
        desk.ports.seriesBook.cancelCall.answer(changes(4));
        QTRY_COMPARE(announced.count(), 1);
        QCOMPARE(announced[0][0].toString(), u"4 appointments cancelled"_s);
        QVERIFY(announced[0][1].toBool());
        QVERIFY(!desk.sheet()->isVisible());
    }

    void newTimeOfDay_movesThoseThatAreNotThereYet()
    {
        QList<SeriesMember> series = members();
        series[3].startsAt = series[3].startsAt.addSecs(5400); // At 10:30 already.
        Desk desk(series);
        desk.open();
        QCOMPARE(desk.deed()->text(), u"Move one appointment"_s); // Back to 09:00.
        auto *time = named<QTimeEdit>(desk.page.get(), "seriesTime");
        QCOMPARE(time->time(), QTime(9, 0));
        time->setTime(QTime(10, 30));
        QTRY_COMPARE(desk.deed()->text(), u"Move 3 appointments"_s);
        QCOMPARE(desk.what(1), u"Will be at 10:30"_s);
        QCOMPARE(desk.what(3), u"Is at this time already"_s);
        shoot(desk.page.get(), u"series-change"_s);
        desk.deed()->click();
        const auto &sent = desk.ports.seriesBook.moveCall.last();
        QCOMPARE(sent.starts.size(), 4);
        QCOMPARE(sent.starts[0], QDateTime(samples::today, QTime(9, 30), Qt::UTC));
        QCOMPARE(sent.part.seen.size(), 4);

        // The fourth of those sent is the fifth of the list.
        desk.ports.seriesBook.moveCall.answer(samples::failure(
            Error::Code::Conflict,
            {{u"taken"_s, u"series"_s},
             {u"occurrences"_s, QJsonArray{QJsonObject{{u"n"_s, 4}, {u"state"_s, u"closed"_s}}}}}));
        QTRY_COMPARE(desk.what(4), u"✕ No working hours then."_s);
        QCOMPARE(desk.what(1), u"Will be at 10:30"_s);
        QVERIFY(!desk.deed()->isEnabled());
        QVERIFY(named<QWidget>(desk.page.get(), "seriesChangeRefusal")->isVisible());
        time->setTime(QTime(11, 0));
        QTRY_VERIFY(desk.deed()->isEnabled());
    }

    void turnedClock_isSaidAndNotShifted()
    {
        Desk desk;
        desk.ports.seriesBook.membersCall.always([](AppointmentId) {
            QList<SeriesMember> series = members();
            series[4].startsAt = QDateTime(QDate(2027, 3, 28), QTime(7, 0), Qt::UTC);
            return series;
        });
        desk.open();
        named<QTimeEdit>(desk.page.get(), "seriesTime")->setTime(QTime(2, 30));
        QTRY_VERIFY(desk.what(4).startsWith(u"✕ The clocks are turned"_s));
        QVERIFY(!desk.deed()->isEnabled());
    }

    void changedAtAnotherDesk_isReadAgainAndNotOverwritten()
    {
        Desk desk;
        desk.open();
        desk.choose("seriesDeed", 1);
        desk.ports.seriesBook.membersCall.always(members(2));
        desk.deed()->click();
        desk.ports.seriesBook.cancelCall.answer(samples::failure(Error::Code::Stale));
        QTRY_VERIFY(named<QWidget>(desk.page.get(), "seriesChangeRefusal")->isVisible());
        QTRY_VERIFY(desk.deed()->isEnabled());
        desk.deed()->click();
        QCOMPARE(desk.ports.seriesBook.cancelCall.last().part.seen.first().version, 2);
    }

    void all_takesInThoseBefore()
    {
        QList<SeriesMember> series = members();
        series[0].status = Status::Booked;
        series[0].startsAt = QDateTime(samples::today, QTime(7, 0), Qt::UTC);
        Desk desk(series);
        desk.open();
        desk.choose("seriesDeed", 1);
        QCOMPARE(desk.deed()->text(), u"Cancel 4 appointments"_s);
        QCOMPARE(desk.what(0), u"Stays as it is"_s);
        desk.choose("seriesScope", 1);
        QCOMPARE(desk.deed()->text(), u"Cancel 5 appointments"_s);
    }

    void singleAppointment_hasNoSeriesToChange()
    {
        Desk desk(QList<SeriesMember>{});
        QVERIFY(
            !named<QToolButton>(desk.page.get(), "historyDetailsChangeSeriesButton")->isVisible());
    }

    void escape_goesBackToTheAppointment()
    {
        Desk desk;
        desk.open();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QTRY_VERIFY(!desk.sheet()->isVisible());
        QVERIFY(named<QWidget>(desk.page.get(), "historyDetailsState")->isVisible());
    }

    void everyControl_hasAName()
    {
        Desk desk;
        desk.open();
        QCOMPARE(unnamedControls(desk.page.get()), QStringList());
        desk.choose("seriesDeed", 1);
        QCOMPARE(unnamedControls(desk.page.get()), QStringList());
    }
};

CLINIDESK_PAGE_TEST(TestSeriesChange)
#include "tst_SeriesChange.moc"
