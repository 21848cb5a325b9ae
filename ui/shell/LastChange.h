#pragma once

#include "ui/viewmodels/Ports.h"

#include <QObject>

namespace clinidesk {

class NoteStrip;
class Toast;

/// What became of the last change, across the window: being found out, failed, undone.
class LastChange final : public QObject
{
    Q_OBJECT

public:
    /// All outlive it. @p trouble stays until it is settled.
    LastChange(const Ports &ports, NoteStrip &trouble, Toast &toast, QObject *parent);

public slots:
    /// Takes the last change back; does nothing while the server takes none.
    void undo();

private:
    const Ports m_ports;
    NoteStrip &m_trouble;
    Toast &m_toast;
};

} // namespace clinidesk
