#include "core/base/WholeFile.h"
#include "tests/fakes/FakePorts.h"
#include "tests/fakes/Samples.h"
#include "ui/viewmodels/history/HistoryExport.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

using Stage = HistoryExport::Stage;

namespace {

const QString path = u"/home/rita/list.csv"_s;

/// A desk whose file is kept here.
struct Desk
{
    Desk()
        : saving(ports.ports, [this](const QString &where, const QByteArray &bytes) {
            savedAt = where;
            saved = bytes;
            ++saves;
            return ready<Done>(outcome);
        })
    {
    }

    [[nodiscard]] auto &call() { return ports.history.pageCall; }
    [[nodiscard]] bool ends()
    {
        return QTest::qWaitFor([this] { return !saving.isBusy(); }, 5000);
    }
    [[nodiscard]] QList<QByteArray> lines() const { return saved.trimmed().split('\n'); }

    FakePorts ports;
    Result<Done> outcome = Done{};
    QString savedAt;
    QByteArray saved;
    int saves = 0;
    HistoryExport saving;
};

} // namespace

class TestHistoryExport final : public QObject
{
    Q_OBJECT

private slots:
    void everyPage_isSaved_asOnScreenAndWithIsoDates()
    {
        Desk desk;
        const QSignalSpy saved(&desk.saving, &HistoryExport::saved);
        desk.call().always([](const HistoryQuery &query) {
            return samples::historyPage(120, query.pageNumber, query.pageSize);
        });
        HistoryQuery query;
        query.text = u"family"_s;
        query.pageSize = 10;
        query.pageNumber = 7;
        desk.saving.start(query, path);
        QVERIFY(desk.ends());
        QCOMPARE(desk.saving.stage(), Stage::Saved);
        QCOMPARE(desk.call().count(), 3);
        QCOMPARE(desk.call().question(0).text, query.text);
        QCOMPARE(desk.savedAt, path);
        QCOMPARE(desk.lines().size(), 121);
        QVERIFY(desk.lines().first().contains("Record no."));
        const QByteArray first = desk.lines().at(1);
        for (const char *cell : {"FAMILY1, Given1", "05-Nov-1977", "2026-11-26T09:00:00+01:00",
                                 "Europe/Berlin", "1977-11-05"})
            QVERIFY2(first.contains(cell), first.constData());
        QVERIFY(!first.contains("\u200E"));
        QCOMPARE(saved.count(), 1);
        QVERIFY(desk.saving.sentence().contains(u"120 appointments"_s));
        QVERIFY(desk.saving.sentence().contains(u"list.csv"_s));
    }

    void suggestedName_bearsTheClinicsDay()
    {
        Desk desk;
        desk.ports.clock.set(QDateTime(QDate(2026, 11, 26), QTime(23, 30), Qt::UTC));
        QCOMPARE(desk.saving.suggestedName("Europe/Berlin"), u"appointments-2026-11-27.csv"_s);
        QCOMPARE(desk.saving.suggestedName("America/New_York"), u"appointments-2026-11-26.csv"_s);
    }

    void listThatChangesMeanwhile_isReadAgainFromTheStart()
    {
        Desk desk;
        desk.saving.start({}, path);
        desk.call().answer(samples::historyPage(60, 1, 50));
        QTRY_COMPARE(desk.call().count(), 2);
        desk.call().answer(samples::historyPage(61, 2, 50));
        QTRY_COMPARE(desk.call().count(), 3);
        QCOMPARE(desk.call().last().pageNumber, 1);
        desk.call().always([](const HistoryQuery &query) {
            return samples::historyPage(61, query.pageNumber, query.pageSize);
        });
        QVERIFY(desk.ends());
        QCOMPARE(desk.lines().size(), 62);
    }

    void rowThatMovesMeanwhile_isNeitherLostNorDoubled()
    {
        Desk desk;
        desk.saving.start({}, path);
        desk.call().answer(samples::historyPage(60, 1, 50));
        QTRY_COMPARE(desk.call().count(), 2);
        HistoryPage shifted = samples::historyPage(60, 2, 50);
        shifted.page.rows.first() = samples::historyPage(60, 1, 50).page.rows.last();
        desk.call().answer(shifted);
        QTRY_COMPARE(desk.call().count(), 3);
        QCOMPARE(desk.call().last().pageNumber, 1);
        QCOMPARE(desk.saves, 0);
    }

    void listThatNeverRests_isGivenUpWithoutAFile()
    {
        Desk desk;
        int total = 60;
        desk.call().always([&total](const HistoryQuery &query) {
            return samples::historyPage(++total, query.pageNumber, query.pageSize);
        });
        desk.saving.start({}, path);
        QVERIFY(desk.ends());
        failsHonestly(desk);
    }

    void failedPage_writesNothing()
    {
        Desk desk;
        desk.saving.start({}, path);
        desk.call().answer(samples::historyPage(60, 1, 50));
        QTRY_COMPARE(desk.call().count(), 2);
        desk.call().answer(Error{Error::Code::Unavailable, u"57P01 gone"_s, {}});
        QVERIFY(desk.ends());
        failsHonestly(desk);
        QVERIFY(!desk.saving.sentence().contains(u"57P01"_s));
        QVERIFY(!desk.saving.details().isEmpty());
    }

    void stopping_writesNothing()
    {
        Desk desk;
        desk.saving.start({}, path);
        desk.call().answer(samples::historyPage(60, 1, 50));
        QTRY_COMPARE(desk.call().count(), 2);
        QVERIFY(desk.saving.percent() > 0);
        desk.saving.cancel();
        desk.call().answer(samples::historyPage(60, 2, 50));
        QCoreApplication::processEvents();
        failsHonestly(desk);
    }

    void tooLongAList_isRefusedWithItsLength()
    {
        Desk desk;
        desk.saving.start({}, path);
        desk.call().answer(samples::historyPage(HistoryExport::most + 1, 1, 50));
        QVERIFY(desk.ends());
        failsHonestly(desk);
        QVERIFY(desk.saving.sentence().contains(QLocale().toString(HistoryExport::most + 1)));

        desk.saving.start({}, path);
        HistoryPage uncounted = samples::historyPage(1001, 1, 50);
        uncounted.page.isExact = false;
        desk.call().answer(uncounted);
        QVERIFY(desk.ends());
        failsHonestly(desk);
        QVERIFY(desk.saving.sentence().contains(QLocale().toString(1000)));
    }

    void fileThatCannotBeWritten_isToldWithTheWayOut_data()
    {
        QTest::addColumn<QString>("problem");
        for (const char *problem : {"no_room", "no_folder", "not_allowed", "unwritable"})
            QTest::newRow(problem) << QString::fromLatin1(problem);
    }
    void fileThatCannotBeWritten_isToldWithTheWayOut()
    {
        QFETCH(QString, problem);
        Desk desk;
        desk.outcome = samples::failure(Error::Code::Invalid, {{u"problem"_s, problem}});
        desk.call().always([](const HistoryQuery &query) {
            return samples::historyPage(3, query.pageNumber, query.pageSize);
        });
        desk.saving.start({}, path);
        QVERIFY(desk.ends());
        QCOMPARE(desk.saving.stage(), Stage::Failed);
        QVERIFY(desk.saving.sentence().contains(u"No file was written"_s));
        QVERIFY(desk.saving.sentence().contains(QRegularExpression(u"hoose|Make room"_s)));
        QVERIFY(!desk.saving.sentence().contains(u'_'));
    }

    void secondPress_isIgnoredWhileBusy()
    {
        Desk desk;
        desk.saving.start({}, path);
        desk.saving.start({}, u"/elsewhere.csv"_s);
        QCOMPARE(desk.call().count(), 1);
    }

    void realFile_isWholeAndOnlyForThisPerson()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"list.csv"_s);
        QVERIFY(outcomeOf(saveWhole(file, "old")).isEmpty());
        QVERIFY(outcomeOf(saveWhole(file, "new")).isEmpty());
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QCOMPARE(written.readAll(), QByteArray("new"));
        QVERIFY(!(QFileInfo(file).permissions()
                  & (QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::WriteGroup)));
        QCOMPARE(outcomeOf(saveWhole(folder.filePath(u"gone/list.csv"_s), "x")), u"no_folder"_s);
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{u"list.csv"_s});
    }

private:
    static void failsHonestly(const Desk &desk)
    {
        QCOMPARE(desk.saving.stage(), Stage::Failed);
        QCOMPARE(desk.saves, 0);
        QVERIFY2(desk.saving.sentence().contains(QRegularExpression(u"[Nn]o file was written"_s)),
                 qPrintable(desk.saving.sentence()));
    }
    /// The problem's word; empty when it was saved.
    static QString outcomeOf(const Async<Done> &request)
    {
        (void)QTest::qWaitFor([&] { return request.isFinished(); }, 5000);
        const Result<Done> answer = request.result();
        return answer ? QString() : answer.error().facts.value("problem"_L1).toString();
    }
};

QTEST_GUILESS_MAIN(TestHistoryExport)
#include "tst_HistoryExport.moc"
