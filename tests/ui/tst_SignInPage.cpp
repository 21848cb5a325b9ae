#include "core/settings/SavedServers.h"
#include "tests/fakes/FakeGate.h"
#include "tests/fakes/FakeServerProbe.h"
#include "tests/ui/PageTest.h"
#include "ui/shell/SignInPage.h"
#include "ui/viewmodels/session/ServerFormViewModel.h"
#include "ui/viewmodels/session/SignInViewModel.h"

#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

/// A desk that reaches its clinic over the network.
struct Entrance
{
    Entrance()
    {
        page.resize(900, 760);
        page.setVisible(true);
        page.activateWindow();
        (void)QTest::qWaitForWindowActive(&page);
        signIn.setServers(form.servers());
        page.enter();
    }

    void press(Qt::Key key) { QTest::keyClick(QApplication::focusWidget(), key); }
    void type(const QString &text) { QTest::keyClicks(QApplication::focusWidget(), text); }
    [[nodiscard]] QString focus() const { return QApplication::focusWidget()->objectName(); }

    QTemporaryDir folder;
    SavedServers servers{folder.filePath(u"servers.ini"_s)};
    FakeServerProbe probe;
    FakeGate gate;
    ServerFormViewModel form{servers, probe};
    SignInViewModel signIn{gate, &form};
    SignInPage page{signIn};
};

} // namespace

class tst_SignInPage : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { dress(); }

    void freshDesk_addsAServer_byKeysAlone_andSignsIn()
    {
        Entrance desk;
        shoot(&desk.page, u"sign-in-no-server"_s);
        QCOMPARE(desk.focus(), u"signInServer"_s);
        desk.press(Qt::Key_Down);
        QTRY_COMPARE(desk.focus(), u"serverName"_s);
        desk.type(u"Northgate"_s);
        desk.press(Qt::Key_Tab);
        desk.type(u"pg.example.org"_s);
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.focus(), u"serverCaFile"_s);
        QVERIFY(!named<QLabel>(&desk.page, "serverSentence")->text().isEmpty());
        shoot(&desk.page, u"sign-in-server-refused"_s);
        QCOMPARE(unnamedControls(&desk.page), QStringList());

        QTest::keyClick(named<QComboBox>(&desk.page, "serverTls"), Qt::Key_Down);
        named<QLineEdit>(&desk.page, "serverHosts")->setFocus();
        desk.press(Qt::Key_Return);
        QTRY_COMPARE(desk.focus(), u"signInLogin"_s);
        QCOMPARE(desk.servers.all().value(0).profile.tls, ServerProfile::Tls::Weaker);
        QCOMPARE(named<QComboBox>(&desk.page, "signInServer")->currentText(), u"Northgate"_s);
        desk.type(u"mara"_s);
        desk.press(Qt::Key_Return);
        desk.type(u"secret"_s);
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.gate.signInCall.last().server.hosts, u"pg.example.org"_s);
    }

    void testConnection_namesTheLayer_inThePage()
    {
        Entrance desk;
        desk.press(Qt::Key_Down);
        QTRY_COMPARE(desk.focus(), u"serverName"_s);
        desk.type(u"Northgate"_s);
        desk.press(Qt::Key_Tab);
        desk.type(u"pg.example.org"_s);
        QTest::keyClick(named<QComboBox>(&desk.page, "serverTls"), Qt::Key_Down);
        auto *test = named<QPushButton>(&desk.page, "serverTest");
        test->setFocus();
        desk.press(Qt::Key_Space);
        QVERIFY(!test->isEnabled());
        desk.probe.reachCall.answer(Error{Error::Code::Unavailable, {}, {{u"layer"_s, u"dns"_s}}});
        QTRY_VERIFY(test->isEnabled());
        const auto *sentence = named<QLabel>(&desk.page, "serverSentence");
        QVERIFY(sentence->text().contains(u"name"_s));
        QVERIFY(sentence->height() >= sentence->heightForWidth(sentence->width()));
        shoot(&desk.page, u"sign-in-server-unknown"_s);
    }

    void escape_leavesTheForm_andKeepsTheServers()
    {
        Entrance desk;
        desk.press(Qt::Key_Down);
        QTRY_COMPARE(desk.focus(), u"serverName"_s);
        desk.type(u"Half"_s);
        desk.press(Qt::Key_Escape);
        QTRY_COMPARE(desk.focus(), u"signInServer"_s);
        QVERIFY(desk.servers.all().isEmpty());
        QVERIFY(!named<QWidget>(&desk.page, "serverForm")->isVisible());
    }

    void emptyClinic_offersTheDemo_once()
    {
        FakeGate gate;
        SignInViewModel signIn(gate);
        SignInPage page(signIn);
        page.resize(900, 600);
        page.setVisible(true);
        page.activateWindow();
        (void)QTest::qWaitForWindowActive(&page);
        auto *demo = named<QPushButton>(&page, "signInDemo");
        QVERIFY(!demo->isVisible());
        ServerProfile server;
        server.name = u"This computer"_s;
        signIn.setServers({server});
        signIn.offerDemo();
        QVERIFY(demo->isVisible());
        QTRY_VERIFY(demo->hasFocus());
        shoot(&page, u"sign-in-empty-clinic"_s);
        QSignalSpy accepted(&signIn, &SignInViewModel::demoAccepted);
        QTest::keyClick(demo, Qt::Key_Space);
        QCOMPARE(accepted.count(), 1);
        signIn.setStarting(u"Filling the demo clinic: 40 %"_s);
        QVERIFY(!demo->isVisible());
        shoot(&page, u"sign-in-filling"_s);
        signIn.acceptDemo();
        QCOMPARE(accepted.count(), 1);
    }

    void ownServers_takeNoOthers()
    {
        FakeGate gate;
        SignInViewModel signIn(gate);
        const SignInPage page(signIn);
        QVERIFY(!page.findChild<QWidget *>(u"serverForm"_s));
        QCOMPARE(named<QComboBox>(&page, "signInServer")->count(), 0);
    }
};

CLINIDESK_PAGE_TEST(tst_SignInPage)
#include "tst_SignInPage.moc"
