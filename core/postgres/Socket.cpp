#include "core/postgres/Socket.h"

#include "core/postgres/Patience.h"

#ifdef _WIN32
#include <winsock2.h>
#else
#include <poll.h>

#include <cerrno>
#endif

namespace clinidesk {

namespace {

short eventsOf(SocketWait what)
{
    switch (what) {
    case SocketWait::Readable:
        return POLLIN;
    case SocketWait::Writable:
        return POLLOUT;
    case SocketWait::Either:
        break;
    }
    return POLLIN | POLLOUT;
}

} // namespace

bool waitForSocket(int socket, SocketWait what, std::chrono::milliseconds longest)
{
    if (socket < 0)
        return true; // There is none any more: nothing to wait for.
#ifdef _WIN32
    WSAPOLLFD waiting{static_cast<SOCKET>(socket), eventsOf(what), 0};
    return ::WSAPoll(&waiting, 1, static_cast<INT>(longest.count())) != 0;
#else
    pollfd waiting{socket, eventsOf(what), 0};
    const int ready = ::poll(&waiting, 1, static_cast<int>(longest.count()));
    // A signal says nothing of the socket. Any other failure is for the next read to find out.
    return ready > 0 || (ready < 0 && errno != EINTR);
#endif
}

bool waitForSocket(int socket, SocketWait what, const Patience &patience)
{
    while (!patience.isOver()) {
        if (waitForSocket(socket, what, patience.untilNextLook()))
            return true;
    }
    return false;
}

} // namespace clinidesk
