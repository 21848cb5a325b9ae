#include "tests/faults/DeskProcess.h"

#include "core/booking/BookingService.h"
#include "core/postgres/PostgresAppointmentBook.h"
#include "tests/faults/BusyDesks.h"
#include "tests/postgres/PoolDesk.h"

#include <QCoreApplication>
#include <QTimeZone>

#include <iostream>
#include <random>
#include <string>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace clinidesk {

namespace {

constexpr int atOnce = 8;
constexpr int doctors = 3;
constexpr int places = 30;
constexpr int days = 3;

void say(const QByteArray &line)
{
    std::cout << line.constData() << std::endl;
}

QDateTime atTen(int day)
{
    const QDate date = QDateTime::currentDateTimeUtc().date().addDays(day);
    return QDateTime(date, QTime(10, 0), QTimeZone("Europe/Berlin")).toUTC();
}

class Desk final : public QObject
{
public:
    Desk(const ServerProfile &server, int number)
        : m_number(number)
        , m_random(unsigned(number) + 1)
    {
        m_desk.pool.open(server, {logins::chief, logins::password});
    }

    [[nodiscard]] bool isOpen() { return settled(m_desk.ask(u"SELECT 1"_s)).has_value(); }

    void obey(const QByteArrayList &order)
    {
        const Seen seen{AppointmentId(order.value(1).toLongLong()), order.value(2).toInt()};
        if (order.first() == "book")
            return book(order.value(1).toInt());
        const auto change = order.first() == "resize"
            ? m_service.resize(seen, std::chrono::minutes(lengthBy(m_number)))
            : m_service.move(seen,
                             {.doctor = {},
                              .startsAt = atTen(2).addSecs(3600 * hoursBy(m_number)),
                              .length = {}});
        const auto answer = settled(change, 60s);
        const QByteArray number
            = QByteArray::number(answer ? answer->version : int(answer.error().code));
        say((answer ? "won " : "lost ") + number);
    }

private:
    /// A few places, so that nearly everybody wants what somebody else wants too.
    [[nodiscard]] Booking wish()
    {
        const auto below
            = [this](int end) { return std::uniform_int_distribution(0, end - 1)(m_random); };
        return {.clinic = smallclinic::riverside,
                .department = smallclinic::cardiology,
                .doctor = DoctorId(101 + below(doctors)),
                .patient = PatientId(101 + below(Places::doctors)),
                .startsAt = atTen(2 + below(days)).addSecs(1200 * (below(places) - 6)),
                .length = 20min,
                .reason = u"desk %1 booking %2"_s.arg(m_number).arg(++m_count)};
    }

    void book(int count)
    {
        m_left = count;
        m_open = 0;
        for (int hand = 0; hand < atOnce; ++hand)
            bookNext();
        (void)QTest::qWaitFor([this] { return m_open == 0 && m_left == 0; }, 120'000);
        say("done");
    }

    void bookNext()
    {
        if (m_left == 0)
            return;
        --m_left;
        ++m_open;
        const Booking booking = wish();
        deliver(m_service.book(booking), this,
                [this, label = booking.reason](const Result<Change> &answer) {
                    const qint64 number
                        = answer ? answer->appointment.value() : int(answer.error().code);
                    say((answer ? "booked " : "refused ") + QByteArray::number(number) + ' '
                        + label.toUtf8());
                    --m_open;
                    bookNext();
                });
    }

    const int m_number;
    std::mt19937 m_random;
    PoolDesk m_desk;
    PostgresAppointmentBook m_book{m_desk.pool};
    BookingService m_service{m_book};
    int m_count = 0;
    int m_left = 0;
    int m_open = 0;
};

} // namespace

DeskProcess::DeskProcess(const ServerProfile &server, int number)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(QCoreApplication::applicationFilePath(),
                    {u"desk"_s, server.hosts, QString::number(server.port), server.database,
                     QString::number(number)});
}

DeskProcess::~DeskProcess()
{
    m_process.kill();
    m_process.waitForFinished();
}

bool DeskProcess::isReady()
{
    if (!m_isReady && m_process.canReadLine())
        m_isReady = m_process.readLine() == "ready\n";
    return m_isReady;
}

void DeskProcess::order(const QByteArray &order)
{
    m_process.write(order + '\n');
}

QByteArrayList DeskProcess::answers()
{
    QByteArrayList lines;
    while (m_process.canReadLine())
        lines << m_process.readLine().trimmed();
    return lines;
}

bool isDeskWanted(const QStringList &words)
{
    return words.size() == 6 && words.at(1) == u"desk";
}

int beDesk(const QStringList &words)
{
    ServerProfile server;
    server.hosts = words.at(2);
    server.port = words.at(3).toUShort();
    server.database = words.at(4);
    server.tls = ServerProfile::Tls::None;
    Desk desk(server, words.at(5).toInt());
    if (!desk.isOpen())
        return 1;
    say("ready");
    for (std::string line; std::getline(std::cin, line);)
        desk.obey(QByteArray::fromStdString(line).split(' '));
    return 0;
}

} // namespace clinidesk
