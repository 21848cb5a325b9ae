#include "ui/viewmodels/paper/PaperSaving.h"

#include "core/base/WholeFile.h"
#include "core/monitor/ReadReports.h"

#include <QDir>

#include <utility>

using namespace Qt::StringLiterals;

namespace clinidesk {

PaperSaving::PaperSaving(const Ports &ports, QObject *parent)
    : PaperSaving(ports, saveWhole, parent)
{
}

PaperSaving::PaperSaving(const Ports &ports, Save save, QObject *parent)
    : Saving(parent)
    , m_press(ports.press)
    , m_reads(ports.reads)
    , m_save(std::move(save))
{
}

void PaperSaving::print(const Sheet &sheet, const PaperPress::Job &job)
{
    if (isBusy() || !m_press)
        return;
    note(sheet, u"print_"_s);
    show(Stage::Writing, tr("Printing on %1…").arg(job.printer));
    deliver(m_press->print(sheet.document, job), this,
            [this, printer = job.printer](const Result<Done> &answer) {
                if (answer) {
                    showSaved(tr("%1 has taken it.").arg(printer));
                    return;
                }
                show(Stage::Failed,
                     answer.error().code == Error::Code::NotFound
                         ? tr("%1 is no longer there. Nothing was printed. Choose another printer, "
                              "or save it as PDF.")
                               .arg(printer)
                         : tr("%1 did not take it. Look whether it is on and has paper, then try "
                              "again, or save it as PDF.")
                               .arg(printer),
                     answer.error().detail);
            });
}

void PaperSaving::savePdf(const Sheet &sheet, const QString &path)
{
    if (isBusy() || !m_press)
        return;
    note(sheet, u"save_"_s);
    show(Stage::Writing, tr("Writing the file…"));
    deliver(m_press->pdf(sheet.document), this,
            [this, path](const Result<QByteArray> &answer) { takePdf(answer, path); });
}

void PaperSaving::takePdf(const Result<QByteArray> &answer, const QString &path)
{
    if (!answer) {
        showUnsaved(answer.error());
        return;
    }
    deliver(m_save(path, *answer), this, [this, path](const Result<Done> &saved) {
        if (saved)
            showSaved(tr("It was saved in %1.").arg(QDir::toNativeSeparators(path)));
        else
            showUnsaved(saved.error());
    });
}

void PaperSaving::note(const Sheet &sheet, const QString &verb)
{
    for (KeptRead look : m_reads ? sheet.looks : QList<KeptRead>()) {
        look.action = verb + look.action;
        m_reads->note(look);
    }
}

} // namespace clinidesk
