#pragma once

#include <QUuid>

namespace clinidesk {

/// Names one intended change, however often it has to be sent: made once when a person presses the
/// button, kept until its answer is known.
class RequestId
{
public:
    [[nodiscard]] static RequestId create() { return RequestId(QUuid::createUuid()); }
    [[nodiscard]] QUuid uuid() const { return m_uuid; }

    friend bool operator==(const RequestId &, const RequestId &) = default;

private:
    explicit RequestId(QUuid uuid)
        : m_uuid(uuid)
    {
    }

    QUuid m_uuid;
};

} // namespace clinidesk
