#include "ui/shell/LookNote.h"

#include "ui/theme/Appearance.h"
#include "ui/viewmodels/Wording.h"
#include "ui/widgets/StateParts.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

NoteStrip *lookNote(const Appearance &appearance, QWidget *parent)
{
    auto *note = new NoteStrip(u"warning"_s, Colour::WarningFill, parent);
    note->setObjectName(u"lookNote"_s);
    const auto show = [note, &appearance] {
        const auto &unsaved = appearance.unsaved();
        note->setSentence(unsaved ? Appearance::tr("Your choice of looks could not be saved: %1. "
                                                   "It holds until you close the window.")
                                        .arg(Wording::unwritten(*unsaved))
                                  : QString());
    };
    QObject::connect(&appearance, &Appearance::unsavedChanged, note, show);
    show();
    return note;
}

} // namespace clinidesk
