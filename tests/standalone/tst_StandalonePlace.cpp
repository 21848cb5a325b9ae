#include "core/standalone/Account.h"
#include "core/standalone/StandalonePlace.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

class TestStandalonePlace final : public QObject
{
    Q_OBJECT

private slots:
    void sockets_areInsideAShortFolder()
    {
        const auto place = standalonePlace(u"/tmp/a"_s);
        QCOMPARE(place.home, u"/tmp/a"_s);
        QCOMPARE(place.sockets, u"/tmp/a/run"_s);
    }

    void sockets_stayShortWhateverTheFolderIs()
    {
        for (const QString &part : {u"a"_s, u"ü"_s, u"王"_s}) {
            for (int length = 1; length < 200; ++length) {
                const auto place = standalonePlace(u"/tmp/"_s % part.repeated(length));
                const QString longest = place.sockets % u"/.s.PGSQL.65535.lock"_s;
                QVERIFY2(QFile::encodeName(longest).size() <= longestSocketPath,
                         qPrintable(longest));
            }
        }
    }

    void longFolders_haveSocketsOfTheirOwn()
    {
        const QString deep = u"/tmp/"_s % QString(120, u'x');
        QVERIFY(standalonePlace(deep % u'1').sockets != standalonePlace(deep % u'2').sockets);
    }

    void closedFolder_isLeftByRoot()
    {
        if (!runsAsRoot())
            QSKIP("only root runs servers under another account");
        QTemporaryDir closed; // 0700
        const auto place = standalonePlace(closed.filePath(u"desk"_s));
        QVERIFY2(place.home.startsWith(u"/var/lib/clinidesk/desk-"_s), qPrintable(place.home));
    }

    void preparedFolders_areOursAlone()
    {
        QTemporaryDir folder(u"/tmp/clinidesk-place-XXXXXX"_s);
        const auto place = standalonePlace(folder.path());
        QVERIFY(prepare(place));
        QVERIFY(prepare(place));
        const auto closed = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
        for (const QString &part : {place.sockets, place.redis(), place.logs(), place.users()}) {
            const auto others = QFileInfo(part).permissions()
                & (QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther
                   | QFile::WriteOther | QFile::ExeOther);
            QVERIFY2(!others, qPrintable(part));
            QVERIFY((QFileInfo(part).permissions() & closed) == closed);
        }
    }

    void foreignLinkInOurPlace_isRefused()
    {
        QTemporaryDir folder(u"/tmp/clinidesk-place-XXXXXX"_s);
        const auto place = standalonePlace(folder.path());
        QVERIFY(QFile::link(u"/tmp"_s, place.sockets));
        QVERIFY(!prepare(place));
    }
};

QTEST_GUILESS_MAIN(TestStandalonePlace)
#include "tst_StandalonePlace.moc"
