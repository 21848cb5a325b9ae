#include "core/redis/CircuitBreaker.h"

namespace clinidesk {

namespace {

constexpr int failuresBorne = 3;

} // namespace

bool CircuitBreaker::admits(TimePoint now)
{
    if (m_state == State::Open && now >= m_openUntil) {
        m_state = State::Probing;
        return true;
    }
    return m_state == State::Closed;
}

void CircuitBreaker::succeeded()
{
    m_state = State::Closed;
    m_failures = 0;
}

void CircuitBreaker::failed(TimePoint now)
{
    if (++m_failures >= failuresBorne || m_state == State::Probing)
        open(now);
}

void CircuitBreaker::timedOut(TimePoint now)
{
    open(now);
}

void CircuitBreaker::open(TimePoint now)
{
    m_state = State::Open;
    m_failures = 0;
    m_openUntil = now + rest;
}

} // namespace clinidesk
