#include "tests/fakes/FakeGate.h"
#include "ui/viewmodels/session/SignInViewModel.h"

#include <QSignalSpy>
#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

using Stage = SignInViewModel::Stage;

class tst_SignInViewModel : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_gate = std::make_unique<FakeGate>();
        m_model = std::make_unique<SignInViewModel>(*m_gate);
        ServerProfile server;
        server.name = u"Northgate"_s;
        m_model->setServers({server});
    }

    void goodPassword_opensTheDesk()
    {
        QSignalSpy signedIn(m_model.get(), &SignInViewModel::signedIn);
        m_model->signIn(u" mara "_s, u"secret"_s);
        QCOMPARE(m_model->stage(), Stage::SigningIn);
        QCOMPARE(m_gate->signInCall.last().credentials.login, u"mara"_s);
        m_gate->signInCall.answer(session());
        QTRY_COMPARE(signedIn.count(), 1);
    }

    void secondPress_isIgnored_whileBusy()
    {
        m_model->signIn(u"mara"_s, u"secret"_s);
        m_model->signIn(u"mara"_s, u"secret"_s);
        QCOMPARE(m_gate->signInCall.count(), 1);
    }

    void emptyFields_askNobody()
    {
        m_model->signIn({}, u"secret"_s);
        QVERIFY(m_model->hasFailed());
        m_model->signIn(u"mara"_s, {});
        QVERIFY(!m_model->sentence().isEmpty());
        QCOMPARE(m_gate->signInCall.count(), 0);
    }

    void eachFailure_hasItsOwnSentence()
    {
        QSet<QString> sentences;
        const QList<Error> errors{failure(Error::Code::WrongPassword),
                                  failure(Error::Code::Unavailable, u"dns"_s),
                                  failure(Error::Code::Unavailable, u"tcp"_s),
                                  failure(Error::Code::Insecure, u"tls"_s),
                                  failure(Error::Code::SchemaTooOld),
                                  failure(Error::Code::SchemaTooNew),
                                  failure(Error::Code::Denied),
                                  failure(Error::Code::Busy)};
        for (const Error &error : errors) {
            m_model->signIn(u"mara"_s, u"secret"_s);
            m_gate->signInCall.answer(error);
            QTRY_COMPARE(m_model->stage(), Stage::Ready);
            QVERIFY(m_model->hasFailed());
            sentences.insert(m_model->sentence());
        }
        QCOMPARE(sentences.size(), errors.size());
    }

    void expiredPassword_isReplaced_andSignsIn()
    {
        QSignalSpy signedIn(m_model.get(), &SignInViewModel::signedIn);
        m_model->signIn(u"mara"_s, u"old"_s);
        m_gate->signInCall.answer(failure(Error::Code::PasswordExpired));
        QTRY_COMPARE(m_model->stage(), Stage::ChoosingPassword);

        m_model->changePassword(u"new"_s, u"other"_s);
        QVERIFY(m_model->hasFailed());
        QCOMPARE(m_gate->changePasswordCall.count(), 0);

        m_model->changePassword(u"new"_s, u"new"_s);
        m_gate->changePasswordCall.answer(Done{});
        QTRY_COMPARE(m_gate->signInCall.count(), 2);
        QCOMPARE(m_gate->signInCall.last().credentials.password, u"new"_s);
        m_gate->signInCall.answer(session());
        QTRY_COMPARE(signedIn.count(), 1);
    }

    void answerAfterReset_isDropped()
    {
        QSignalSpy signedIn(m_model.get(), &SignInViewModel::signedIn);
        m_model->signIn(u"mara"_s, u"secret"_s);
        m_model->reset();
        m_gate->signInCall.answer(session());
        QTest::qWait(20);
        QCOMPARE(signedIn.count(), 0);
        QCOMPARE(m_gate->signOutCount, 1);
    }

    void startingServers_waitWithTheForm()
    {
        m_model->setStarting(u"Starting…"_s);
        m_model->signIn(u"mara"_s, u"secret"_s);
        QCOMPARE(m_gate->signInCall.count(), 0);
        QCOMPARE(m_model->sentence(), u"Starting…"_s);
    }

private:
    static Session session()
    {
        Session session;
        session.staff = StaffId(1);
        session.login = u"mara"_s;
        session.displayName = u"Mara Lindner"_s;
        return session;
    }
    static Error failure(Error::Code code, const QString &layer = {})
    {
        QJsonObject facts;
        if (!layer.isEmpty())
            facts.insert(u"layer"_s, layer);
        return {code, u"test"_s, facts};
    }

    std::unique_ptr<FakeGate> m_gate;
    std::unique_ptr<SignInViewModel> m_model;
};

QTEST_GUILESS_MAIN(tst_SignInViewModel)
#include "tst_SignInViewModel.moc"
