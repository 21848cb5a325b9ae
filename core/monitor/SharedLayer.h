#pragma once

#include <QObject>

namespace clinidesk {

/// Whether the store that all desks share helps at present, for the whole window. Without it
/// everything works, from the database. GUI thread.
class SharedLayer final : public QObject
{
    Q_OBJECT

public:
    enum class State {
        NotUsed, ///< None is set up.
        Working,
        Away, ///< It doesn't answer, or doesn't tell what others change.
    };

    using QObject::QObject;

    [[nodiscard]] State state() const { return m_state; }
    void setState(State state)
    {
        if (state == m_state)
            return;
        m_state = state;
        emit changed();
    }

signals:
    void changed();

private:
    State m_state = State::NotUsed;
};

} // namespace clinidesk
