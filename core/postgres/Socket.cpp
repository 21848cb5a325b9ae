#include "core/postgres/Socket.h"

#ifdef _WIN32
#include <winsock2.h>
#else
#include <poll.h>
#include <sys/socket.h>
#endif

namespace clinidesk {

#ifdef _WIN32

void cutSocket(int socket)
{
    ::shutdown(static_cast<SOCKET>(socket), SD_BOTH);
}

bool waitForSocket(int socket, SocketWait what, std::chrono::milliseconds patience)
{
    WSAPOLLFD waiting{static_cast<SOCKET>(socket),
                      static_cast<SHORT>(what == SocketWait::Readable ? POLLRDNORM : POLLWRNORM),
                      0};
    return ::WSAPoll(&waiting, 1, static_cast<INT>(patience.count())) != 0;
}

#else

void cutSocket(int socket)
{
    ::shutdown(socket, SHUT_RDWR);
}

bool waitForSocket(int socket, SocketWait what, std::chrono::milliseconds patience)
{
    const short events = what == SocketWait::Readable ? POLLIN : POLLOUT;
    pollfd waiting{socket, events, 0};
    return ::poll(&waiting, 1, static_cast<int>(patience.count())) != 0;
}

#endif

} // namespace clinidesk
