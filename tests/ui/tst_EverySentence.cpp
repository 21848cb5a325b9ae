// Every sentence a failure can become: what happened, what came of it, what to do next, in the
// words of the person at the desk.
#include "app/ctl/Sentences.h"
#include "tests/fakes/Samples.h"
#include "ui/viewmodels/Sentence.h"
#include "ui/viewmodels/shell/StatusText.h"

#include <QRegularExpression>
#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

using Cause = ConnectionState::Cause;
using Code = Error::Code;
using Kind = ConnectionState::Kind;

namespace {

/// What a server and its library say; none of it is for the desk.
const QString secret
    = u"XX000 ERROR: relation \"booking_row\" does not exist; PQconnectPoll() failed, SQLSTATE"_s;

/// Every kind of fact that a sentence turns on, and facts that none knows.
QList<QJsonObject> factsOf(Code code)
{
    const auto each = [](const QString &key, const QStringList &words) {
        QList<QJsonObject> all{{}};
        for (const QString &word : words)
            all << QJsonObject{{key, word}};
        return all;
    };
    const QStringList unheard{u"new_word"_s};
    switch (code) {
    case Code::Unavailable:
        return each(u"layer"_s,
                    QStringList{u"dns"_s, u"tcp"_s, u"tls"_s, u"sign-in"_s, u"schema"_s} + unheard);
    case Code::Insecure:
        return each(u"tls"_s,
                    QStringList{u"none"_s, u"old"_s, u"host"_s, u"expired"_s, u"not_yet"_s,
                                u"unknown"_s, u"revoked"_s, u"ca_file"_s, u"password"_s,
                                u"binding"_s, u"plain"_s}
                        + unheard);
    case Code::ReadOnly:
        return each(u"problem"_s, QStringList{u"disk_full"_s} + unheard);
    case Code::Conflict:
        return each(u"taken"_s,
                    QStringList{u"doctor"_s, u"room"_s, u"patient"_s, u"seat"_s, u"capacity"_s}
                        + unheard);
    case Code::Limit:
        return {{},
                {{u"limit"_s, 10}, {u"window_s"_s, 3600}, {u"retry_after_s"_s, 90}},
                {{u"limit"_s, 1}, {u"window_s"_s, 60}}};
    case Code::Transition:
        return {{}, {{u"status"_s, 6}}, {{u"status"_s, 99}}};
    case Code::Invalid: {
        QList<QJsonObject> all{{}};
        for (const QString &field : {u"family"_s, u"phone"_s, u"starts_at"_s, u"new_field"_s}) {
            for (const QString &problem :
                 {u"missing"_s, u"too_long"_s, u"future"_s, u"past"_s, u"missing_hour"_s,
                  u"reversed"_s, u"malformed"_s, u"unprintable"_s, u"invisible"_s, u"range"_s,
                  u"unknown"_s, u"closed"_s, u"absent"_s, u"taken"_s, u"nothing_to_undo"_s,
                  u"new_word"_s})
                all << QJsonObject{{u"field"_s, field}, {u"problem"_s, problem}};
        }
        return all;
    }
    default:
        return {{}, {{u"new_word"_s, 7}}};
    }
}

/// What is wrong with @p sentence; empty when nothing is.
QString faultOf(const QString &sentence)
{
    static const QRegularExpression technical(u"ERROR|SQLSTATE|\\b[0-9A-Z]{2}[0-9]{3}\\b|\\b\\w+_"
                                              u"\\w+\\b|\\w\\(\\)|::|%[0-9n]|\\bPQ|\\bnull\\b"
                                              "|libpq|Qt\\b|relation|exception|errno"_s);
    static const QRegularExpression next(
        u"\\b([Aa]sk|[Cc]heck|[Cc]hoose|[Tt]ell|[Tt]ry|[Tt]ype|[Ll]ook|[Rr]ead|[Ss]wap|[Ii]nstall"
        "|[Dd]elete|[Cc]lose|[Ll]ock|[Pp]lease|[Dd]o (it|not)|[Rr]un|[Ww]ait|[Rr]eset|[Uu]se"
        "|works again|is read again|possible again|nothing has to be)\\b"_s);
    if (sentence.trimmed().isEmpty())
        return u"says nothing"_s;
    if (const auto found = technical.match(sentence); found.hasMatch())
        return u"says “"_s % found.captured() % u'”';
    if (!next.match(sentence).hasMatch())
        return u"leaves the next step open"_s;
    if (!sentence.endsWith(u'.'))
        return u"does not end"_s;
    return {};
}

void check(const QString &place, const QString &sentence)
{
    const QString fault = faultOf(sentence);
    QVERIFY2(fault.isEmpty(), qPrintable(place % u' ' % fault % u": "_s % sentence));
}

QList<Cause> everyCause()
{
    QList<Cause> causes;
    for (int number = int(Cause::Unreachable); number <= int(Cause::SchemaNewer); ++number)
        causes << Cause(number);
    return causes;
}

} // namespace

class TestEverySentence final : public QObject
{
    Q_OBJECT

private slots:
    void everyFailure_isPutForThePersonAtTheDesk_data()
    {
        QTest::addColumn<int>("code");
        for (int number = int(Code::Unavailable); number <= int(Code::Broken); ++number)
            QTest::newRow(qPrintable(codeWord(Code(number)))) << number;
    }

    void everyFailure_isPutForThePersonAtTheDesk()
    {
        QFETCH(int, code);
        for (const QJsonObject &facts : factsOf(Code(code))) {
            Error error = samples::failure(Code(code), facts);
            error.detail = secret;
            check(u"reading"_s, Sentence::of(error, Sentence::Task::Reading));
            check(u"changing"_s, Sentence::of(error, Sentence::Task::Changing));
            check(u"command line"_s, sentenceFor(error));
        }
    }

    void everyLostConnection_isPutForThePersonAtTheDesk()
    {
        const QDateTime now(samples::today, QTime(9, 41), Qt::UTC);
        for (const Cause cause : everyCause()) {
            for (const Kind kind : {Kind::Lost, Kind::Connected, Kind::Slow}) {
                if (kind != Kind::Lost && cause < Cause::PasswordRefused)
                    continue; // Only while nobody answers.
                const ConnectionState state{.kind = kind,
                                            .since = now.addSecs(-90),
                                            .retryAt = now.addSecs(8),
                                            .roundTrip = {},
                                            .isWeak = false,
                                            .cause = cause};
                const auto notice = connectionNotice(state, std::nullopt, now);
                check(u"bar, cause %1"_s.arg(int(cause)), notice.sentence);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestEverySentence)
#include "tst_EverySentence.moc"
