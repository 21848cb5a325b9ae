#include "ui/viewmodels/schedule/Pinboard.h"

#include "tests/fakes/FakePorts.h"
#include "tests/fakes/Samples.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

QList<AppointmentId> ids(const QList<Appointment> &rows)
{
    QList<AppointmentId> found;
    for (const Appointment &row : rows)
        found.append(row.id);
    return found;
}

} // namespace

class TestPinboard final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QFile::remove(m_path); }

    void pinned_areThereAfterARestart_asTheyAreNow()
    {
        {
            FakePorts ports(m_path);
            Pinboard board(ports.ports, samples::session(Role::Receptionist));
            board.pin(samples::appointment(31, 60));
            board.pin(samples::appointment(12, 0));
        }
        FakePorts ports(m_path);
        Pinboard board(ports.ports, samples::session(Role::Receptionist));
        QVERIFY(board.pinned().isEmpty());
        ports.book.appointmentCall.always([](AppointmentId id) -> Result<Appointment> {
            return samples::appointment(int(id.value()), 200);
        });
        board.read();
        QTRY_COMPARE(ids(board.pinned()), (QList{AppointmentId(31), AppointmentId(12)}));
        QCOMPARE(board.pinned().first().startsAt, samples::appointment(31, 200).startsAt);
    }

    void numbersAreAllThatIsOnTheDisk()
    {
        FakePorts ports(m_path);
        Pinboard board(ports.ports, samples::session(Role::Receptionist));
        const Appointment row = samples::appointment(31, 60);
        board.pin(row);
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY(text.contains("31"));
        for (const QString &word : {row.family, row.given, row.mrn, row.doctorName})
            QVERIFY2(!text.contains(word.toUtf8()), qPrintable(word));
    }

    void somebodyElse_hasAPinboardOfHerOwn()
    {
        FakePorts ports(m_path);
        Pinboard board(ports.ports, samples::session(Role::Receptionist));
        board.pin(samples::appointment(31, 60));
        Session other = samples::session(Role::Receptionist);
        other.staff = StaffId(8);
        Pinboard hers(ports.ports, other);
        QVERIFY(!hers.isPinned(AppointmentId(31)));
    }

    void whatWasMovedOrIsOver_isNotPinnedAnyMore()
    {
        FakePorts ports(m_path);
        Pinboard board(ports.ports, samples::session(Role::Receptionist));
        for (const int id : {1, 2, 3, 4})
            board.pin(samples::appointment(id, 20 * id));
        ports.book.appointmentCall.always([](AppointmentId id) -> Result<Appointment> {
            if (id == AppointmentId(1))
                return samples::failure(Error::Code::NotFound);
            if (id == AppointmentId(2))
                return samples::failure(Error::Code::Unavailable);
            if (id == AppointmentId(3))
                return samples::appointment(3, 60, Status::Cancelled);
            return samples::appointment(4, 300);
        });
        board.read();
        QTRY_COMPARE(ids(board.pinned()), QList{AppointmentId(2)});
    }

    void changeMadeHere_isHeardOf()
    {
        FakePorts ports(m_path);
        Pinboard board(ports.ports, samples::session(Role::Receptionist));
        const Appointment row = samples::appointment(31, 60);
        board.pin(row);
        static_cast<void>(ports.booking.move({row.id, row.version}, {}));
        Change change = samples::change(row.id);
        change.row = samples::appointment(31, 120);
        ports.book.moveCall.answer(change);
        QTRY_VERIFY(!board.isPinned(row.id));
    }

    void moreThanItHolds_isLeftOut()
    {
        FakePorts ports(m_path);
        Pinboard board(ports.ports, samples::session(Role::Receptionist));
        for (int id = 1; id <= Pinboard::most + 3; ++id)
            board.pin(samples::appointment(id, 0));
        QVERIFY(board.isFull());
        QCOMPARE(board.pinned().size(), Pinboard::most);
    }

private:
    QTemporaryDir m_folder;
    const QString m_path = m_folder.filePath(u"choices.ini"_s);
};

QTEST_GUILESS_MAIN(TestPinboard)
#include "tst_Pinboard.moc"
