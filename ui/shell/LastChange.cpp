#include "ui/shell/LastChange.h"

#include "core/booking/BookingService.h"
#include "core/monitor/Connection.h"
#include "ui/viewmodels/Sentence.h"
#include "ui/widgets/StateParts.h"
#include "ui/widgets/Toast.h"

namespace clinidesk {

LastChange::LastChange(const Ports &ports, NoteStrip &trouble, Toast &toast, QObject *parent)
    : QObject(parent)
    , m_ports(ports)
    , m_trouble(trouble)
    , m_toast(toast)
{
    connect(&toast, &Toast::undoRequested, this, &LastChange::undo);
    connect(&ports.booking, &BookingService::resolvingChanged, this, [this](bool isResolving) {
        m_trouble.setSentence(isResolving
                                  ? tr("The server has not answered. Finding out whether your last "
                                       "change arrived — nothing has to be repeated.")
                                  : QString());
    });
    connect(&ports.booking, &BookingService::changed, this, [this] { m_trouble.setSentence({}); });
}

void LastChange::undo()
{
    if (!m_ports.connection.state().takesChanges())
        return;
    if (!m_ports.booking.canUndo())
        return m_toast.announce(tr("There is nothing to undo."), Toast::Offer::Nothing);
    deliver(m_ports.booking.undoLast(), this, [this](const Result<Change> &answer) {
        if (answer) {
            m_toast.announce(tr("Undone. The appointment is as it was before your last change."),
                             Toast::Offer::Nothing);
            return;
        }
        m_trouble.setSentence(tr("The change could not be undone. ")
                              + Sentence::of(answer.error(), Sentence::Task::Changing));
    });
}

} // namespace clinidesk
