#pragma once

#include "ui/viewmodels/Ports.h"
#include "ui/viewmodels/monitor/FigureTable.h"

#include <QDateTime>
#include <QTimer>

namespace clinidesk {

/// What the desk's memory, Redis and the database did since the program was started; looked up each
/// second while somebody sees it.
class MonitorViewModel final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::seconds beat{1};

    /// @p ports, of which the monitor may be missing, outlive it.
    explicit MonitorViewModel(Ports ports, QObject *parent = nullptr);

    void setActive(bool isActive);
    void refresh();

    /// Nothing has been asked yet.
    [[nodiscard]] bool isEmpty() const { return m_isEmpty; }
    [[nodiscard]] QString sentence() const { return m_sentence; }
    /// What it means that Redis is away; empty while it isn't.
    [[nodiscard]] QString trouble() const { return m_trouble; }
    /// "as of 09:40:12", on this desk's wall.
    [[nodiscard]] QString asOf() const { return m_asOf; }
    [[nodiscard]] FigureTable &layers() { return m_layers; }
    [[nodiscard]] FigureTable &kinds() { return m_kinds; }
    [[nodiscard]] FigureTable &store() { return m_store; }
    /// All of it, to be pasted into a message or a spreadsheet.
    [[nodiscard]] QString text() const;

signals:
    void changed();

private:
    const Ports m_ports;
    QTimer m_timer;
    FigureTable m_layers;
    FigureTable m_kinds;
    FigureTable m_store;
    QString m_sentence;
    QString m_trouble;
    QString m_asOf;
    bool m_isEmpty = true;
};

} // namespace clinidesk
