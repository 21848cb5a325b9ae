// The parser: however the bytes are cut, the same replies come out, and what is none breaks it.
#include "core/redis/RedisCommand.h"
#include "core/redis/RedisReader.h"

#include <QRandomGenerator>
#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

using Kind = RedisReplyView::Kind;

namespace {

QByteArray described(const RedisReplyView &reply)
{
    if (reply.kind() != Kind::List)
        return QByteArray::number(int(reply.kind())) + ':' + QByteArray::number(reply.number())
            + ':' + reply.bytes();
    QByteArray parts = "[";
    for (qsizetype i = 0; i < reply.size(); ++i)
        parts += described(reply.at(i)) + ',';
    return parts + ']';
}

/// What @p bytes say when they come in pieces of at most @p longest.
QByteArrayList repliesIn(const QByteArray &bytes, quint32 longest)
{
    RedisReader reader;
    QByteArrayList found;
    qsizetype at = 0;
    while (at < bytes.size()) {
        const auto size = qsizetype(QRandomGenerator::global()->bounded(longest)) + 1;
        reader.feed(QByteArrayView(bytes).sliced(at, std::min(size, bytes.size() - at)));
        at += size;
        while (const auto reply = reader.next())
            found << described(*reply);
    }
    if (reader.isBroken())
        found << "broken";
    return found;
}

} // namespace

class TestRedisReader final : public QObject
{
    Q_OBJECT

private slots:
    void replies_areTheSameHoweverTheyAreCut()
    {
        const QByteArray big(40'000, 'x');
        const QByteArray bytes
            = "+OK\r\n-WRONGTYPE no\r\n:-42\r\n$-1\r\n$0\r\n\r\n*-1\r\n*0\r\n$5\r\na\r\nb\0\r\n"_ba
            + "*3\r\n$7\r\nmessage\r\n$3\r\nabc\r\n*2\r\n$1\r\na\r\n$-1\r\n$40000\r\n"_ba + big
            + "\r\n"_ba;
        const QByteArrayList whole = repliesIn(bytes, quint32(bytes.size()) * 1000);
        for (quint32 longest = 1; longest < 60; ++longest)
            QCOMPARE(repliesIn(bytes, longest), whole);
        RedisReader reader;
        reader.feed(bytes);
        QVERIFY(reader.next()->isOk());
        QVERIFY(reader.next()->isFailure("WRONGTYPE"));
        QCOMPARE(reader.next()->number(), -42);
        QVERIFY(reader.next()->isNil());
    }

    void garbage_breaksItForGood_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("a web server") << "HTTP/1.1 400 Bad Request\r\n\r\n"_ba;
        QTest::newRow("RESP3") << "%1\r\n+a\r\n+b\r\n"_ba;
        QTest::newRow("no number") << ":many\r\n"_ba;
        QTest::newRow("a list too long") << "*2000000000\r\n"_ba;
        QTest::newRow("lists in lists") << "*60000\r\n*60000\r\n"_ba;
        QTest::newRow("too deep") << "*1\r\n"_ba.repeated(20);
        QTest::newRow("a negative length") << "$-7\r\n"_ba;
        QTest::newRow("zero bytes") << QByteArray(100, '\0');
    }
    void garbage_breaksItForGood()
    {
        QFETCH(QByteArray, bytes);
        RedisReader reader;
        reader.feed(QByteArray("+OK\r\n" + bytes));
        QVERIFY(reader.next()->isOk());
        QVERIFY(!reader.next());
        QVERIFY(reader.isBroken());
        reader.feed("+OK\r\n");
        QVERIFY(!reader.next());
        reader.restart();
        reader.feed("+OK\r\n");
        QVERIFY(reader.next()->isOk());
    }

    void anythingAtAll_neitherCrashesNorDependsOnItsCuts()
    {
        QRandomGenerator random(20'261'122);
        const QByteArray letters = "+-:$*0123456789\r\n\r\nab";
        for (int round = 0; round < 20'000; ++round) {
            QByteArray bytes;
            for (int i = random.bounded(60); i > 0; --i)
                bytes += letters.at(random.bounded(int(letters.size())));
            QCOMPARE(repliesIn(bytes, 3), repliesIn(bytes, 1000));
        }
    }

    void partsThatAreNotThere_areNone()
    {
        RedisReader reader;
        reader.feed("*2\r\n:1\r\n$1\r\n7\r\n");
        const auto reply = reader.next();
        QCOMPARE(reply->size(), 2);
        QCOMPARE(reply->at(1).number(), 7);
        QCOMPARE(reply->at(2).kind(), Kind::None);
        QCOMPARE(reply->at(-1).kind(), Kind::None);
        QCOMPARE(reply->at(0).at(0).kind(), Kind::None);
        QCOMPARE(RedisReplyView().size(), 0);
        QVERIFY(RedisReplyView().text().isEmpty());
    }

    void command_isWhatTheServerReads()
    {
        QByteArray bytes;
        RedisCommand{"SET", QByteArray("a\0\r\n", 4), QByteArray()}.appendTo(bytes);
        QCOMPARE(bytes, "*3\r\n$3\r\nSET\r\n$4\r\na\0\r\n\r\n$0\r\n\r\n"_ba);
    }
};

QTEST_GUILESS_MAIN(TestRedisReader)
#include "tst_RedisReader.moc"
