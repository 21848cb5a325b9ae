#include "tests/ui/PageTest.h"
#include "ui/widgets/DateField.h"
#include "ui/widgets/PatientBanner.h"
#include "ui/widgets/RowTable.h"
#include "ui/widgets/StateView.h"
#include "ui/widgets/TextLabel.h"
#include "ui/widgets/Toast.h"

#include <QAction>
#include <QClipboard>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>
#include <QVBoxLayout>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

QStringList &logged()
{
    static QStringList lines;
    return lines;
}

} // namespace

class tst_Widgets : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { dress(); }

    void loading_showsNoSkeleton_whenTheAnswerIsQuick()
    {
        auto *content = new QLabel(u"rows"_s);
        StateView view(content, u"list"_s);
        view.show();
        view.showLoading();
        QVERIFY(content->isVisible());
        view.showContent();
        QTest::qWait(250);
        QVERIFY(content->isVisible());
        QCOMPARE(view.state(), StateView::State::Content);
    }

    void loading_showsASkeleton_afterAMoment()
    {
        auto *content = new QLabel(u"rows"_s);
        StateView view(content, u"list"_s);
        view.show();
        view.showLoading();
        QTRY_VERIFY(named<QWidget>(&view, "listSkeleton")->isVisible());
        QVERIFY(!named<QPushButton>(&view, "listCancel")->isVisible());
        QSignalSpy cancelled(&view, &StateView::cancelled);
        QTRY_VERIFY_WITH_TIMEOUT(named<QPushButton>(&view, "listCancel")->isVisible(), 4000);
        QTest::mouseClick(named<QPushButton>(&view, "listCancel"), Qt::LeftButton);
        QCOMPARE(cancelled.count(), 1);
    }

    void failure_saysWhatAndWhy_andCanBeRetriedAndCopied()
    {
        StateView view(new QLabel, u"list"_s);
        view.show();
        view.showFailed({u"The list could not be read"_s, u"Nothing answers."_s, u"08006"_s});
        QSignalSpy retried(&view, &StateView::retried);
        QTest::mouseClick(named<QPushButton>(&view, "listRetry"), Qt::LeftButton);
        QCOMPARE(retried.count(), 1);
        QVERIFY(!named<QLabel>(&view, "listDetailsText")->isVisible());
        QTest::mouseClick(named<QPushButton>(&view, "listDetails"), Qt::LeftButton);
        QVERIFY(named<QLabel>(&view, "listDetailsText")->isVisible());
        QTest::mouseClick(named<QPushButton>(&view, "listCopy"), Qt::LeftButton);
        QVERIFY(QApplication::clipboard()->text().contains(u"08006"_s));
    }

    void failure_hasANumberThatTheLogKnows()
    {
        StateView view(new QLabel, u"list"_s);
        view.show();
        const auto numberShown = [&] {
            static const QRegularExpression number(u"^Error ([A-Z]{4}-[A-Z]{4}) "_s);
            return number.match(named<QLabel>(&view, "listDetailsText")->text()).captured(1);
        };
        const FailureState failure{u"The list could not be read"_s, u"Nothing answers."_s, {}};
        logged().clear();
        const auto before = qInstallMessageHandler(
            [](QtMsgType, const QMessageLogContext &, const QString &line) { logged() << line; });
        view.showFailed(failure);
        const QString first = numberShown();
        view.showFailed(failure);
        const QString again = numberShown();
        view.showLoading();
        view.showFailed(failure);
        const QString second = numberShown();
        qInstallMessageHandler(before);
        QVERIFY(!first.isEmpty() && !second.isEmpty());
        QCOMPARE(again, first);
        QVERIFY(second != first);
        QCOMPARE(logged().size(), 2);
        QVERIFY(logged().first().contains(first) && logged().last().contains(second));
    }

    void detailsStayOpen_whileTheFailureStays()
    {
        StateView view(new QLabel, u"list"_s);
        view.show();
        const FailureState failure{u"The list could not be read"_s, u"Nothing answers."_s, {}};
        view.showFailed(failure);
        QTest::mouseClick(named<QPushButton>(&view, "listDetails"), Qt::LeftButton);
        view.showFailed(failure);
        QVERIFY(named<QLabel>(&view, "listDetailsText")->isVisible());
    }

    void emptyList_offersTheNextThingToDo()
    {
        StateView view(new QLabel, u"list"_s);
        QAction action(u"Book"_s);
        QSignalSpy triggered(&action, &QAction::triggered);
        view.show();
        view.showEmpty({{}, u"No appointments"_s, {}, &action});
        QTest::mouseClick(named<QPushButton>(&view, "listNext"), Qt::LeftButton);
        QCOMPARE(triggered.count(), 1);
    }

    void offlineNote_leavesTheContentVisible()
    {
        auto *content = new QLabel(u"rows"_s);
        StateView view(content, u"list"_s);
        view.show();
        view.setOffline(u"Not connected"_s);
        QVERIFY(named<QWidget>(&view, "listOffline")->isVisible());
        QVERIFY(content->isVisible());
        view.setOffline({});
        QVERIFY(!named<QWidget>(&view, "listOffline")->isVisible());
    }

    void toast_neverTakesTheFocus()
    {
        QWidget window;
        auto *edit = new QLineEdit(&window);
        auto *toast = new Toast(&window);
        window.resize(800, 500);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        window.activateWindow();
        edit->setFocus();
        QTRY_VERIFY(edit->hasFocus());
        toast->announce(u"Booked."_s, Toast::Offer::Undo);
        QVERIFY(toast->isVisible());
        QVERIFY(edit->hasFocus());
        QTest::keyClicks(edit, u"okafor"_s);
        QCOMPARE(edit->text(), u"okafor"_s);
        QVERIFY(window.rect().contains(toast->geometry()));
        QSignalSpy undone(toast, &Toast::undoRequested);
        QTest::mouseClick(named<QPushButton>(toast, "toastUndo"), Qt::LeftButton);
        QCOMPARE(undone.count(), 1);
        QVERIFY(!toast->isVisible());
    }

    void banner_saysNotKnown_andNeverKeepsAnotherPatientsField()
    {
        PatientBanner banner;
        Patient known{.id = PatientId(1),
                      .mrn = u"N-1"_s,
                      .title = u"Ms"_s,
                      .family = u"Okafor"_s,
                      .given = u"Nadia"_s,
                      .birthDate = QDate(1977, 11, 5),
                      .diedOn = {},
                      .sex = Sex::Female,
                      .phone = {},
                      .email = {},
                      .language = {}};
        banner.setPatient(known, QDate(2026, 11, 22));
        QVERIFY(
            named<QLabel>(&banner, "patientBannerBorn")->text().endsWith(u"05-Nov-1977 (49 y)"_s));
        QVERIFY(named<QLabel>(&banner, "patientBannerDied")->isHidden());
        banner.setPatient({.id = PatientId(2),
                           .mrn = {},
                           .title = {},
                           .family = u"Ng"_s,
                           .given = {},
                           .birthDate = {},
                           .diedOn = {},
                           .phone = {},
                           .email = {},
                           .language = {}},
                          QDate(2026, 11, 22));
        QCOMPARE(named<QLabel>(&banner, "patientBannerBorn")->text(), u"Not known"_s);
        QCOMPARE(named<QLabel>(&banner, "patientBannerSex")->text(), u"Not known"_s);
        QCOMPARE(named<QLabel>(&banner, "patientBannerMrn")->text(), u"Not known"_s);
        banner.clear();
        QVERIFY(banner.isHidden());
    }

    void date_isEchoedWithAge_andALaterOneIsRefused()
    {
        DateField field(DateField::Kind::Known, u"born"_s, u"Birth date"_s);
        field.setToday(QDate(2026, 11, 22));
        field.show();
        QSignalSpy changed(&field, &DateField::dateChanged);
        QTest::keyClicks(field.edit(), u"19 dec 1977"_s);
        QCOMPARE(field.date(), std::optional(QDate(1977, 12, 19)));
        QCOMPARE(named<QLabel>(&field, "bornEcho")->text(), u"19-Dec-1977 (48 y)"_s);
        field.edit()->clear();
        QTest::keyClicks(field.edit(), u"19.12.2077"_s);
        QVERIFY(!field.date());
        QVERIFY(field.hasError());
    }

    void dayToCome_isEchoedWithTheDistance()
    {
        DateField field(DateField::Kind::ToCome, u"day"_s, u"Day"_s);
        field.setToday(QDate(2026, 11, 22));
        QTest::keyClicks(field.edit(), u"thu"_s);
        QCOMPARE(named<QLabel>(&field, "dayEcho")->text(), u"Thu 26-Nov-2026, in 4 days"_s);
    }

    void table_letsTabLeave_andEnterOpensTheRow()
    {
        QWidget window;
        auto *column = new QVBoxLayout(&window);
        auto *table = new RowTable(u"rows"_s, u"Rows"_s, &window);
        auto *after = new QLineEdit(&window);
        column->addWidget(table);
        column->addWidget(after);
        QStandardItemModel model(3, 2);
        table->setModel(&model);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        table->setFocus();
        table->setCurrentIndex(model.index(1, 0));
        QSignalSpy opened(table, &RowTable::opened);
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(opened.count(), 1);
        QTest::keyClick(table, Qt::Key_Tab);
        QVERIFY(after->hasFocus());
    }
};

CLINIDESK_PAGE_TEST(tst_Widgets)
#include "tst_Widgets.moc"
