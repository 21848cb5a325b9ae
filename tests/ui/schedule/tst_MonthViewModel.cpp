#include "tests/fakes/FakePorts.h"
#include "tests/fakes/Samples.h"
#include "ui/viewmodels/schedule/MonthViewModel.h"

#include <QTest>

using namespace clinidesk;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

DayLoadList loadsOf(const LoadQuery &asked)
{
    DayLoadList list;
    list.freshness = samples::fresh();
    for (QDate day = asked.first; day <= asked.last; day = day.addDays(1)) {
        const bool isClosed = day.dayOfWeek() > 5;
        list.days.append({.day = day,
                          .offered = isClosed ? 0min : 600min,
                          .open = isClosed ? 0min : 600min,
                          .taken = isClosed ? 0min : 300min,
                          .appointments = isClosed ? 0 : 15});
    }
    return list;
}

struct Month
{
    explicit Month(Role role = Role::Receptionist)
        : clinics(ports.ports.clinics, ports.ports.connection)
        , viewModel(ports.ports, clinics, samples::session(role))
    {
        ports.clinics.clinicsCall.always(QList<Clinic>{samples::berlin(), samples::newYork()});
        ports.clinics.departmentsCall.always(samples::departments());
        ports.clinics.doctorsCall.always(samples::doctors());
        ports.clinics.stepsCall.always(samples::steps());
        ports.loads.loadsCall.always(loadsOf);
    }
    void open()
    {
        viewModel.setActive(true);
        QTRY_COMPARE(viewModel.state(), ListState::Shown);
    }

    FakePorts ports;
    ClinicChoice clinics;
    MonthViewModel viewModel;
};

} // namespace

class tst_MonthViewModel : public QObject
{
    Q_OBJECT

private slots:
    void month_isSixWeeksFromAMonday()
    {
        Month month;
        month.open();
        QCOMPARE(month.viewModel.cursor(), samples::today);
        QCOMPARE(month.viewModel.dayAt(0).dayOfWeek(), 1);
        QVERIFY(month.viewModel.dayAt(0) <= month.viewModel.month());
        QCOMPARE(month.ports.loads.loadsCall.last().last, month.viewModel.dayAt(41));
        QCOMPARE(month.viewModel.cellOf(month.viewModel.dayAt(41)), 41);
        QCOMPARE(month.viewModel.cellOf(month.viewModel.dayAt(41).addDays(1)), -1);
    }

    void load_isSaidInWords_data()
    {
        QTest::addColumn<int>("offered");
        QTest::addColumn<int>("open");
        QTest::addColumn<int>("taken");
        QTest::addColumn<QString>("said");
        QTest::newRow("closed") << 0 << 0 << 0 << u"closed"_s;
        QTest::newRow("away") << 600 << 0 << 0 << u"away"_s;
        QTest::newRow("empty") << 600 << 600 << 0 << u"0 %"_s;
        QTest::newRow("nearly empty") << 600 << 600 << 1 << u"1 %"_s;
        QTest::newRow("in between") << 600 << 500 << 310 << u"62 %"_s;
        QTest::newRow("nearly full") << 600 << 600 << 599 << u"99 %"_s;
        QTest::newRow("full") << 600 << 600 << 600 << u"full"_s;
    }
    void load_isSaidInWords()
    {
        QFETCH(const int, offered);
        QFETCH(const int, open);
        QFETCH(const int, taken);
        QTEST(MonthWording::load({.day = {},
                                  .offered = std::chrono::minutes(offered),
                                  .open = std::chrono::minutes(open),
                                  .taken = std::chrono::minutes(taken),
                                  .appointments = 0}),
              "said");
    }

    void steps_crossMonths()
    {
        Month month;
        month.open();
        month.viewModel.show({2026, 1, 31});
        month.viewModel.showMonthsOn(1);
        QCOMPARE(month.viewModel.cursor(), QDate(2026, 2, 28));
        month.viewModel.show(month.viewModel.cursor().addDays(1));
        QCOMPARE(month.viewModel.month(), QDate(2026, 3, 1));
        month.viewModel.show({});
        QCOMPARE(month.viewModel.cursor(), samples::today);
    }

    void scope_isAskedFor_andAnotherClinicHasItsOwn()
    {
        Month month;
        month.open();
        QCOMPARE(month.viewModel.scopes().first().doctor, DoctorId());
        month.viewModel.showScope({DoctorId(11), {}, u"Dr Okafor"_s});
        QCOMPARE(month.ports.loads.loadsCall.last().doctor, DoctorId(11));
        month.clinics.choose(samples::newYork().id);
        QCOMPARE(month.ports.loads.loadsCall.last().doctor, DoctorId());
        QCOMPARE(month.ports.loads.loadsCall.last().clinic, samples::newYork().id);
    }

    void doctor_hasNothingToChoose()
    {
        Month month(Role::Doctor);
        month.open();
        QVERIFY(month.viewModel.scopes().isEmpty());
        QCOMPARE(month.ports.loads.loadsCall.last().doctor, DoctorId());
    }

    void failure_isNoEmptyMonth_andAnOldOneStays()
    {
        Month month;
        month.ports.loads.loadsCall.always(samples::failure(Error::Code::Unavailable));
        month.viewModel.setActive(true);
        QTRY_COMPARE(month.viewModel.state(), ListState::Failed);
        QVERIFY(!month.viewModel.loadOf(samples::today));
        month.ports.loads.loadsCall.always(loadsOf);
        month.viewModel.refresh();
        QTRY_COMPARE(month.viewModel.state(), ListState::Shown);
        month.ports.loads.loadsCall.always(samples::failure(Error::Code::Unavailable));
        month.viewModel.refresh();
        QTRY_COMPARE(month.viewModel.state(), ListState::Old);
        QVERIFY(month.viewModel.loadOf(samples::today));
        month.viewModel.showMonthsOn(1);
        QTRY_COMPARE(month.viewModel.state(), ListState::Failed);
    }

    void change_isReadAgain()
    {
        Month month;
        month.open();
        const int before = month.ports.loads.loadsCall.count();
        emit month.ports.booking.changed(Change());
        QCOMPARE(month.ports.loads.loadsCall.count(), before + 1);
    }

    void cell_saysWhatIsFree()
    {
        Month month;
        month.open();
        const QString said
            = MonthWording::cell(month.viewModel, month.viewModel.cellOf(samples::today));
        QVERIFY2(said.contains(u"today"_s), qPrintable(said));
        QVERIFY2(said.contains(u"50 % taken"_s), qPrintable(said));
        QVERIFY2(said.contains(u"15 appointments"_s), qPrintable(said));
    }
};

QTEST_GUILESS_MAIN(tst_MonthViewModel)
#include "tst_MonthViewModel.moc"
