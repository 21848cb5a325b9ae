#include "core/base/Error.h"
#include "tests/faults/BusyDesks.h"
#include "tests/faults/DeskProcess.h"

#include <array>
#include <memory>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

constexpr int deskCount = 4;
constexpr int patienceMs = 60'000;

int amount(const char *variable, int usual)
{
    return std::max(usual, qEnvironmentVariableIntValue(variable));
}

} // namespace

/// R1 and R13 by four desks of four processes, through the services that the window books with.
class TestFourDesks final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(m_server.start(), m_server.problem()); }

    void init()
    {
        QVERIFY2(!m_server.freshDatabase().isEmpty(), m_server.problem());
        Places::prepare(m_server);
        for (int desk = 0; desk < deskCount; ++desk)
            m_desks[size_t(desk)] = std::make_unique<DeskProcess>(m_server.profile(), desk);
        for (const auto &desk : m_desks)
            QTRY_VERIFY_WITH_TIMEOUT(desk->isReady(), patienceMs);
    }
    void cleanup() { m_desks = {}; }

    void sameSlots_areBookedOnce()
    {
        const int each = amount("CLINIDESK_TEST_BOOKINGS", 500);
        for (const auto &desk : m_desks)
            desk->order("book " + QByteArray::number(each));
        QHash<QString, qint64> booked;
        int refused = 0;
        for (const auto &desk : m_desks) {
            QByteArrayList said;
            QTRY_VERIFY_WITH_TIMEOUT((said += desk->answers()).endsWith("done"), 2 * patienceMs);
            QCOMPARE(said.size(), each + 1);
            for (const QByteArray &line : said) {
                const QByteArrayList words = line.split(' ');
                const QString label = QString::fromUtf8(words.mid(2).join(' '));
                if (words.first() == "booked")
                    booked.insert(label, words.at(1).toLongLong());
                else if (words.first() == "refused") {
                    QCOMPARE(words.at(1).toInt(), int(Error::Code::Conflict));
                    ++refused;
                }
            }
        }
        QCOMPARE(booked.size() + refused, each * deskCount);
        QCOMPARE(overlaps(), 0);
        QHash<QString, qint64> there;
        for (const QStringList &row :
             m_server.rows(u"SELECT reason, id FROM clinidesk.appointment"_s))
            there.insert(row[0], row[1].toLongLong());
        QCOMPARE(there, booked);
        for (const QString &trace :
             {u"appointment_event WHERE action = 'book'"_s,
              u"outbox WHERE kind = 'event' AND appointment_id > 0"_s,
              u"outbox WHERE kind = 'mail' AND payload ->> 'type' = 'confirmation'"
              " AND payload ->> 'to' = 'patient'"_s})
            QVERIFY2(count(trace) == booked.size(),
                     qPrintable(u"%1 of %2"_s.arg(count(trace)).arg(trace)));
        QVERIFY(booked.size() > 200); // Of 270 places most are filled, or the test proves nothing.
        qInfo("R1 four desks: %d attempts, %d booked, %d refused, 0 overlaps, 0 deadlocks",
              each * deskCount, int(booked.size()), refused);
    }

    void sameAppointment_isChangedByOne()
    {
        const int races = amount("CLINIDESK_TEST_RACES", 250);
        m_desks[0]->order("book 1");
        QByteArrayList said;
        QTRY_VERIFY((said += m_desks[0]->answers()).endsWith("done"));
        QVERIFY(said.first().startsWith("booked "));
        const QByteArray id = said.first().split(' ').at(1);
        std::array<int, deskCount> won{};
        int version = 1;
        for (int race = 0; race < races; ++race) {
            const QByteArray deed = race % 2 == 0 ? "resize " : "move ";
            for (const auto &desk : m_desks)
                desk->order(deed + id + ' ' + QByteArray::number(version));
            int winner = -1;
            for (int desk = 0; desk < deskCount; ++desk) {
                QByteArrayList answer;
                QTRY_VERIFY((answer += m_desks[size_t(desk)]->answers()).size() == 1);
                if (answer.first().startsWith("won ")) {
                    QCOMPARE(winner, -1);
                    winner = desk;
                    QCOMPARE(answer.first().mid(4).toInt(), version + 1);
                } else {
                    QCOMPARE(answer.first().mid(5).toInt(), int(Error::Code::Stale));
                }
            }
            QVERIFY(winner >= 0);
            ++won[size_t(winner)];
            ++version;
            QCOMPARE(stateOf(id),
                     race % 2 == 0 ? u"%1 %2 min"_s.arg(version).arg(lengthBy(winner))
                                   : u"%1 %2 h"_s.arg(version).arg(10 + hoursBy(winner)));
        }
        QCOMPARE(count(u"appointment_event WHERE action IN ('move', 'resize')"_s), races);
        qInfo("R13 four desks: %d races of four, won %d, %d, %d, %d, 0 silent overwrites", races,
              won[0], won[1], won[2], won[3]);
    }

private:
    [[nodiscard]] int count(const QString &from)
    {
        return m_server.value(u"SELECT count(*) FROM clinidesk."_s % from).toInt();
    }
    /// By brute force, without the constraints' help.
    [[nodiscard]] int overlaps()
    {
        return count(u"appointment a JOIN clinidesk.appointment b ON a.id < b.id"
                     " AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at"
                     " AND (a.doctor_id = b.doctor_id OR a.patient_id = b.patient_id)"_s);
    }
    /// Version, and length or wall-clock hour: what the last race was about.
    [[nodiscard]] QString stateOf(const QByteArray &id)
    {
        return m_server.value(
            u"SELECT version || ' ' || CASE version % 2 WHEN 0 THEN extract(epoch FROM"
            " ends_at - starts_at)::int / 60 || ' min' ELSE extract(hour FROM starts_at AT TIME"
            " ZONE 'Europe/Berlin') || ' h' END FROM clinidesk.appointment WHERE id = "_s
            % QString::fromLatin1(id));
    }

    PrivateServer m_server;
    std::array<std::unique_ptr<DeskProcess>, deskCount> m_desks;
};

int main(int argc, char **argv)
{
    QCoreApplication program(argc, argv);
    if (isDeskWanted(QCoreApplication::arguments()))
        return beDesk(QCoreApplication::arguments());
    TestFourDesks test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_R01_FourDesks.moc"
