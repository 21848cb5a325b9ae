#include "tests/fakes/Samples.h"
#include "ui/viewmodels/Sentence.h"
#include "ui/viewmodels/Wording.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

using Code = Error::Code;

class TestSentence final : public QObject
{
    Q_OBJECT

private slots:
    void everyCode_saysSomethingElseWithoutItsName()
    {
        QSet<QString> seen;
        for (int number = int(Code::Unavailable); number <= int(Code::Broken); ++number) {
            const Error error = samples::failure(
                Code(number), {{u"field"_s, u"phone"_s}, {u"problem"_s, u"malformed"_s}});
            const QString text = Sentence::of(error, Sentence::Task::Changing);
            QVERIFY2(text.size() > 20 && text.endsWith(u'.'), qPrintable(text));
            QVERIFY2(!seen.contains(text), qPrintable(text));
            QVERIFY2(!text.contains(QRegularExpression(
                         u"%[0-9n]|\\b[0-9]{2}[A-Z0-9]{3}\\b|CD00|null|error"_s)),
                     qPrintable(text));
            seen.insert(text);
        }
    }

    void everyCode_saysWhatWasLostOrWhatToDo()
    {
        const QRegularExpression loss(
            u"Nothing|not made|not signed in|still here|again|Choose|Ask|administrator"_s);
        for (int number = int(Code::Unavailable); number <= int(Code::Broken); ++number) {
            for (const auto task : {Sentence::Task::Reading, Sentence::Task::Changing}) {
                const QString text = Sentence::of(
                    samples::failure(Code(number), {{u"field"_s, u"x"_s}, {u"problem"_s, u"y"_s}}),
                    task);
                QVERIFY2(text.contains(loss), qPrintable(text));
            }
        }
    }

    void cancelled_saysNothing()
    {
        QVERIFY(Sentence::of(samples::failure(Code::Cancelled)).isEmpty());
    }

    void detail_neverReachesTheScreen()
    {
        Error error = samples::failure(Code::Broken);
        error.detail = u"XX000 secret primary text"_s;
        QVERIFY(!Sentence::of(error).contains(u"secret"_s));
    }

    void everyFieldAndProblem_isNamedOnTheScreen_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("problem");
        for (const char *field :
             {"family",      "given",       "title",      "birth_date", "died_on",
              "sex",         "phone",       "email",      "language",   "patient",
              "clinic",      "clinics",     "department", "doctor",     "starts_at",
              "ends_at",     "local",       "minutes",    "day",        "on_day",
              "first_day",   "last_day",    "reason",     "why",        "query",
              "search_text", "page_number", "page_size",  "login",      "display_name",
              "hours",       "event",       "role",       "rights",     "expires_at",
              "accept"}) {
            for (const char *problem :
                 {"missing", "too_long", "future", "past", "missing_hour", "reversed", "malformed",
                  "unprintable", "invisible", "range", "unknown", "closed", "absent",
                  "nothing_to_undo", "taken"})
                QTest::addRow("%s %s", field, problem)
                    << QString::fromLatin1(field) << QString::fromLatin1(problem);
        }
    }
    void everyFieldAndProblem_isNamedOnTheScreen()
    {
        QFETCH(QString, field);
        QFETCH(QString, problem);
        for (const int limit : {0, 50}) {
            const QString text = Sentence::about(field, problem, limit);
            QVERIFY2(text.size() > 20 && text.endsWith(u'.'), qPrintable(text));
            QVERIFY2(!text.contains(u'_') && !text.contains(u'%'), qPrintable(text));
            QVERIFY2(!text.startsWith(u"This entry"_s), qPrintable(text));
            QVERIFY2(!text.contains(u"cannot be accepted"_s), qPrintable(text));
        }
    }

    void unknownWords_stillMakeASentence()
    {
        QVERIFY(Sentence::about(u"new_field"_s, u"new_problem"_s).endsWith(u'.'));
    }

    void limit_saysHowManyAndWhenAgain()
    {
        const QString text = Sentence::of(samples::failure(
            Code::Limit, {{u"limit"_s, 10}, {u"window_s"_s, 3600}, {u"retry_after_s"_s, 230}}));
        QVERIFY2(text.contains(u"10"_s) && text.contains(u"1 h"_s) && text.contains(u"4 min"_s),
                 qPrintable(text));
    }

    void transition_namesTheStatusItHasNow()
    {
        QVERIFY(Sentence::of(
                    samples::failure(Code::Transition, {{u"status"_s, int(Status::Cancelled)}}))
                    .contains(u"Cancelled"_s));
    }

    void conflict_saysWhatIsTaken()
    {
        QSet<QString> seen;
        for (const QString &taken : {u"doctor"_s, u"room"_s, u"patient"_s, u"seat"_s})
            seen.insert(Sentence::of(samples::failure(Code::Conflict, {{u"taken"_s, taken}})));
        QCOMPARE(seen.size(), 4);
    }

    void layers_pointAtWhatToCheck()
    {
        QSet<QString> seen;
        for (const QString &layer : {u"dns"_s, u"tcp"_s, u"tls"_s, u""_s})
            seen.insert(Sentence::of(samples::failure(Code::Unavailable, {{u"layer"_s, layer}})));
        QCOMPARE(seen.size(), 4);
    }

    void unsafeServers_areToldApartAndNobodyFearsForThePassword()
    {
        QSet<QString> seen;
        for (const QString &problem :
             {u"none"_s, u"old"_s, u"host"_s, u"expired"_s, u"not_yet"_s, u"unknown"_s,
              u"revoked"_s, u"ca_file"_s, u"password"_s, u"binding"_s, u"plain"_s, u""_s}) {
            const QString text
                = Sentence::of(samples::failure(Code::Insecure, {{u"tls"_s, problem}}));
            QVERIFY2(text.contains(QRegularExpression(u"othing was sent|not sent|not given"_s)),
                     qPrintable(text));
            QVERIFY2(text.contains(QRegularExpression(u"administrator|Choose"_s)),
                     qPrintable(text));
            seen.insert(text);
        }
        QCOMPARE(seen.size(), 12);
    }

    void durations_areShort()
    {
        using namespace std::chrono_literals;
        QCOMPARE(Sentence::duration(40s), u"40 s"_s);
        QCOMPARE(Sentence::duration(230s), u"4 min"_s);
        QCOMPARE(Sentence::duration(2h), u"2 h"_s);
        QCOMPARE(Sentence::duration(2h + 5min), u"2 h 5 min"_s);
    }

    void times_areTheClinicsWhereverTheDeskIs()
    {
        const QDateTime instant(QDate(2026, 11, 26), QTime(8, 30), Qt::UTC);
        QCOMPARE(Wording::time(instant, "Europe/Berlin"), u"09:30"_s);
        QCOMPARE(Wording::time(instant, "America/New_York"), u"03:30"_s);
        QCOMPARE(Wording::when(instant, "Europe/Berlin").remove(QChar(0x200E)),
                 u"Thu 26-Nov-2026 09:30"_s);
    }

    void events_sayFromWhatToWhat()
    {
        AppointmentEvent event;
        event.action = u"move"_s;
        event.was = {{u"starts_at"_s, u"2026-11-26T08:30:00Z"_s}};
        event.became = {{u"starts_at"_s, u"2026-11-27T09:00:00Z"_s}};
        QCOMPARE(Wording::event(event, "Europe/Berlin").remove(QChar(0x200E)),
                 u"Moved: start from Thu 26-Nov-2026 09:30 to Fri 27-Nov-2026 10:00"_s);
        event.action = u"cancel"_s;
        event.was = {{u"status"_s, 1}};
        event.became = {{u"status"_s, 6}};
        QCOMPARE(Wording::event(event, "Europe/Berlin"),
                 u"Cancelled: status from Booked to Cancelled"_s);
    }

    void dates_readFromLeftToRightInEveryWindow()
    {
        QVERIFY(Wording::birthDate(QDate(1977, 11, 5)).startsWith(QChar(0x200E)));
        QVERIFY(Wording::day(samples::today).contains(QChar(0x200E)));
    }

    void missingBirthDate_isNotKnown()
    {
        QVERIFY(Wording::identity(u"Okafor"_s, u"Nadia"_s, {}).endsWith(u"born Not known"_s));
        QCOMPARE(Wording::age(samples::today, {}), u"Not known"_s);
    }
};

QTEST_GUILESS_MAIN(TestSentence)
#include "tst_Sentence.moc"
