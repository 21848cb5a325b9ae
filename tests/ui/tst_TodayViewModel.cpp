#include "tests/fakes/FakePorts.h"
#include "tests/fakes/Samples.h"
#include "ui/viewmodels/today/TodayViewModel.h"

#include <QSignalSpy>
#include <QTest>

using namespace clinidesk;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestTodayViewModel final : public QObject
{
    Q_OBJECT

private slots:
    void day_isReadForTheChosenClinic()
    {
        Desk desk;
        desk.open({samples::appointment(1, 0), samples::appointment(2, 20)});
        QCOMPARE(desk.ports.days.dayCall.last().clinic, ClinicId(1));
        QCOMPARE(desk.viewModel.table().rowCount(), 2);
        QCOMPARE(desk.viewModel.date(), samples::today);
        desk.clinics.choose(ClinicId(2));
        QTRY_COMPARE(desk.ports.days.dayCall.last().clinic, ClinicId(2));
    }

    void rowOfNow_isTheFirstThatHasNotEnded()
    {
        Desk desk;
        desk.open(
            {samples::appointment(1, 0), samples::appointment(2, 20), samples::appointment(3, 40)});
        QCOMPARE(desk.viewModel.rowOfNow(), 0);
        desk.ports.clock.advance(30min); // The second is on.
        QCOMPARE(desk.viewModel.rowOfNow(), 1);
        desk.ports.clock.advance(10h);
        QCOMPARE(desk.viewModel.rowOfNow(), 2);
    }

    void emptyAndFailed_areNotTheSame()
    {
        Desk desk;
        desk.open({});
        QCOMPARE(desk.viewModel.state(), ListState::Empty);
        desk.ports.days.dayCall.always(samples::failure(Error::Code::Unavailable));
        desk.viewModel.refresh();
        QTRY_COMPARE(desk.viewModel.state(), ListState::Failed);
    }

    void steps_followTheDatabaseAndTheRole()
    {
        Desk desk;
        desk.open({samples::appointment(1, 0), samples::appointment(2, 20, Status::Arrived),
                   samples::appointment(3, 40, Status::Completed)});
        const auto can
            = [&](int id, Action action) { return desk.viewModel.can(AppointmentId(id), action); };
        QVERIFY(can(1, Action::CheckIn) && can(1, Action::Cancel) && can(1, Action::MarkNoShow));
        QVERIFY(!can(1, Action::Start) && !can(1, Action::Complete));
        QVERIFY(can(2, Action::Start) && can(2, Action::Cancel) && !can(2, Action::CheckIn));
        for (const Action action : desk.viewModel.actions())
            QVERIFY(!can(3, action));
        QVERIFY(!can(99, Action::CheckIn));

        Desk doctor(Role::Doctor);
        doctor.open({samples::appointment(1, 0)});
        QVERIFY(!doctor.viewModel.can(AppointmentId(1), Action::CheckIn));
        QVERIFY(Desk(Role::Administrator).viewModel.actions().isEmpty());
    }

    void whileDisconnected_nothingCanBeChanged()
    {
        Desk desk;
        desk.open({samples::appointment(1, 0)});
        desk.ports.disconnect();
        QVERIFY(!desk.viewModel.can(AppointmentId(1), Action::CheckIn));
        desk.viewModel.act(AppointmentId(1), Action::CheckIn);
        QCOMPARE(desk.ports.book.actCall.count(), 0);
    }

    void change_isSentOnceWithTheVersionSeenAndAnnounced()
    {
        Desk desk;
        desk.open({samples::appointment(1, 0)});
        const QSignalSpy done(&desk.viewModel, &TodayViewModel::done);
        desk.viewModel.act(AppointmentId(1), Action::CheckIn);
        desk.viewModel.act(AppointmentId(1), Action::CheckIn);
        QCOMPARE(desk.ports.book.actCall.count(), 1);
        QCOMPARE(desk.ports.book.actCall.last().seen.version, 1);

        const int read = desk.ports.days.dayCall.count();
        desk.ports.book.actCall.answer(samples::change(AppointmentId(1), Status::Arrived));
        QTRY_COMPARE(done.count(), 1);
        QVERIFY(done.first().first().toString().contains(u"05-Nov-1977"_s));
        QTRY_VERIFY(desk.ports.days.dayCall.count() > read);
        QVERIFY(desk.ports.booking.canUndo());
    }

    void refusal_staysAndTheDayIsReadAgain()
    {
        Desk desk;
        desk.open({samples::appointment(1, 0)});
        desk.viewModel.act(AppointmentId(1), Action::CheckIn);
        const int read = desk.ports.days.dayCall.count();
        desk.ports.book.actCall.answer(samples::failure(Error::Code::Stale));
        QTRY_VERIFY(desk.viewModel.refusal().contains(u"Someone else"_s));
        QTRY_VERIFY(desk.ports.days.dayCall.count() > read);
        QCoreApplication::processEvents();
        QVERIFY(!desk.viewModel.refusal().isEmpty());
        desk.viewModel.act(AppointmentId(1), Action::CheckIn);
        QVERIFY(desk.viewModel.refusal().isEmpty());
    }

    void reasons_areCheckedBeforeTheyAreSent()
    {
        Desk desk;
        desk.open({samples::appointment(1, 0)});
        desk.viewModel.act(AppointmentId(1), Action::Cancel, QString(10000, u'x'));
        QVERIFY(desk.viewModel.refusal().contains(u"500"_s));
        desk.viewModel.act(AppointmentId(1), Action::Cancel, QString(QChar(u'\0')));
        QVERIFY(!desk.viewModel.refusal().isEmpty());
        QCOMPARE(desk.ports.book.actCall.count(), 0);
        desk.viewModel.act(AppointmentId(1), Action::Cancel, u" '; DROP % \U0001F642 "_s);
        QCOMPARE(desk.ports.book.actCall.last().why, u"'; DROP % \U0001F642"_s);
    }

    void waitingTimes_run()
    {
        Desk desk;
        Appointment waits = samples::appointment(1, 0, Status::Arrived);
        waits.arrivedAt = desk.ports.clock.now().addSecs(-12 * 60);
        desk.open({waits});
        const int column = desk.viewModel.table().columnOf(AppointmentTable::Column::Waiting);
        const QModelIndex cell = desk.viewModel.table().index(0, column);
        QCOMPARE(cell.data().toString(), u"12 min"_s);
        const QSignalSpy changed(&desk.viewModel.table(), &QAbstractItemModel::dataChanged);
        desk.ports.clock.advance(55min);
        QTRY_COMPARE(cell.data().toString(), u"1 h 07 min"_s);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(desk.viewModel.waitingCount(), 1);
    }

    void day_isReadAgainByItselfOnlyInFront()
    {
        Desk desk;
        desk.open({samples::appointment(1, 0)});
        auto *timer = desk.viewModel.findChild<QTimer *>(u"readAgain"_s);
        QVERIFY(timer && timer->isActive());
        QCOMPARE(timer->interval(), 10000);
        desk.viewModel.setActive(false);
        QVERIFY(!timer->isActive());
        const int read = desk.ports.days.dayCall.count();
        emit desk.ports.booking.changed(samples::change(AppointmentId(1)));
        QCoreApplication::processEvents();
        QCOMPARE(desk.ports.days.dayCall.count(), read);
    }

    void flippingDays_dropsLateAnswersOfOtherDays()
    {
        Desk desk;
        desk.open({samples::appointment(1, 0)});
        desk.ports.days.dayCall.wait();
        desk.viewModel.showNextDay();
        QCOMPARE(desk.viewModel.table().rowCount(), 0); // Never another day's rows.
        desk.viewModel.showNextDay();
        auto &call = desk.ports.days.dayCall;
        const QDate later = samples::today.addDays(2);
        QCOMPARE(call.last().date, later);
        call.answer(call.count() - 1, samples::day({}, later));
        call.answer(call.count() - 2,
                    samples::day({samples::appointment(7, 0)}, later.addDays(-1)));
        QTRY_COMPARE(desk.viewModel.state(), ListState::Empty);
        QCoreApplication::processEvents();
        QCOMPARE(desk.viewModel.table().rowCount(), 0);
        QCOMPARE(desk.viewModel.date(), later);
    }

    void clinicsThatCannotBeRead_areAFailureNotAnEmptyDay()
    {
        Desk desk;
        desk.ports.clinics.clinicsCall.always(samples::failure(Error::Code::Unavailable));
        desk.ports.clinics.stepsCall.always(samples::steps());
        desk.viewModel.setActive(true);
        QTRY_COMPARE(desk.viewModel.state(), ListState::Failed);
        QVERIFY(desk.viewModel.failure());
    }

private:
    struct Desk
    {
        explicit Desk(Role role = Role::Receptionist)
            : viewModel(ports.ports, clinics, samples::session(role))
        {
        }

        void open(const QList<Appointment> &appointments)
        {
            ports.clinics.clinicsCall.always(QList<Clinic>{samples::berlin(), samples::newYork()});
            ports.clinics.departmentsCall.always(samples::departments());
            ports.clinics.doctorsCall.always(samples::doctors());
            ports.clinics.stepsCall.always(samples::steps());
            ports.days.dayCall.always(samples::day(appointments));
            viewModel.setActive(true);
            QTRY_VERIFY(viewModel.state() == ListState::Shown
                        || viewModel.state() == ListState::Empty);
            QTRY_VERIFY(clinics.isLoaded());
        }

        FakePorts ports;
        ClinicChoice clinics{ports.clinics, ports.connection};
        TodayViewModel viewModel;
    };
};

QTEST_GUILESS_MAIN(TestTodayViewModel)
#include "tst_TodayViewModel.moc"
