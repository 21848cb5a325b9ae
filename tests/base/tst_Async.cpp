#include "core/base/Async.h"

#include <QTest>
#include <QtConcurrent>

using namespace clinidesk;
using namespace Qt::StringLiterals;

class TestAsync final : public QObject
{
    Q_OBJECT

private slots:
    void answer_arrivesOnceAndNeverInsideTheCall()
    {
        int count = 0;
        deliver(ready<int>(7), this, [&](const Result<int> &answer) {
            QCOMPARE(*answer, 7);
            ++count;
        });
        QCOMPARE(count, 0);
        QTRY_COMPARE(count, 1);
        QCoreApplication::processEvents();
        QCOMPARE(count, 1);
    }

    void answer_arrivesInTheReceiversThread()
    {
        const Async<int> answer = QtConcurrent::run([]() -> Result<int> { return 1; });
        QThread *seen = nullptr;
        deliver(answer, this, [&](const Result<int> &) { seen = QThread::currentThread(); });
        QTRY_COMPARE(seen, thread());
    }

    void answer_isDroppedWithItsReceiver()
    {
        QPromise<Result<int>> promise;
        promise.start();
        auto receiver = std::make_unique<QObject>();
        int count = 0;
        deliver(promise.future(), receiver.get(), [&](const Result<int> &) { ++count; });

        receiver.reset();
        promise.addResult(Result<int>(1));
        promise.finish();

        QCoreApplication::processEvents();
        QCOMPARE(count, 0);
    }

    void brokenPromise_isCancelled()
    {
        auto promise = std::make_unique<QPromise<Result<int>>>();
        promise->start();
        Error::Code code = Error::Code::Broken;
        deliver(promise->future(), this,
                [&](const Result<int> &answer) { code = answer.error().code; });

        promise.reset();

        QTRY_COMPARE(code, Error::Code::Cancelled);
    }

    void andThen_feedsTheSecondRequestWithTheFirstsAnswer()
    {
        QString text;
        const auto chained = andThen(ready<int>(7), this, [](int number) {
            return ready<QString>(QString::number(number));
        });
        deliver(chained, this, [&](const Result<QString> &answer) { text = *answer; });
        QTRY_COMPARE(text, u"7"_s);
    }

    void andThen_passesAnErrorThroughWithoutASecondRequest()
    {
        bool isAsked = false;
        Error::Code code = Error::Code::Broken;
        const auto chained = andThen(ready<int>(Error{Error::Code::Stale, {}, {}}), this, [&](int) {
            isAsked = true;
            return ready<QString>(QString());
        });
        deliver(chained, this, [&](const Result<QString> &answer) { code = answer.error().code; });
        QTRY_COMPARE(code, Error::Code::Stale);
        QVERIFY(!isAsked);
    }
};

QTEST_GUILESS_MAIN(TestAsync)
#include "tst_Async.moc"
