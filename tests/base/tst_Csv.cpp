#include "core/base/Csv.h"
#include "tests/fuzz/CsvReader.h"

#include <QBuffer>
#include <QRandomGenerator>
#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

using Rows = QList<QStringList>;

QByteArray written(const Rows &rows, CsvWriter::Mark mark = CsvWriter::Mark::None)
{
    CsvWriter writer(mark);
    QByteArray bytes;
    for (const QStringList &row : rows)
        bytes += writer.row(row);
    return bytes;
}

/// Every row of @p bytes, or the first fault.
Result<QList<CsvRow>> readRows(QByteArray bytes, char separator = ',')
{
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    CsvReader reader(buffer, separator);
    QList<CsvRow> rows;
    for (;;) {
        const auto row = reader.next();
        if (!row)
            return row.error();
        if (!*row)
            return rows;
        rows << **row;
    }
}

Rows cellsOf(const QByteArray &bytes, char separator = ',')
{
    Rows rows;
    const auto read = readRows(bytes, separator);
    if (!read)
        return {{u"fault"_s, read.error().facts.value(u"problem"_s).toString()}};
    for (const CsvRow &row : *read)
        rows << row.cells;
    return rows;
}

} // namespace

class TestCsv final : public QObject
{
    Q_OBJECT

private slots:
    void cell_isQuotedOnlyWhereItMust_data()
    {
        QTest::addColumn<QString>("cell");
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("plain") << u"Nadia Okafor"_s << QByteArray("Nadia Okafor");
        QTest::newRow("comma") << u"OKAFOR, Nadia"_s << QByteArray("\"OKAFOR, Nadia\"");
        QTest::newRow("quote") << u"the \"old\" file"_s << QByteArray("\"the \"\"old\"\" file\"");
        QTest::newRow("two lines") << u"a\r\nb"_s << QByteArray("\"a\r\nb\"");
        QTest::newRow("semicolon") << u"a;b"_s << QByteArray("\"a;b\"");
        QTest::newRow("other letters") << u"Łucja 陳"_s << u"Łucja 陳"_s.toUtf8();
        QTest::newRow("alone and empty") << u""_s << QByteArray("\"\"");
        QTest::newRow("zero byte") << QString(QChar(u'\0')) << QByteArray("\xEF\xBF\xBD");
    }
    void cell_isQuotedOnlyWhereItMust()
    {
        QFETCH(QString, cell);
        QFETCH(QByteArray, bytes);
        QCOMPARE(written({{cell}}), bytes + "\r\n");
    }

    void formula_isMadeTextAndComesBack_data()
    {
        QTest::addColumn<QString>("cell");
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("equals") << u"=1+1"_s << QByteArray("'=1+1");
        QTest::newRow("plus") << u"+49 30 1"_s << QByteArray("'+49 30 1");
        QTest::newRow("minus") << u"-2"_s << QByteArray("'-2");
        QTest::newRow("at") << u"@SUM(A1)"_s << QByteArray("'@SUM(A1)");
        QTest::newRow("tab") << u"\t=1"_s << QByteArray("\"'\t=1\"");
        QTest::newRow("return") << u"\r=1"_s << QByteArray("\"'\r=1\"");
        QTest::newRow("line feed") << u"\n=1"_s << QByteArray("\"'\n=1\"");
        QTest::newRow("wide equals") << u"＝1"_s << u"'＝1"_s.toUtf8();
        QTest::newRow("link") << u"=HYPERLINK(\"http://example.org\",\"x\")"_s
                              << QByteArray(
                                     "\"'=HYPERLINK(\"\"http://example.org\"\",\"\"x\"\")\"");
        QTest::newRow("already text") << u"'=1"_s << QByteArray("''=1");
        QTest::newRow("only an apostrophe")
            << u"'s-Hertogenbosch"_s << QByteArray("'s-Hertogenbosch");
        QTest::newRow("apostrophes") << u"''"_s << QByteArray("''");
    }
    void formula_isMadeTextAndComesBack()
    {
        QFETCH(QString, cell);
        QFETCH(QByteArray, bytes);
        QCOMPARE(written({{cell}}), bytes + "\r\n");
        QCOMPARE(cellsOf(bytes), Rows({{cell}}));
    }

    void mark_standsOnceAndIsNotRead()
    {
        const QByteArray bytes = written({{u"a"_s}, {u"b"_s}}, CsvWriter::Mark::ByteOrder);
        QCOMPARE(bytes,
                 QByteArray("\xEF\xBB\xBF"
                            "a\r\nb\r\n"));
        QCOMPARE(cellsOf(bytes), Rows({{u"a"_s}, {u"b"_s}}));
    }

    void everyEndOfLine_isRead_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("cr lf") << QByteArray("a,b\r\nc,d\r\n");
        QTest::newRow("lf") << QByteArray("a,b\nc,d\n");
        QTest::newRow("cr") << QByteArray("a,b\rc,d\r");
        QTest::newRow("none at the end") << QByteArray("a,b\nc,d");
        QTest::newRow("empty lines") << QByteArray("\n\r\na,b\n\n\nc,d\n\n");
        QTest::newRow("quoted") << QByteArray("\"a\",\"b\"\n\"c\",\"d\"");
    }
    void everyEndOfLine_isRead()
    {
        QFETCH(QByteArray, bytes);
        QCOMPARE(cellsOf(bytes), Rows({{u"a"_s, u"b"_s}, {u"c"_s, u"d"_s}}));
    }

    void emptyCells_areRead()
    {
        QCOMPARE(cellsOf(",\n,,x\n\"\""), Rows({{u""_s, u""_s}, {u""_s, u""_s, u"x"_s}, {u""_s}}));
        QCOMPARE(cellsOf(""), Rows());
    }

    void otherSeparator_isRead()
    {
        QCOMPARE(cellsOf("a;\"b;c\";d,e", ';'), Rows({{u"a"_s, u"b;c"_s, u"d,e"_s}}));
    }

    void rows_knowTheLineTheyBeginOn()
    {
        const auto rows = readRows("a\r\n\"b\r\nb\rb\nb\"\n\nc");
        QVERIFY(rows);
        QCOMPARE(rows->size(), 3);
        QCOMPARE(rows->at(0).line, 1);
        QCOMPARE(rows->at(1).line, 2);
        QCOMPARE(rows->at(2).line, 7);
    }

    void fault_namesLineAndReason_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("line");
        QTest::addColumn<QString>("problem");
        QTest::newRow("nothing closes it") << QByteArray("a\nb,\"c\nd\ne") << 2 << u"open_quote"_s;
        QTest::newRow("quote in the middle") << QByteArray("a\nb\"c\"\n") << 2 << u"quote_inside"_s;
        QTest::newRow("text after it")
            << QByteArray("a\n\nb,\"c\"d\n") << 3 << u"text_after_quote"_s;
        QTest::newRow("other encoding") << QByteArray("a\nM\xFCller\n") << 2 << u"bad_utf8"_s;
        QTest::newRow("cut letter") << QByteArray("a\nM\xC3") << 2 << u"bad_utf8"_s;
        QTest::newRow("surrogate") << QByteArray("\xED\xA0\x80") << 1 << u"bad_utf8"_s;
        QTest::newRow("zero") << QByteArray("a\n\"b\n\0\"", 8) << 3 << u"zero_byte"_s;
        QTest::newRow("UTF-16") << QByteArray("a\0,\0", 4) << 1 << u"zero_byte"_s;
        QTest::newRow("long") << QByteArray("a\n" + QByteArray(CsvReader::mostCellBytes + 1, 'b'))
                              << 2 << u"cell_too_long"_s;
        QTest::newRow("long in quotes")
            << QByteArray("\"" + QByteArray(CsvReader::mostCellBytes + 1, '\n')) << 1
            << u"cell_too_long"_s;
        QTest::newRow("many") << QByteArray("a\n" + QByteArray(CsvReader::mostCells, ',')) << 2
                              << u"too_many_cells"_s;
    }
    void fault_namesLineAndReason()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, line);
        QFETCH(QString, problem);
        const auto rows = readRows(bytes);
        QVERIFY(!rows);
        QCOMPARE(rows.error().code, Error::Code::Invalid);
        QCOMPARE(rows.error().facts.value(u"problem"_s).toString(), problem);
        QCOMPARE(rows.error().facts.value(u"line"_s).toInt(), line);
    }

    void rowsBeforeAFault_areGivenAndTheFaultStays()
    {
        QByteArray bytes("a\nb\"\nc\n");
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::ReadOnly);
        CsvReader reader(buffer);

        const auto first = reader.next();
        QVERIFY(first && *first);
        const auto second = reader.next();
        QVERIFY(!second);
        QCOMPARE(reader.next(), second);
    }

    void anyText_comesBackAsItWas()
    {
        QRandomGenerator random(11);
        const QString letters = u"ab '\"\",;=+-@\t\r\n陳é😀＝"_s;
        Rows rows;
        for (int i = 0; i < 3'000; ++i) {
            QStringList row;
            for (int cell = random.bounded(1, 5); cell > 0; --cell) {
                QString text;
                for (int length = random.bounded(7); length > 0; --length) {
                    const auto at = random.bounded(int(letters.size()));
                    if (!letters[at].isSurrogate())
                        text += letters[at];
                }
                row << text;
            }
            rows << row;
        }
        QCOMPARE(cellsOf(written(rows)), rows);
    }
};

QTEST_GUILESS_MAIN(TestCsv)
#include "tst_Csv.moc"
