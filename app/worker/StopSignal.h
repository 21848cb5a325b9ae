#pragma once

#include <QObject>

namespace clinidesk {

/// Ends the event loop when the system or a person at the terminal asks for it: SIGTERM, SIGINT and
/// SIGHUP, or the console's Ctrl+C and its closing. One object a program.
class StopSignal final : public QObject
{
    Q_OBJECT

public:
    explicit StopSignal(QObject *parent = nullptr);
};

} // namespace clinidesk
