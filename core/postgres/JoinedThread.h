#pragma once

#include <atomic>
#include <functional>
#include <thread>

namespace clinidesk {

/// A thread that is wholly over once it has been joined, with all that libraries keep for it. A
/// QThread calls itself finished a moment earlier: a program that exits in that moment frees the
/// random numbers OpenSSL keeps for the thread twice.
class JoinedThread final
{
public:
    explicit JoinedThread(std::function<void()> work)
        : m_thread([this, work = std::move(work)] {
            work();
            m_hasWorked = true;
        })
    {
    }
    ~JoinedThread() { join(); }
    JoinedThread(const JoinedThread &) = delete;
    JoinedThread &operator=(const JoinedThread &) = delete;

    /// Whether join() would take no time to speak of. Any thread.
    [[nodiscard]] bool hasWorked() const { return m_hasWorked; }
    /// Not from the thread itself.
    void join()
    {
        if (m_thread.joinable())
            m_thread.join();
    }

private:
    std::atomic<bool> m_hasWorked = false;
    std::thread m_thread; ///< The last member: it uses the others.
};

} // namespace clinidesk
