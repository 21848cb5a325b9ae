#include "core/limits/LimitError.h"
#include "core/limits/LimitKey.h"
#include "core/settings/Settings.h"

#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestLimitKey final : public QObject
{
    Q_OBJECT

private slots:
    void typedName_isOnlyThereAsADigest()
    {
        const LimitKey key = LimitKey::signInName(u"Hunter2! actually my password"_s);
        QVERIFY(!key.toText().toLower().contains("hunter"));
        QCOMPARE(key.toText().size(), qsizetype(qstrlen("sign_in_name:")) + 32);
        QCOMPARE(LimitKey::signInName(u"  RITA "_s), LimitKey::signInName(u"rita"_s));
        QVERIFY(LimitKey::signInName(u"rita"_s) != LimitKey::signInName(u"rito"_s));
        QVERIFY(LimitKey::signInName(u"a"_s).toText() != LimitKey::signInDesk("a").toText());
    }

    void names_neverMixPeopleOrDatabases()
    {
        QVERIFY(LimitKey::change(1, StaffId(23)) != LimitKey::change(12, StaffId(3)));
        QVERIFY(LimitKey::change(1, StaffId(2)) != LimitKey::booking(1, PatientId(2)));
    }

    void text_comesBackAsTheSameKey()
    {
        for (const LimitKey &key :
             {LimitKey::signInName(u"rita"_s), LimitKey::signInDesk("desk"),
              LimitKey::booking(18446744073709551615U, PatientId(9223372036854775807)),
              LimitKey::change(1, StaffId(2)), LimitKey::doctorChange(1, StaffId(2))}) {
            QCOMPARE(LimitKey::fromText(key.toText()), std::optional(key));
            QCOMPARE(LimitKey::fromText(key.toText())->kind(), key.kind());
        }
    }

    void otherTexts_areNoKeys_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : {"", "change", "change:", "change:1", "change:1:x", "change:1:2:3",
                                 "change:*", "sign_in_name:rita", "booking:1:2\n", "other:1:2",
                                 "sign_in_desk:0123456789ABCDEF0123456789ABCDEF"})
            QTest::newRow(text) << QByteArray(text);
    }
    void otherTexts_areNoKeys()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!LimitKey::fromText(text));
    }

    void settings_sayHowMuchOfEach()
    {
        QCOMPARE(limitPoliciesFrom(Settings({})), LimitPolicies());
        SettingPlaces places;
        places.commandLine = {{u"limits.sign_ins"_s, u"3"_s},
                              {u"limits.sign_in_minutes"_s, u"20"_s},
                              {u"limits.bookings"_s, u"0"_s},
                              {u"limits.changes"_s, u"50"_s},
                              {u"limits.change_minutes"_s, u"5"_s}};
        const LimitPolicies policies = limitPoliciesFrom(Settings(places));
        QCOMPARE(policies.signIn, (LimitPolicy{LimitPolicy::Count::Exactly, 3, 20min}));
        QCOMPARE(policies.booking.limit, 10); // None is no limit; the default stands.
        QCOMPARE(policies.change, (LimitPolicy{LimitPolicy::Count::Smoothly, 50, 5min}));
        QCOMPARE(policies.doctorChange.window, std::chrono::seconds(5min));
    }

    void refusal_hasTheDatabasesFacts()
    {
        const Error error = limitError({.kind = LimitKind::Booking,
                                        .limit = 10,
                                        .window = 1h,
                                        .remaining = 0,
                                        .retryAfter = 59'000'001us,
                                        .resetAfter = 1h});
        QCOMPARE(error.code, Error::Code::Limit);
        QCOMPARE(error.facts.value(u"limit"_s).toInt(), 10);
        QCOMPARE(error.facts.value(u"window_s"_s).toInt(), 3600);
        QCOMPARE(error.facts.value(u"retry_after_s"_s).toInt(), 60);
        QCOMPARE(error.facts.value(u"remaining"_s).toInt(), 0);
        QCOMPARE(error.facts.value(u"kind"_s).toString(), u"booking"_s);
    }
};

QTEST_GUILESS_MAIN(TestLimitKey)
#include "tst_LimitKey.moc"
