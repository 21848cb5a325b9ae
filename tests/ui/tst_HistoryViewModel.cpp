#include "tests/fakes/FakePorts.h"
#include "tests/fakes/Samples.h"
#include "ui/viewmodels/history/HistoryViewModel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace clinidesk;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestHistoryViewModel final : public QObject
{
    Q_OBJECT

private slots:
    void firstRead_isLoadingAndThenShown()
    {
        Desk desk;
        desk.viewModel.refresh();
        QCOMPARE(desk.viewModel.state(), ListState::Loading);
        desk.call().answer(samples::historyPage(25, 1, 10));
        QTRY_COMPARE(desk.viewModel.state(), ListState::Shown);
        QCOMPARE(desk.viewModel.table().rowCount(), 10);
    }

    void noRows_areEmptyOnlyAfterSuccess()
    {
        Desk desk;
        desk.viewModel.refresh();
        desk.call().answer(samples::failure(Error::Code::Unavailable));
        QTRY_COMPARE(desk.viewModel.state(), ListState::Failed);
        QCOMPARE(desk.viewModel.failure()->code, Error::Code::Unavailable);
        QVERIFY(desk.viewModel.totalText().isEmpty());

        desk.viewModel.refresh();
        desk.call().answer(samples::historyPage(0, 1, 10));
        QTRY_COMPARE(desk.viewModel.state(), ListState::Empty);
        QVERIFY(!desk.viewModel.failure());
    }

    void neighbours_areMadeReadyAndFlipAtOnce()
    {
        Desk desk;
        desk.answerAll(100);
        desk.viewModel.refresh();
        QTRY_COMPARE(desk.ports.history.prepared, QList<int>{2});

        desk.keepAll(100);
        desk.viewModel.goOn();
        QCOMPARE(desk.viewModel.page()->page.number, 2); // Without going through the event loop.
        QCOMPARE(desk.viewModel.query().pageNumber, 2);
        QCOMPARE(desk.call().count(), 1);
        QCOMPARE(desk.ports.history.prepared, (QList<int>{2, 3, 1}));
    }

    void pageThatIsNotAtHand_isAskedFor()
    {
        Desk desk;
        desk.answerAll(100);
        desk.viewModel.refresh();
        QTRY_COMPARE(desk.viewModel.state(), ListState::Shown);
        desk.viewModel.goLast();
        QCOMPARE(desk.viewModel.page()->page.number, 1);
        QTRY_COMPARE(desk.viewModel.page()->page.number, 10);
        QCOMPARE(desk.ports.history.lastReading, Reading::Usual);
    }

    void answerThatComesAfterAFlip_isDropped()
    {
        Desk desk;
        desk.answerAll(100);
        desk.viewModel.refresh();
        QTRY_COMPARE(desk.viewModel.state(), ListState::Shown);
        desk.call().wait();
        desk.viewModel.goLast();
        desk.keepAll(100);
        desk.viewModel.goOn();
        desk.call().answer(samples::historyPage(100, 10, 10));
        QCoreApplication::processEvents();
        QCoreApplication::processEvents();
        QCOMPARE(desk.viewModel.page()->page.number, 2);
    }

    void refresh_readsPastTheCache()
    {
        Desk desk;
        desk.keepAll(100);
        desk.viewModel.refresh();
        QCOMPARE(desk.call().count(), 1);
        QCOMPARE(desk.ports.history.lastReading, Reading::PastTheCache);
    }

    void ownChange_isReadAgainWithoutAFlicker()
    {
        Desk desk;
        desk.answerAll(100);
        desk.viewModel.refresh();
        QTRY_COMPARE(desk.viewModel.state(), ListState::Shown);
        emit desk.ports.booking.changed(samples::change(AppointmentId(1)));
        QCOMPARE(desk.viewModel.state(), ListState::Shown);
        QTRY_COMPARE(desk.call().count(), 2);
        // What was kept of it is gone by then; what others loaded since may be taken.
        QCOMPARE(desk.ports.history.lastReading, Reading::Usual);
    }

    void lastGoodAnswer_isShownAsOldAndNeverAsEmpty()
    {
        for (const int rows : {5, 0}) {
            Desk desk;
            HistoryPage old = samples::historyPage(rows, 1, 10);
            old.freshness.isStale = true;
            desk.call().always(old);
            desk.viewModel.refresh();
            QTRY_COMPARE(desk.viewModel.state(), ListState::Old);
            QCOMPARE(desk.viewModel.failure()->code, Error::Code::Unavailable);
            QCOMPARE(desk.viewModel.table().rowCount(), rows);
            QVERIFY(desk.ports.history.prepared.isEmpty());
        }
    }

    void lateAnswerToAnEarlierQuestion_isDropped()
    {
        Desk desk;
        desk.viewModel.refresh();
        desk.viewModel.setStatuses({Status::Cancelled});
        QCOMPARE(desk.call().count(), 2);
        desk.call().answer(1, samples::historyPage(3, 1, 10));
        desk.call().answer(0, samples::historyPage(500, 1, 10));
        QTRY_COMPARE(desk.viewModel.state(), ListState::Shown);
        QCoreApplication::processEvents();
        QCOMPARE(desk.viewModel.page()->page.total, 3);
    }

    void failedReload_keepsTheRowsAndSaysTheyAreOld()
    {
        Desk desk;
        desk.viewModel.refresh();
        desk.call().answer(samples::historyPage(5, 1, 10));
        QTRY_COMPARE(desk.viewModel.state(), ListState::Shown);
        desk.viewModel.refresh();
        desk.call().answer(samples::failure(Error::Code::Unavailable));
        QTRY_COMPARE(desk.viewModel.state(), ListState::Old);
        QCOMPARE(desk.viewModel.table().rowCount(), 5);
    }

    void failedNewFilter_showsNoRowsOfTheOldOne()
    {
        Desk desk;
        desk.viewModel.refresh();
        desk.call().answer(samples::historyPage(5, 1, 10));
        QTRY_COMPARE(desk.viewModel.state(), ListState::Shown);
        desk.viewModel.setText(u"okafor"_s);
        desk.call().answer(samples::failure(Error::Code::Unavailable));
        QTRY_COMPARE(desk.viewModel.state(), ListState::Failed);
        QCOMPARE(desk.viewModel.table().rowCount(), 0);
    }

    void readThatFailsOnAStandingConnection_isAskedOnceMore()
    {
        Desk desk;
        desk.viewModel.refresh();
        desk.call().answer(samples::failure(Error::Code::Unavailable));
        QTRY_COMPARE(desk.viewModel.state(), ListState::Failed);
        QTRY_COMPARE_WITH_TIMEOUT(desk.call().count(), 2, 5000);
        desk.call().answer(samples::failure(Error::Code::Unavailable));
        QTRY_COMPARE(desk.viewModel.state(), ListState::Failed);
        QTest::qWait(int(2 * SecondReading::pause.count()));
        QCOMPARE(desk.call().count(), 2); // A server that never answers isn't asked for ever.

        desk.viewModel.refresh();
        desk.call().answer(samples::historyPage(7, 1, 10));
        QTRY_COMPARE(desk.viewModel.state(), ListState::Shown);
        desk.viewModel.refresh();
        desk.call().answer(samples::failure(Error::Code::Unavailable));
        QTRY_COMPARE(desk.viewModel.state(), ListState::Old);
        QTRY_COMPARE_WITH_TIMEOUT(desk.call().count(), 5, 5000);
    }

    void lostConnection_isReadAgainWhenItIsBack()
    {
        Desk desk;
        desk.viewModel.refresh();
        desk.ports.disconnect();
        desk.call().answer(samples::failure(Error::Code::Unavailable));
        QTRY_COMPARE(desk.viewModel.state(), ListState::Failed);
        QTest::qWait(int(2 * SecondReading::pause.count()));
        QCOMPARE(desk.call().count(), 1);
        desk.ports.connect();
        QTRY_COMPARE(desk.call().count(), 2);
    }

    void totals_areExactOrSayThatThereAreMore()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        Desk desk;
        desk.viewModel.refresh();
        desk.call().answer(samples::historyPage(1234567, 1, 10));
        QTRY_COMPARE(desk.viewModel.totalText(), u"1,234,567 appointments"_s);

        desk.viewModel.setText(u"okafor"_s);
        HistoryPage many = samples::historyPage(1001, 1, 10);
        many.page.isExact = false;
        desk.call().answer(many);
        QTRY_COMPARE(desk.viewModel.totalText(), u"more than 1,000 appointments"_s);
    }

    void typedPages_areCheckedBesideTheField_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<int>("shown");
        QTest::newRow("zero") << u"0"_s << 1;
        QTest::newRow("negative") << u"-3"_s << 1;
        QTest::newRow("words") << u"seven"_s << 1;
        QTest::newRow("nothing") << u""_s << 1;
        QTest::newRow("quote") << u"1' OR 1=1"_s << 1;
        QTest::newRow("NUL") << QString(QChar(u'\0')) << 1;
        QTest::newRow("huge") << QString(10000, u'9') << 1;
        QTest::newRow("beyond the end") << u"999"_s << 10;
    }
    void typedPages_areCheckedBesideTheField()
    {
        QFETCH(QString, typed);
        QFETCH(int, shown);
        Desk desk;
        desk.answerAll(100);
        desk.viewModel.refresh();
        QTRY_VERIFY(desk.viewModel.page());
        desk.viewModel.goTo(typed);
        QVERIFY(!desk.viewModel.fault(u"page_number"_s).isEmpty());
        QTRY_COMPARE(desk.viewModel.page()->page.number, shown);
        for (int index = 0; index < desk.call().count(); ++index)
            QVERIFY(desk.call().question(index).pageNumber >= 1);
    }

    void typedPage_isShown()
    {
        Desk desk;
        desk.answerAll(100);
        desk.viewModel.refresh();
        QTRY_VERIFY(desk.viewModel.page());
        desk.viewModel.goTo(u" 7 "_s);
        QTRY_COMPARE(desk.viewModel.page()->page.number, 7);
        QVERIFY(desk.viewModel.fault(u"page_number"_s).isEmpty());
    }

    void badFilters_areSaidAndNeverAsked()
    {
        Desk desk;
        desk.viewModel.setPageSize(51);
        QVERIFY(desk.viewModel.fault(u"page_size"_s).contains(u"50"_s));
        desk.viewModel.setPageSize(50);
        QCOMPARE(desk.call().count(), 1);
        desk.viewModel.setDates(QDate(2026, 11, 26), QDate(2026, 11, 25));
        QVERIFY(!desk.viewModel.fault(u"last_day"_s).isEmpty());
        desk.viewModel.setDates({}, {});
        QVERIFY(desk.viewModel.fault(u"last_day"_s).isEmpty());
        const int asked = desk.call().count();
        desk.viewModel.setText(QString(10000, u'x'));
        QVERIFY(desk.viewModel.fault(u"search_text"_s).contains(u"200"_s));
        desk.viewModel.setText(u"a%1b"_s.arg(QChar(u'\0')));
        QVERIFY(!desk.viewModel.fault(u"search_text"_s).isEmpty());
        QCOMPARE(desk.call().count(), asked);
    }

    void quotesPercentAndEmoji_areAskedAsTheyAre()
    {
        Desk desk;
        const QString typed = u"O'Brien 100% \U0001F9B7 \"x\" \\"_s;
        desk.viewModel.setText(typed);
        QCOMPARE(desk.call().last().text, typed);
    }

    void page_beyondTheEndMeanwhileShowsTheLast()
    {
        Desk desk;
        desk.answerAll(100);
        desk.viewModel.refresh();
        QTRY_VERIFY(desk.viewModel.page());
        desk.viewModel.goLast();
        QTRY_COMPARE(desk.viewModel.page()->page.number, 10);
        desk.answerAll(35);
        desk.viewModel.refresh();
        QTRY_COMPARE(desk.viewModel.page()->page.number, 4);
        QVERIFY(!desk.viewModel.canGoOn());
    }

    void table_keepsTheRulesOfModels()
    {
        AppointmentTable table(
            {AppointmentTable::Column::Patient, AppointmentTable::Column::Status});
        QAbstractItemModelTester tester(&table,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto row = [](int id) { return samples::appointment(id, id); };
        table.setRows({row(1), row(2), row(3), row(4)});
        QPersistentModelIndex third = table.index(2, 0);
        table.setRows({row(9), row(4), row(3), row(1)});
        QCOMPARE(third.row(), 2);
        QCOMPARE(table.at(0).id, AppointmentId(9));
        QCOMPARE(table.at(1).id, AppointmentId(4));
        table.setRows({});
        table.setRows({row(5)});
        QCOMPARE(table.rowCount(), 1);
    }

    void spans_areWholeWeeksAndMonths()
    {
        const QDate day = samples::today; // Thursday, 26-Nov-2026
        QCOMPARE(daysOf(Span::ThisWeek, day), (SpanDays{{2026, 11, 23}, {2026, 11, 29}}));
        QCOMPARE(daysOf(Span::ThisMonth, day), (SpanDays{{2026, 11, 1}, {2026, 11, 30}}));
        QCOMPARE(daysOf(Span::LastMonth, day), (SpanDays{{2026, 10, 1}, {2026, 10, 31}}));
        QCOMPARE(daysOf(Span::LastTwelveMonths, day), (SpanDays{{2025, 11, 27}, day}));
        QCOMPARE(daysOf(Span::LastMonth, QDate(2026, 1, 31)),
                 (SpanDays{{2025, 12, 1}, {2025, 12, 31}}));
    }

private:
    struct Desk
    {
        FakeCall<HistoryPage, HistoryQuery> &call() { return ports.history.pageCall; }
        void answerAll(qint64 total)
        {
            call().always([total](const HistoryQuery &query) {
                return samples::historyPage(total, query.pageNumber, query.pageSize);
            });
        }

        /// From here on every page is at hand.
        void keepAll(qint64 total)
        {
            ports.history.peekRule = [total](const HistoryQuery &query) {
                return samples::historyPage(total, query.pageNumber, query.pageSize);
            };
        }

        FakePorts ports;
        HistoryViewModel viewModel{ports.ports};
    };
};

QTEST_GUILESS_MAIN(TestHistoryViewModel)
#include "tst_HistoryViewModel.moc"
