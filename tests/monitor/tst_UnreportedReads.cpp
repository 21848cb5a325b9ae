#include "core/monitor/UnreportedReads.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

constexpr UnreportedReads::Reader rita{.installation = 18'000'000'000'000'000'007U,
                                       .staff = StaffId(4)};
constexpr UnreportedReads::Reader chief{.installation = rita.installation, .staff = StaffId(1)};
constexpr UnreportedReads::Reader elsewhere{.installation = 5, .staff = rita.staff};

KeptRead read(qint64 patient)
{
    return {.action = u"patient_card"_s,
            .entity = u"patient"_s,
            .id = patient,
            .clinic = ClinicId(2),
            .day = QDate(2026, 11, 26),
            .at = QDateTime({2026, 11, 26}, QTime(9, 40, 0, 125), Qt::UTC)};
}

} // namespace

class TestUnreportedReads final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"desk/unreported-reads"_s);
    }

    void keptReads_comeBackAsTheyWere_once()
    {
        const UnreportedReads file(m_path);
        KeptRead list = read(0);
        list.day = {};
        list.clinic = {};
        QVERIFY(file.keep(rita, {read(9'007'199'254'740'993), list}));
        QCOMPARE(UnreportedReads(m_path).take(rita),
                 (QList<KeptRead>{read(9'007'199'254'740'993), list}));
        QVERIFY(file.take(rita).isEmpty());
        QVERIFY(!QFile::exists(m_path));
    }

    void reads_areGivenToNobodyElse()
    {
        const UnreportedReads file(m_path);
        QVERIFY(file.keep(rita, {read(1)}));
        QVERIFY(file.keep(chief, {read(2)}));
        QVERIFY(file.keep(elsewhere, {read(3)}));
        QCOMPARE(file.take(chief), QList{read(2)});
        QVERIFY(file.keep(rita, {read(4)}));
        QCOMPARE(file.take(rita), (QList{read(1), read(4)}));
        QCOMPARE(file.take(elsewhere), QList{read(3)});
    }

#ifdef Q_OS_UNIX
    void file_isForThisPersonsEyesOnly()
    {
        QVERIFY(UnreportedReads(m_path).keep(rita, {read(1)}));
        QCOMPARE(QFile::permissions(m_path) & ~(QFile::ReadUser | QFile::WriteUser),
                 QFile::ReadOwner | QFile::WriteOwner);
    }
#endif

    void damagedLines_costOnlyThemselves()
    {
        const UnreportedReads file(m_path);
        QVERIFY(file.keep(rita, {read(1), read(2)}));
        QFile bytes(m_path);
        QVERIFY(bytes.open(QIODevice::ReadWrite));
        const QByteArray whole = bytes.readAll();
        bytes.seek(0);
        bytes.write("\xff\0{[", 4);
        bytes.close();
        QCOMPARE(file.take(rita), QList{read(2)});

        QVERIFY(bytes.open(QIODevice::WriteOnly));
        bytes.write(whole.first(whole.size() - 20));
        bytes.close();
        QCOMPARE(file.take(rita), QList{read(1)});
    }

    void waitingReads_areBounded()
    {
        const UnreportedReads file(m_path);
        QVERIFY(file.keep(chief, QList<KeptRead>(UnreportedReads::most - 1, read(1))));
        QVERIFY(!file.keep(rita, {read(2), read(3)}));
        QCOMPARE(file.take(rita), QList{read(2)});
    }

    void withoutAPlace_nothingIsKept()
    {
        QVERIFY(!UnreportedReads({}).keep(rita, {read(1)}));
        QVERIFY(!UnreportedReads(m_path).keep({.installation = 0, .staff = rita.staff}, {read(1)}));
        QVERIFY(!QFile::exists(m_path));
        QVERIFY(UnreportedReads({}).take(rita).isEmpty());
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

QTEST_GUILESS_MAIN(TestUnreportedReads)
#include "tst_UnreportedReads.moc"
