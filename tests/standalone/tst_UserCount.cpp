#include "core/standalone/UserCount.h"

#include <QDir>
#include <QFile>
#include <QSysInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

class TestUserCount final : public QObject
{
    Q_OBJECT

private slots:
    void others_areThoseWhoEnteredAndDidNotLeave()
    {
        QTemporaryDir folder;
        UserCount first(folder.path());
        UserCount second(folder.path());
        QCOMPARE(first.others(), 0);
        QVERIFY(first.enter());
        QVERIFY(first.enter());
        QCOMPARE(first.others(), 0);
        QVERIFY(second.enter());
        QCOMPARE(first.others(), 1);
        QCOMPARE(second.others(), 1);
        first.leave();
        QCOMPARE(second.others(), 0);
    }

    void dead_areForgotten()
    {
        QTemporaryDir folder;
        QFile left(folder.filePath(u"dead.user"_s));
        QVERIFY(left.open(QIODevice::WriteOnly));
        left.write("999999999\nclinidesk\n" + QSysInfo::machineHostName().toUtf8() + '\n');
        left.close();
        QCOMPARE(UserCount(folder.path()).others(), 0);
        QVERIFY(!QFile::exists(left.fileName()));
    }
};

QTEST_GUILESS_MAIN(TestUserCount)
#include "tst_UserCount.moc"
