#include "core/staff/Session.h"

#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

class TestSession final : public QObject
{
    Q_OBJECT

private slots:
    void roles_areCalledAsInTheDatabase_data()
    {
        QTest::addColumn<Role>("role");
        QTest::addColumn<QString>("word");
        QTest::newRow("receptionist") << Role::Receptionist << u"receptionist"_s;
        QTest::newRow("doctor") << Role::Doctor << u"doctor"_s;
        QTest::newRow("administrator") << Role::Administrator << u"admin"_s;
        QTest::newRow("worker") << Role::Worker << u"worker"_s;
    }
    void roles_areCalledAsInTheDatabase()
    {
        QFETCH(Role, role);
        QFETCH(QString, word);
        QCOMPARE(roleWord(role), word);
        QCOMPARE(roleFromWord(word), std::optional(role));
    }

    void otherWord_isNoRole()
    {
        for (const QString &word : {u""_s, u"Doctor"_s, u"owner"_s, u"admin "_s})
            QCOMPARE(roleFromWord(word), std::nullopt);
    }
};

QTEST_GUILESS_MAIN(TestSession)
#include "tst_Session.moc"
