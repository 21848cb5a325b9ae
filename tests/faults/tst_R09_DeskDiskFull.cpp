// R9, the desk's half: the disk of the receptionist's computer is full. Whatever the desk writes
// there stays whole as it was, she is told, nothing claims to be saved that isn't, and it is saved
// once there is room.
#include "core/settings/SavedServers.h"
#include "tests/fakes/FakeServerProbe.h"
#include "tests/support/DiskThatFills.h"
#include "tests/ui/PageMain.h"
#include "tests/window/FakeDesk.h"
#include "ui/viewmodels/history/HistoryExport.h"
#include "ui/viewmodels/session/ServerFormViewModel.h"
#include "ui/widgets/StateParts.h"

#include <QDir>
#include <QFile>

using namespace clinidesk;
using namespace Qt::StringLiterals;

using Choice = Appearance::Choice;
using Stage = HistoryExport::Stage;

namespace {

constexpr int rounds = 20;

/// Before any thread is: they would not see it.
DiskThatFills &disk()
{
    static DiskThatFills small{1};
    return small;
}

QString onDisk(const QString &name)
{
    return disk().folder() % u'/' % name;
}

QByteArray contentOf(const QString &name)
{
    QFile file(onDisk(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

ServerDraft draftOf(int round)
{
    return {.name = u"Server %1"_s.arg(round),
            .hosts = u"pg%1.example.org"_s.arg(round),
            .port = u"5432"_s,
            .database = u"clinidesk"_s,
            .tls = ServerProfile::Tls::Weaker,
            .caFile = {}};
}

} // namespace

class TestR09DeskDiskFull final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (!disk().isThere())
            QSKIP(disk().problem());
    }

    void looks_areSaidToBeUnsaved_andHoldUntilThereIsRoom()
    {
        FakeDesk desk(disk().folder());
        desk.open();
        const auto *note = named<NoteStrip>(&desk.window, "lookNote");
        for (int round = 0; round < rounds; ++round) {
            const Choice before = round % 2 ? Choice::Dark : Choice::Light;
            const Choice after = round % 2 ? Choice::Light : Choice::HighContrast;
            desk.appearance.choose(before);
            const QByteArray kept = contentOf(u"desk.ini"_s);
            QVERIFY(!kept.isEmpty());
            disk().fill();
            desk.appearance.choose(after);
            desk.appearance.setTextPercent(round % 2 ? 100 : 125);
            QCOMPARE(desk.appearance.choice(), after);
            QCOMPARE(contentOf(u"desk.ini"_s), kept);
            QVERIFY(note->isVisible());
            QCOMPARE(note->accessibleName(),
                     u"Your choice of looks could not be saved: the disk of this computer is full. "
                     "It holds until you close the window."_s);
            ++m_told;

            disk().drain();
            if (round == 0) // By itself; the other times she chooses again.
                QTRY_VERIFY_WITH_TIMEOUT(!note->isVisible(), 20'000);
            else
                desk.appearance.setTextPercent(150);
            QVERIFY(!note->isVisible());
            QCOMPARE(Appearance(onDisk(u"desk.ini"_s)).choice(), after);
        }
        desk.appearance.choose(Choice::Light);
    }

    void server_isNotShownAsSaved_andIsOnceThereIsRoom()
    {
        SavedServers servers(onDisk(u"servers.ini"_s));
        FakeServerProbe probe;
        ServerFormViewModel form(servers, probe);
        for (int round = 0; round < rounds; ++round) {
            const QByteArray kept = contentOf(u"servers.ini"_s);
            disk().fill();
            form.open();
            form.save(draftOf(round));
            QVERIFY(form.isOpen());
            QVERIFY(form.hasFailed());
            QCOMPARE(form.sentence(),
                     u"The server was not saved: the disk of this computer is full. Set this "
                     "right, then save again."_s);
            QCOMPARE(contentOf(u"servers.ini"_s), kept);
            QCOMPARE(servers.all().size(), round);
            QVERIFY(round == 0 || !servers.remember(u"Server 0"_s, u"mara"_s));
            QVERIFY(round == 0 || servers.all().constLast().lastLogin.isEmpty());
            ++m_told;

            disk().drain();
            form.save(draftOf(round));
            QVERIFY2(!form.isOpen(), qPrintable(form.sentence()));
            QCOMPARE(SavedServers(onDisk(u"servers.ini"_s)).all().size(), round + 1);
        }
    }

    void list_isSavedWholeOrNotAtAll()
    {
        FakePorts ports;
        ports.history.pageCall.always([](const HistoryQuery &query) {
            return samples::historyPage(120, query.pageNumber, query.pageSize);
        });
        HistoryExport saving(ports.ports);
        const auto save = [&saving] {
            saving.start({}, onDisk(u"list.csv"_s));
            return QTest::qWaitFor([&saving] { return !saving.isBusy(); });
        };
        QByteArray kept;
        for (int round = 0; round < rounds; ++round) {
            disk().fill();
            QVERIFY(save());
            QCOMPARE(saving.stage(), Stage::Failed);
            QCOMPARE(saving.sentence(),
                     u"No file was written; one that was there before is unchanged. The disk is "
                     "full. Make room, or choose another place."_s);
            QCOMPARE(contentOf(u"list.csv"_s), kept);
            ++m_told;

            disk().drain();
            QVERIFY(save());
            QCOMPARE(saving.stage(), Stage::Saved);
            kept = contentOf(u"list.csv"_s);
            QCOMPARE(kept.count('\n'), 121);
        }
    }

    void cleanupTestCase()
    {
        if (!disk().isThere())
            return;
        const QStringList left = QDir(disk().folder()).entryList(QDir::Files | QDir::Hidden);
        QCOMPARE(left, QStringList({u"desk.ini"_s, u"list.csv"_s, u"servers.ini"_s}));
        qInfo("R9 desk: 3 files, each %d times on a full disk: %d times told so, every old file "
              "whole, every new one saved once there was room, no half-written file left",
              rounds, m_told);
        QCOMPARE(m_told, 3 * rounds);
    }

private:
    int m_told = 0;
};

int main(int argc, char **argv)
{
    (void)disk();
    return runPageTest(argc, argv, [] { return std::make_unique<TestR09DeskDiskFull>(); });
}

#include "tst_R09_DeskDiskFull.moc"
