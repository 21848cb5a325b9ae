#include "tests/pictures/InventedClinic.h"
#include "tests/window/Walk.h"
#include "ui/viewmodels/booking/AppointmentTable.h"
#include "ui/widgets/RowTable.h"
#include "ui/widgets/ShellPage.h"

#include <QPushButton>

#include <functional>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

/// Counts what a hand at the mouse would do.
class MouseWatch final : public QObject
{
public:
    MouseWatch() { qApp->installEventFilter(this); }

    bool eventFilter(QObject *, QEvent *event) override
    {
        switch (event->type()) {
        case QEvent::MouseButtonPress:
        case QEvent::MouseButtonRelease:
        case QEvent::MouseMove:
        case QEvent::Wheel:
        case QEvent::Drop:
            ++count;
            break;
        default:
            break;
        }
        return false;
    }

    int count = 0;
};

/// Name of what has the focus.
QString focus()
{
    return QApplication::focusWidget() ? QApplication::focusWidget()->objectName() : QString();
}

} // namespace

/// A receptionist's morning and a doctor's, from sign-in to unlocking, without a hand on the mouse:
/// every key goes to what has the focus.
class tst_U01_Morning : public QObject
{
    Q_OBJECT

private slots:
    void receptionist_worksByKeysAlone()
    {
        const auto desk = newDesk();
        const MouseWatch mouse;
        m_rows = invented::today().appointments;
        m_keys = 0;

        const QList<std::function<void()>> deeds{
            [&] { signIn(*desk); },
            [&] { book(*desk); },
            [&] { checkIn(*desk, AppointmentId(12)); },
            [&] { cancelAndUndo(*desk, AppointmentId(16)); },
            [&] { readHistory(*desk); },
            [&] { lockAndUnlock(*desk); },
        };
        for (const auto &deed : deeds) {
            deed();
            if (QTest::currentTestFailed())
                return;
        }
        QCOMPARE(mouse.count, 0);
        qInfo("U1 morning: %d keys, %d events of a mouse", m_keys, mouse.count);
    }

    void doctor_seesAPatientThrough_byKeysAlone()
    {
        const auto desk = newDesk();
        const MouseWatch mouse;
        m_rows = invented::todayOfDoctor().appointments;
        const AppointmentId arrived(11);
        showRows(*desk);
        desk->open(Role::Doctor);
        goTo(*desk, arrived);

        press(*desk, Qt::Key_S);
        QCOMPARE(desk->ports.book.actCall.last().action, Action::Start);
        answerAct(*desk, arrived, Status::InProgress, 501);
        QTRY_VERIFY(named<QWidget>(&desk->window, "completeButton")->isEnabled());
        press(*desk, Qt::Key_C);
        QCOMPARE(desk->ports.book.actCall.last().action, Action::Complete);
        QCOMPARE(desk->ports.book.actCall.last().seen.appointment, arrived);
        QCOMPARE(mouse.count, 0);
    }

    void booking_takesEightKeysAtMost_fromAnywhere()
    {
        const auto desk = newDesk();
        desk->open();
        press(*desk, Qt::Key_4, Qt::ControlModifier);
        m_keys = 0;
        press(*desk, Qt::Key_Slash);
        type(u"mul"_s);
        waitForMatches(*desk);
        press(*desk, Qt::Key_Return);
        QTRY_COMPARE(focus(), u"freeTimes"_s);
        QTRY_VERIFY(named<QPushButton>(&desk->window, "book")->isEnabled());
        press(*desk, Qt::Key_Return);
        QCOMPARE(desk->ports.book.bookCall.count(), 1);
        QVERIFY(m_keys <= 8);
        qInfo("U1 booking: %d keys", m_keys);
    }

private:
    void press(FakeDesk &desk, Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        desk.press(key, modifiers);
        ++m_keys;
    }

    void type(const QString &text)
    {
        QTest::keyClicks(QApplication::focusWidget(), text);
        m_keys += int(text.size());
    }

    void showRows(FakeDesk &desk) { desk.ports.days.dayCall.always(samples::day(m_rows)); }

    /// The server does what was asked last, and the day is as it then is.
    void answerAct(FakeDesk &desk, AppointmentId id, Status becomes, int event)
    {
        setStatus(desk, id, becomes);
        desk.ports.book.actCall.answer(samples::change(id, becomes, event));
    }

    void setStatus(FakeDesk &desk, AppointmentId id, Status becomes)
    {
        for (Appointment &row : m_rows) {
            if (row.id == id)
                row.status = becomes;
        }
        showRows(desk);
    }

    static Status statusOf(FakeDesk &desk, AppointmentId id)
    {
        const AppointmentTable *table = tableOf(desk);
        return table->at(table->rowOf(id)).status;
    }

    static const AppointmentTable *tableOf(FakeDesk &desk)
    {
        return qobject_cast<AppointmentTable *>(
            named<RowTable>(&desk.window, "todayTable")->model());
    }

    static void waitForMatches(FakeDesk &desk)
    {
        auto *matches = named<QWidget>(&desk.window, "patientSearchMatches");
        QTRY_VERIFY(matches->isVisible() && matches->isEnabled());
    }

    void goTo(FakeDesk &desk, AppointmentId id)
    {
        QTRY_COMPARE(focus(), u"todayTable"_s);
        const AppointmentTable *rows = tableOf(desk);
        QTRY_VERIFY(rows->rowOf(id) >= 0);
        press(desk, Qt::Key_Home, Qt::ControlModifier);
        for (int step = 0; step < rows->rowOf(id); ++step)
            press(desk, Qt::Key_Down);
        const auto *table = named<RowTable>(&desk.window, "todayTable");
        QCOMPARE(rows->at(table->currentIndex().row()).id, id);
    }

    void signIn(FakeDesk &desk)
    {
        showRows(desk);
        QTRY_COMPARE(focus(), u"signInLogin"_s);
        type(u"mara"_s);
        press(desk, Qt::Key_Tab);
        QCOMPARE(focus(), u"signInPassword"_s);
        type(u"secret"_s);
        press(desk, Qt::Key_Return);
        const QSignalSpy opened(&desk.window, &MainWindow::deskOpened);
        desk.ports.gate.signInCall.answer(samples::session(Role::Receptionist));
        QTRY_COMPARE(opened.count(), 1);
        QCOMPARE(focus(), u"todayTable"_s);
    }

    void book(FakeDesk &desk)
    {
        press(desk, Qt::Key_Slash);
        QTRY_COMPARE(focus(), u"patientSearch"_s);
        type(u"mul"_s);
        waitForMatches(desk);
        press(desk, Qt::Key_Down);
        press(desk, Qt::Key_Return);
        QTRY_COMPARE(focus(), u"freeTimes"_s);
        press(desk, Qt::Key_Down);
        press(desk, Qt::Key_Return);
        QTRY_COMPARE(desk.ports.book.bookCall.count(), 1);
        desk.ports.book.bookCall.answer(samples::change(AppointmentId(901)));
        QTRY_COMPARE(desk.window.currentPage()->objectName(), u"todayPage"_s);
        QTRY_COMPARE(focus(), u"todayTable"_s);
        QVERIFY(named<QWidget>(&desk.window, "toast")->isVisible());
    }

    void checkIn(FakeDesk &desk, AppointmentId id)
    {
        goTo(desk, id);
        press(desk, Qt::Key_I);
        QTRY_COMPARE(desk.ports.book.actCall.count(), 1);
        QCOMPARE(desk.ports.book.actCall.last().action, Action::CheckIn);
        QCOMPARE(desk.ports.book.actCall.last().seen.appointment, id);
        answerAct(desk, id, Status::Arrived, 502);
        QTRY_COMPARE(statusOf(desk, id), Status::Arrived);
    }

    void cancelAndUndo(FakeDesk &desk, AppointmentId id)
    {
        goTo(desk, id);
        press(desk, Qt::Key_Delete);
        QTRY_COMPARE(focus(), u"reasonWhy"_s);
        type(u"patient called"_s);
        press(desk, Qt::Key_Return);
        QTRY_COMPARE(desk.ports.book.actCall.count(), 2);
        QCOMPARE(desk.ports.book.actCall.last().why, u"patient called"_s);
        answerAct(desk, id, Status::Cancelled, 503);
        QTRY_COMPARE(statusOf(desk, id), Status::Cancelled);
        QCOMPARE(focus(), u"todayTable"_s);

        press(desk, Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(desk.ports.book.undoCall.count(), 1);
        QCOMPARE(desk.ports.book.undoCall.last().event, EventId(503));
        setStatus(desk, id, Status::Booked);
        desk.ports.book.undoCall.answer(samples::change(id, Status::Booked, 504));
        QTRY_COMPARE(statusOf(desk, id), Status::Booked);
    }

    void readHistory(FakeDesk &desk)
    {
        press(desk, Qt::Key_4, Qt::ControlModifier);
        QTRY_COMPARE(desk.window.currentPage()->objectName(), u"historyPage"_s);
        QTRY_COMPARE(focus(), u"historyTable"_s);
        QTRY_VERIFY(named<QTableView>(&desk.window, "historyTable")->model()->rowCount() > 0);
        const int asked = desk.ports.history.pageCall.count();
        press(desk, Qt::Key_Right, Qt::AltModifier);
        QTRY_VERIFY(desk.ports.history.pageCall.count() > asked);
        press(desk, Qt::Key_G, Qt::ControlModifier);
        QTRY_COMPARE(focus(), u"pageNumber"_s);
        type(u"7"_s);
        press(desk, Qt::Key_Return);
        QTRY_COMPARE(desk.ports.history.pageCall.last().pageNumber, 7);
    }

    void lockAndUnlock(FakeDesk &desk)
    {
        const QString before = focus();
        press(desk, Qt::Key_L, Qt::ControlModifier);
        QTRY_COMPARE(focus(), u"signInPassword"_s);
        type(u"secret"_s);
        press(desk, Qt::Key_Return);
        desk.ports.gate.signInCall.answer(samples::session(Role::Receptionist));
        QTRY_COMPARE(focus(), before);
        QCOMPARE(desk.window.currentPage()->objectName(), u"historyPage"_s);
        QVERIFY(desk.window.currentPage()->isVisible());
    }

    QList<Appointment> m_rows;
    int m_keys = 0;
};

CLINIDESK_PAGE_TEST(tst_U01_Morning)
#include "tst_U01_Morning.moc"
