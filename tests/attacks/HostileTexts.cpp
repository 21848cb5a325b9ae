#include "tests/attacks/HostileTexts.h"

#include <QSet>

#include <algorithm>
#include <random>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr int amountOfTexts = 10000;

QStringList sqlSeeds()
{
    return {
        u"'"_s,
        u"''"_s,
        u"\""_s,
        u"\\"_s,
        u"\\'"_s,
        u"\\\\"_s,
        u"`"_s,
        u";"_s,
        u"--"_s,
        u"/*"_s,
        u"*/"_s,
        u"' OR '1'='1"_s,
        u"') OR ('1'='1"_s,
        u"' OR 1=1 --"_s,
        u"'; DROP TABLE clinidesk.patient; --"_s,
        u"\"; DROP SCHEMA clinidesk CASCADE; --"_s,
        u"'); DELETE FROM clinidesk.appointment; SELECT ('"_s,
        u"'||(SELECT value FROM clinidesk.secret LIMIT 1)||'"_s,
        u"' UNION SELECT rolname, rolpassword FROM pg_authid --"_s,
        u"'; SELECT pg_sleep(20); --"_s,
        u"'; SET ROLE clinidesk_owner; --"_s,
        u"'; COMMIT; ROLLBACK; --"_s,
        u"$$"_s,
        u"$a$"_s,
        u"$1"_s,
        u"$$; DROP TABLE x; $$"_s,
        u"E'\\047'"_s,
        u"U&'\\0027'"_s,
        u"\\x27"_s,
        u":name"_s,
        u":patient::bigint"_s,
        u"?"_s,
        u"@0"_s,
        u"{1,2}"_s,
        u"{\"a\",NULL}"_s,
        u"}'::text[]"_s,
        u"[1,2)"_s,
        u"[,)"_s,
        u"empty"_s,
        u"NULL"_s,
        u"infinity"_s,
        u"NaN"_s,
        u"1e400"_s,
        u"-1"_s,
        u"0x7fffffff"_s,
        u"99999999999999999999"_s,
        u"2026-02-30"_s,
        u"'::regclass"_s,
        u"%I"_s,
        u"%L"_s,
        u"{\"taken\": \"doctor\"}"_s,
        u"[]"_s,
        u"\\u0000"_s,
        u"\\N"_s,
        u"\\."_s,
    };
}

QStringList patternSeeds()
{
    return {
        u"%"_s,      u"%%"_s,          u"_"_s,          u"%_%"_s,       u"\\%"_s,    u".*"_s,
        u"(a+)+$"_s, u"[[:alpha:]]"_s, u"(?i)x"_s,      u"***:"_s,      u"^$"_s,     u"("_s,
        u"[a"_s,     u"a{99999}"_s,    u"a & b | !c"_s, u"a <-> b:*"_s, u"!!!"_s,    u"'a' & ("_s,
        u"|"_s,      u"&"_s,           u"*"_s,          u"%s%s%s%n"_s,  u"%1"_s,     u"%2 %1 %99"_s,
        u"%L1"_s,    u"%d"_s,          u"{0}"_s,        u"%(name)s"_s,  u"${7*7}"_s, u"{{7*7}}"_s,
    };
}

QStringList letterSeeds()
{
    return {
        QString(QChar(u'\0')),
        u"a\0b"_s,
        QString(QChar(0xD800)),
        QString(QChar(0xDFFF)),
        QString(QChar(0xD83D)) + u"x"_s,
        u"\uFFFE"_s,
        u"\uFFFF"_s,
        u"\uFEFF"_s,
        u"\uFFFD"_s,
        u"\u2019"_s,
        u"\u02BC"_s,
        u"\uFF07"_s,
        u"\uFF02"_s,
        u"\uFF1B"_s,
        u"\u037E"_s,
        u"\u2032"_s,
        u"\u202E"_s,
        u"\u202Dabc\u202C"_s,
        u"\u2066x\u2069"_s,
        u"\u200B"_s,
        u"\u200D"_s,
        u"\u00AD"_s,
        u"\u2028"_s,
        u"\u2029"_s,
        u"\u0085"_s,
        u"\u00A0"_s,
        u"\u3000"_s,
        u"\u0000\u0000"_s,
        u"\u0001"_s,
        u"\u0007"_s,
        u"\u001B[2J"_s,
        u"\u001B]0;x\u0007"_s,
        u"\u007F"_s,
        u"\u0008"_s,
        u"\r\n"_s,
        u"\n"_s,
        u"\t"_s,
        u"\u000B"_s,
        u"\r\nBCC: x@example.org"_s,
        u"\u0301\u0301"_s,
        u"İıŞß"_s,
        u"ﬀ"_s,
        u"Ωǆ"_s,
        u"𝒜𝓁"_s,
        u"👩‍⚕️"_s,
        u"אבג"_s,
        u"ليلى"_s,
        u"王小明"_s,
        u"Àé"_s,
        u"аdmin"_s,
        u"À¯"_s,
        u"Ã\u0080"_s,
    };
}

QStringList markupSeeds()
{
    return {
        u"<b>bold</b>"_s,
        u"<i>"_s,
        u"<br>"_s,
        u"<h1>big</h1>"_s,
        u"<p style='color:red'>x</p>"_s,
        u"<img src='/etc/hostname'>"_s,
        u"<img src=\"http://example.org/x.png\">"_s,
        u"<a href=\"file:///etc/passwd\">click</a>"_s,
        u"<table><tr><td>x</td></tr></table>"_s,
        u"<font size=7>x</font>"_s,
        u"<!-- x -->"_s,
        u"<qt>x</qt>"_s,
        u"<html><body>x</body></html>"_s,
        u"<script>alert(1)</script>"_s,
        u"<svg onload=x>"_s,
        u"</p></body>"_s,
        u"&amp;"_s,
        u"&lt;b&gt;"_s,
        u"&#39;"_s,
        u"&Save"_s,
        u"A&B"_s,
        u"&&"_s,
        u"<![CDATA[x]]>"_s,
        u"<?xml version='1.0'?>"_s,
        u"# heading"_s,
        u"[x](javascript:x)"_s,
        u"<u>"_s,
        u"<body bgcolor=red>x"_s,
    };
}

QStringList outsideSeeds()
{
    return {
        u"=1+1"_s,
        u"=cmd|' /C calc'!A0"_s,
        u"+1"_s,
        u"-1+1"_s,
        u"@SUM(A1)"_s,
        u"\t=1"_s,
        u"../../etc/passwd"_s,
        u"..\\..\\x"_s,
        u"/dev/null"_s,
        u"C:\\con"_s,
        u"file:///x"_s,
        u"~"_s,
        u"$(id)"_s,
        u"`id`"_s,
        u"; id"_s,
        u"| id"_s,
        u"&& id"_s,
        u"> x"_s,
        u"$HOME"_s,
        u"--help"_s,
        u"-x"_s,
        u"*.sql"_s,
        u"host=example.org"_s,
        u"postgresql://x@y/z"_s,
        u"sslmode=disable"_s,
        u"x' host='example.org"_s,
        u"a,b"_s,
        u"a;b=c"_s,
        u"#x"_s,
        u"export X=1"_s,
        u"\"unclosed"_s,
        u"FLUSHALL\r\n"_s,
        u"*1\r\n$8\r\nFLUSHALL\r\n"_s,
        u"password=hunter2"_s,
    };
}

QStringList seeds()
{
    return sqlSeeds() + patternSeeds() + letterSeeds() + markupSeeds() + outsideSeeds();
}

/// Around a seed, %1 standing for it.
QStringList settings()
{
    return {
        u"%1"_s,
        u"x%1"_s,
        u"%1x"_s,
        u"Anna%1"_s,
        u"%1Anna"_s,
        u"O%1Neill"_s,
        u"Anna %1 Bauer"_s,
        u" %1 "_s,
        u"%1%1"_s,
        u"%1 %1 %1"_s,
        u"'%1'"_s,
        u"\"%1\""_s,
        u"(%1)"_s,
        u"$$%1$$"_s,
        u"/*%1*/"_s,
        u"<b>%1</b>"_s,
        u"%%1%"_s,
        u"\\%1"_s,
        u"%1\\"_s,
        u"%1--"_s,
        u"%1;"_s,
        u"\u202E%1"_s,
        u"%1\u200B"_s,
        u"Müller%1王"_s,
        u"\uFF07%1"_s,
        u"%1\r\n"_s,
        u"a\n%1"_s,
        u"%1\t%1"_s,
        u"1%1"_s,
        u"2026-01-01%1"_s,
        u"P0000%1"_s,
        u"{%1}"_s,
        u"[%1]"_s,
        u"E'%1'"_s,
        u"%1@example.org"_s,
        u"+49 30 %1"_s,
        u"en-%1"_s,
        u"&%1"_s,
        u"=%1"_s,
        u"&#x27;%1"_s,
        u"Anna\u0301%1"_s,
        u"%1'; --"_s,
        u"%1 OR true"_s,
        u"ANNA%1BAUER"_s,
        u"%1|%1"_s,
        u"N'%1"_s,
        u"\u001B[31m%1"_s,
        u"%1<br>"_s,
        u"x.%1"_s,
        u"%1."_s,
        u"_%1_"_s,
        u"é%1"_s,
    };
}

QStringList allTexts()
{
    QSet<QString> seen;
    QStringList texts;
    const auto add = [&](const QString &text) {
        if (text.isEmpty() || seen.contains(text))
            return;
        seen.insert(text);
        texts << text;
    };
    for (const QString &setting : settings()) {
        for (const QString &seed : seeds()) {
            // Not arg(): a seed holds its own "%1".
            add(QString(setting).replace(u"%1"_s, seed));
        }
    }
    for (const QString &seed : seeds()) {
        add(seed.repeated(60));
        add(seed.repeated(600).left(700));
    }
    std::shuffle(texts.begin(), texts.end(), std::mt19937(20261122));
    return texts.first(amountOfTexts);
}

} // namespace

const QStringList &hostileTexts()
{
    static const QStringList texts = allTexts();
    return texts;
}

QStringList hostileTexts(int turn, int amount)
{
    const QStringList &texts = hostileTexts();
    QStringList chosen;
    const qsizetype most = std::min(qsizetype(amount), texts.size());
    for (qsizetype at = 0; at < most; ++at)
        chosen << texts[(qsizetype(turn) * amount + at) % texts.size()];
    return chosen;
}

QStringList markupTexts()
{
    return markupSeeds();
}

} // namespace clinidesk
