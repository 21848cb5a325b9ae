#pragma once

#include "core/settings/ServerProfile.h"

#include <QByteArrayList>
#include <QProcess>

namespace clinidesk {

/// This test program once more, as a desk of its own: beDesk() in another process. It takes orders
/// and answers each with one line.
class DeskProcess final
{
public:
    DeskProcess(const ServerProfile &server, int number);
    ~DeskProcess();
    Q_DISABLE_COPY_MOVE(DeskProcess)

    /// Whether it has signed in.
    [[nodiscard]] bool isReady();
    /// "book 500": that many bookings, eight at a time. "resize 31 4": appointment 31, seen at
    /// version 4. "move 31 4" likewise.
    void order(const QByteArray &order);
    /// What it said since it was asked last, a line each.
    [[nodiscard]] QByteArrayList answers();
    [[nodiscard]] qint64 pid() const { return m_process.processId(); }

private:
    QProcess m_process;
    bool m_isReady = false;
};

/// What the desk with that number makes of an appointment: minutes long, and hours after ten.
[[nodiscard]] constexpr int lengthBy(int desk)
{
    return 10 + 5 * desk;
}
[[nodiscard]] constexpr int hoursBy(int desk)
{
    return 1 + desk;
}

/// The desk itself: reads orders until its input ends. @p words are the program's arguments.
[[nodiscard]] int beDesk(const QStringList &words);
/// Whether these arguments ask for a desk.
[[nodiscard]] bool isDeskWanted(const QStringList &words);

} // namespace clinidesk
