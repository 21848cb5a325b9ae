#include "core/postgres/Placeholders.h"

#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

class TestPlaceholders final : public QObject
{
    Q_OBJECT

private slots:
    void statement_isNumbered_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QByteArray>("numbered");
        QTest::addColumn<QStringList>("fields");
        const auto row
            = [](const char *name, const QString &sql, const QByteArray &numbered,
                 const QStringList &fields) { QTest::newRow(name) << sql << numbered << fields; };
        row("none", u"SELECT 1"_s, "SELECT 1", {});
        row("empty", u""_s, "", {});
        row("cast", u"SELECT f(:clinic::int, :on_day::date)"_s, "SELECT f($1::int, $2::date)",
            {u"clinic"_s, u"on_day"_s});
        row("the same twice", u":a + :b + :a"_s, "$1 + $2 + $1", {u"a"_s, u"b"_s});
        row("one name begins another", u":clinic, :clinics"_s, "$1, $2",
            {u"clinic"_s, u"clinics"_s});
        row("at the end", u"WHERE id = :id"_s, "WHERE id = $1", {u"id"_s});
        row("digits", u":day_2x"_s, "$1", {u"day_2x"_s});
        row("eleven", u":a:b:c:d:e:f:g:h:i:j:k"_s, "$1$2$3$4$5$6$7$8$9$10$11",
            u"a b c d e f g h i j k"_s.split(u' '));
        row("text", u"SELECT ':no', 'it''s :no', :yes"_s, "SELECT ':no', 'it''s :no', $1",
            {u"yes"_s});
        row("name", u"SELECT \":no\", \"a\"\":no\" FROM t WHERE x = :yes"_s,
            "SELECT \":no\", \"a\"\":no\" FROM t WHERE x = $1", {u"yes"_s});
        row("text without an end", u"SELECT ':no"_s, "SELECT ':no", {});
        row("cast of a column", u"SELECT a::text, b ::int"_s, "SELECT a::text, b ::int", {});
        row("slice", u"SELECT a[1:2], a[:n]"_s, "SELECT a[1:2], a[$1]", {u"n"_s});
        row("lone colons", u"a : b :"_s, "a : b :", {});
        row("assignment", u"f(a := :a)"_s, "f(a := $1)", {u"a"_s});
        row("letters of all kinds", u"SELECT 'Zoë :no', :yes"_s, "SELECT 'Zo\xc3\xab :no', $1",
            {u"yes"_s});
    }
    void statement_isNumbered()
    {
        QFETCH(QString, sql);
        const NumberedStatement statement = numbered(sql);
        QTEST(statement.sql, "numbered");
        QTEST(statement.fields, "fields");
    }
};

QTEST_GUILESS_MAIN(TestPlaceholders)
#include "tst_Placeholders.moc"
