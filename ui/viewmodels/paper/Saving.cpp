#include "ui/viewmodels/paper/Saving.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

int Saving::percent() const
{
    return m_stage == Stage::Writing || m_stage == Stage::Saved ? 100 : 0;
}

void Saving::dismiss()
{
    if (!isBusy())
        show(Stage::Idle, {});
}

void Saving::showSaved(const QString &sentence)
{
    show(Stage::Saved, sentence);
    emit saved(sentence);
}

void Saving::showUnsaved(const Error &error)
{
    const QString problem = error.facts.value("problem"_L1).toString();
    const QString why = problem == u"no_room"_s
        ? tr("The disk is full. Make room, or choose another place.")
        : problem == u"no_folder"_s ? tr("The folder is no longer there. Choose another place.")
        : problem == u"not_allowed"_s
        ? tr("You may not write there. Choose a folder of your own.")
        : tr("The file cannot be written there. Choose another place.");
    show(Stage::Failed,
         tr("No file was written; one that was there before is unchanged. %1").arg(why),
         error.detail);
}

void Saving::show(Stage stage, const QString &sentence, const QString &details)
{
    m_stage = stage;
    m_sentence = sentence;
    m_details = details;
    emit changed();
}

} // namespace clinidesk
