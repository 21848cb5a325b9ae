// Five wrong tries and no more, whatever the server or Redis do; and nobody who has the right
// password is kept out by having used it.
#include "core/limits/DeskLimiter.h"
#include "core/staff/LimitedGate.h"
#include "tests/fakes/FakeClock.h"
#include "tests/fakes/FakeGate.h"

#include <QDeadlineTimer>
#include <QSignalSpy>
#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Code = Error::Code;

namespace {

Session sessionOf(const QString &login)
{
    Session session;
    session.login = login;
    return session;
}

struct Desk
{
    Result<Session> signIn(const QString &login, const QString &password)
    {
        const auto answer = gate.signIn({}, {login, password});
        for (QDeadlineTimer deadline(5s); !answer.isFinished() && !deadline.hasExpired();)
            QCoreApplication::processEvents();
        return answer.result();
    }
    void answerBy(Code code) { source.signInCall.always(Error{code, {}, {}}); }

    FakeClock clock;
    LocalLimiter local{clock};
    DeskLimiter limiter{local, nullptr};
    LimitWatch watch;
    FakeGate source;
    LimitedGate gate{source,
                     {limiter, watch, LimitPolicies().signIn, LimitKey::signInDesk("this one")}};
};

} // namespace

class TestLimitedGate final : public QObject
{
    Q_OBJECT

private slots:
    void sixthWrongTry_isNeverShownToTheServer()
    {
        Desk desk;
        desk.answerBy(Code::WrongPassword);
        QSignalSpy refused(&desk.watch, &LimitWatch::refused);
        for (int i = 0; i < 5; ++i) {
            const auto wrong = desk.signIn(u"rita"_s, u"guess"_s);
            QCOMPARE(wrong.error().code, Code::WrongPassword);
            QCOMPARE(wrong.error().facts.value(u"remaining"_s).toInt(-1), 4 - i);
            desk.clock.advance(1min);
        }
        const auto limited = desk.signIn(u" RITA"_s, u"the right one"_s);
        QCOMPARE(limited.error().code, Code::Limit);
        QCOMPARE(limited.error().facts.value(u"retry_after_s"_s).toInt(), 600);
        QCOMPARE(limited.error().facts.value(u"limit"_s).toInt(), 5);
        QCOMPARE(desk.source.signInCall.count(), 5);
        QCOMPARE(refused.count(), 1);
        desk.clock.advance(10min);
        QCOMPARE(desk.signIn(u"rita"_s, u"guess"_s).error().code, Code::WrongPassword);
    }

    void fiveNamesAtOneDesk_areFiveTries()
    {
        Desk desk;
        desk.answerBy(Code::WrongPassword);
        for (int i = 0; i < 5; ++i)
            QCOMPARE(desk.signIn(u"name%1"_s.arg(i), u"guess"_s).error().code, Code::WrongPassword);
        const auto limited = desk.signIn(u"name6"_s, u"guess"_s);
        QCOMPARE(limited.error().code, Code::Limit);
        QCOMPARE(limited.error().facts.value(u"kind"_s).toString(), u"sign_in_desk"_s);
    }

    void rightPassword_usesUpNoTry()
    {
        Desk desk;
        desk.source.signInCall.always(sessionOf(u"rita"_s));
        QSignalSpy entered(&desk.gate, &LimitedGate::entered);
        for (int i = 0; i < 20; ++i) // Locked and unlocked all morning.
            QVERIFY(desk.signIn(u"rita"_s, u"right"_s).has_value());
        QCOMPARE(entered.count(), 20);
        desk.answerBy(Code::WrongPassword);
        for (int i = 0; i < 5; ++i)
            QCOMPARE(desk.signIn(u"rita"_s, u"guess"_s).error().code, Code::WrongPassword);
        // Nor does somebody's own success give back what was guessed for another.
        desk.source.signInCall.always(sessionOf(u"mallory"_s));
        QCOMPARE(desk.signIn(u"mallory"_s, u"right"_s).error().code, Code::Limit);
    }

    void serverThatIsAway_usesUpNoTry_data()
    {
        QTest::addColumn<Error::Code>("code");
        QTest::newRow("unavailable") << Code::Unavailable;
        QTest::newRow("busy") << Code::Busy;
        QTest::newRow("insecure") << Code::Insecure;
        QTest::newRow("schema") << Code::SchemaTooOld;
        QTest::newRow("expired, and known") << Code::PasswordExpired;
    }
    void serverThatIsAway_usesUpNoTry()
    {
        QFETCH(Error::Code, code);
        Desk desk;
        desk.answerBy(code);
        for (int i = 0; i < 20; ++i)
            QCOMPARE(desk.signIn(u"rita"_s, u"right"_s).error().code, code);
    }

    void manyAtOnce_areFiveTriesToo()
    {
        Desk desk;
        QList<Async<Session>> answers;
        for (int i = 0; i < 50; ++i)
            answers << desk.gate.signIn({}, {u"rita"_s, u"guess"_s});
        QTRY_COMPARE(desk.source.signInCall.count(), 5);
        desk.answerBy(Code::WrongPassword);
        QTRY_VERIFY(std::all_of(answers.begin(), answers.end(),
                                [](const auto &answer) { return answer.isFinished(); }));
        QCOMPARE(desk.source.signInCall.count(), 5);
    }

    void lockOutEnds_withTheWindow()
    {
        Desk desk;
        desk.answerBy(Code::WrongPassword);
        for (int i = 0; i < 5; ++i)
            (void)desk.signIn(u"rita"_s, u"guess"_s);
        desk.clock.advance(15min);
        desk.source.signInCall.always(sessionOf(u"rita"_s));
        QVERIFY(desk.signIn(u"rita"_s, u"right"_s).has_value());
    }
};

QTEST_GUILESS_MAIN(TestLimitedGate)
#include "tst_LimitedGate.moc"
