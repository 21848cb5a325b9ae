#include "core/postgres/HostLookup.h"

#include "core/postgres/Patience.h"

#include <array>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#ifdef _WIN32
#include <winsock2.h>

#include <ws2tcpip.h>
#else
#include <netdb.h>
#include <sys/socket.h>
#endif

namespace clinidesk {

namespace {

/// What the thread that asks and the one that waits share; it lives as long as either.
struct Question
{
    std::string host;
    std::mutex mutex;
    std::condition_variable wake;
    bool isAnswered = false;
    std::vector<std::string> addresses;
};

#ifdef _WIN32
void beReady()
{
    static const int started = [] {
        WSADATA data;
        return WSAStartup(MAKEWORD(2, 2), &data);
    }();
    (void)started;
}
#else
void beReady() { }
#endif

std::vector<std::string> lookUp(const std::string &host)
{
    beReady();
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *first = nullptr;
    if (getaddrinfo(host.c_str(), nullptr, &hints, &first) != 0)
        return {};
    const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> found(first, freeaddrinfo);
    std::vector<std::string> addresses;
    for (const addrinfo *each = first; each; each = each->ai_next) {
        std::array<char, 256> text{};
        if (getnameinfo(each->ai_addr, static_cast<socklen_t>(each->ai_addrlen), text.data(),
                        text.size(), nullptr, 0, NI_NUMERICHOST)
            == 0)
            addresses.emplace_back(text.data());
    }
    return addresses;
}

} // namespace

std::optional<QStringList> addressesOf(const QString &host, std::chrono::milliseconds longest,
                                       const Patience &patience)
{
    const auto question = std::make_shared<Question>();
    question->host = host.toStdString();
    std::thread([question] {
        auto addresses = lookUp(question->host);
        const std::lock_guard lock(question->mutex);
        question->addresses = std::move(addresses);
        question->isAnswered = true;
        question->wake.notify_one();
    }).detach();

    const auto until = Patience::Clock::now() + longest;
    std::unique_lock lock(question->mutex);
    while (!question->isAnswered && !patience.isOver() && Patience::Clock::now() < until)
        question->wake.wait_for(lock, patience.untilNextLook());
    if (!question->isAnswered)
        return std::nullopt;
    QStringList addresses;
    for (const std::string &address : question->addresses)
        addresses.append(QString::fromStdString(address));
    return addresses;
}

} // namespace clinidesk
