#include "tests/fakes/FakePorts.h"
#include "ui/viewmodels/monitor/FigureWording.h"
#include "ui/viewmodels/monitor/MonitorViewModel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace clinidesk;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

CacheFigures someFigures()
{
    CacheFigures figures;
    figures.kinds = {{.name = u"day"_s,
                      .memoryHits = 1'104,
                      .redisHits = 50,
                      .loads = 40,
                      .waits = 10,
                      .staleAnswers = 0,
                      .errors = 1}};
    figures.memory = {.count = 12, .p50 = 31ns, .p95 = 52ns, .p99 = 400ns};
    figures.redisRoundTrip = 200us;
    return figures;
}

/// Without the marks that keep its order in a right-to-left window.
QString plain(QString text)
{
    return text.remove(QChar(0x200E));
}

} // namespace

class TestMonitorViewModel final : public QObject
{
    Q_OBJECT

private slots:
    void sentence_tellsRedisMemoryAndHowMany()
    {
        const CacheFigures figures = someFigures();
        const auto sentence = [&](SharedLayer::State shared) {
            return plain(FigureWording::sentence(figures, shared));
        };
        const QString counts
            = u" Memory answered 91 % of 1,204 questions since the program was started."_s;
        QCOMPARE(sentence(SharedLayer::State::Working), u"Redis answers in 0.20 ms."_s + counts);
        QCOMPARE(sentence(SharedLayer::State::Away), u"Redis is away."_s + counts);
        QCOMPARE(sentence(SharedLayer::State::NotUsed), u"No Redis is set up."_s + counts);
    }

    void units_followTheSize()
    {
        QCOMPARE(plain(FigureWording::time(31ns)), u"31 ns"_s);
        QCOMPARE(plain(FigureWording::time(1'500ns)), u"1.5 µs"_s);
        QCOMPARE(plain(FigureWording::time(12ms)), u"12 ms"_s);
        QCOMPARE(plain(FigureWording::time(2'500ms)), u"2.5 s"_s);
        QCOMPARE(plain(FigureWording::time(-1us)), u"–"_s);
        QCOMPARE(plain(FigureWording::bytes(640)), u"640 B"_s);
        QCOMPARE(plain(FigureWording::bytes(1'677'722)), u"1.6 MB"_s);
        QCOMPARE(plain(FigureWording::bytes(-1)), u"–"_s);
        QCOMPARE(plain(FigureWording::share(0, 0)), u"–"_s);
        QCOMPARE(plain(FigureWording::share(999, 1000)), u"99 %"_s);
        QCOMPARE(plain(FigureWording::share(1, 1000)), u"< 1 %"_s);
        QCOMPARE(plain(FigureWording::share(0, 1000)), u"0 %"_s);
    }

    void untimedLayer_showsDashes_notZeros()
    {
        const auto rows = FigureWording::layerRows(someFigures());
        QCOMPARE(plain(rows.at(0).join(u'|')), u"Memory|1,104|91 %|31 ns|52 ns|400 ns"_s);
        QCOMPARE(rows.at(3).mid(3), (QStringList{u"–"_s, u"–"_s, u"–"_s}));
        for (const QStringList &row : rows)
            QCOMPARE(row.size(), FigureWording::layerHeadings().size());
        for (const QStringList &row : FigureWording::kindRows(someFigures()))
            QCOMPARE(row.size(), FigureWording::kindHeadings().size());
    }

    void withoutAQuestion_itIsEmpty()
    {
        FakePorts ports;
        ports.ports.monitor = nullptr;
        MonitorViewModel without(ports.ports);
        QVERIFY(without.isEmpty());
        ports.ports.monitor = &ports.monitor;
        MonitorViewModel monitor(ports.ports);
        QVERIFY(monitor.isEmpty());
        ports.monitor.shown = someFigures();
        monitor.refresh();
        QVERIFY(!monitor.isEmpty());
    }

    void figures_areReadEachSecond_onlyWhileSeen()
    {
        FakePorts ports;
        ports.monitor.shown = someFigures();
        MonitorViewModel monitor(ports.ports);
        const QAbstractItemModelTester tester(&monitor.kinds());
        monitor.setActive(true);
        const int before = ports.monitor.asked;
        QSignalSpy changed(&monitor.kinds(), &QAbstractItemModel::dataChanged);
        ports.monitor.shown.kinds.first().memoryHits = 1'105;
        QTRY_VERIFY_WITH_TIMEOUT(ports.monitor.asked > before, 5000);
        QCOMPARE(monitor.kinds().index(0, 1).data().toString(), u"1,105"_s);
        QCOMPARE(changed.count(), 1); // The row one is on stays where it is.
        monitor.setActive(false);
        const int after = ports.monitor.asked;
        QTest::qWait(1300);
        QCOMPARE(ports.monitor.asked, after);
    }

    void text_hasEveryFigure_andTabsForSpreadsheets()
    {
        FakePorts ports;
        ports.monitor.shown = someFigures();
        const MonitorViewModel monitor(ports.ports);
        const QString text = monitor.text();
        QVERIFY2(text.contains(u"Memory\t1,104\t91 %\t31 ns"_s), qPrintable(text));
        QVERIFY2(text.contains(u"Days\t1,104\t50\t10\t40\t0\t1"_s), qPrintable(text));
        QVERIFY2(text.contains(u"Round trip to Redis\t0.20 ms"_s), qPrintable(text));
        QVERIFY2(text.contains(u"as of "_s), qPrintable(text));
    }
};

QTEST_GUILESS_MAIN(TestMonitorViewModel)
#include "tst_MonitorViewModel.moc"
