#include "ui/viewmodels/paper/DayExport.h"

#include "core/base/WholeFile.h"
#include "core/monitor/ReadReports.h"
#include "ui/viewmodels/paper/AppointmentCsv.h"

#include <QDir>
#include <QLocale>

#include <utility>

using namespace Qt::StringLiterals;

namespace clinidesk {

DayExport::DayExport(const Ports &ports, QObject *parent)
    : DayExport(ports, saveWhole, parent)
{
}

DayExport::DayExport(const Ports &ports, Save save, QObject *parent)
    : Saving(parent)
    , m_reads(ports.reads)
    , m_save(std::move(save))
{
}

void DayExport::start(const QList<Appointment> &rows, const QString &path)
{
    if (isBusy())
        return;
    if (rows.isEmpty()) {
        show(Stage::Failed,
             tr("The list is empty: there is nothing to save. No file was written."));
        return;
    }
    if (m_reads)
        m_reads->note({.action = u"save_list"_s,
                       .entity = u"appointment"_s,
                       .clinic = rows.first().clinic,
                       .day = rows.first().day,
                       .at = {}});
    show(Stage::Writing, tr("Writing the file…"));
    AppointmentCsv csv;
    const QByteArray bytes = csv.header() + csv.rows(rows);
    const QString file = QDir::toNativeSeparators(path);
    deliver(m_save(path, bytes), this,
            [this, count = rows.size(), file](const Result<Done> &answer) {
                if (!answer)
                    showUnsaved(answer.error());
                else
                    showSaved(count == 1 ? tr("1 appointment was saved in %1.").arg(file)
                                         : tr("%1 appointments were saved in %2.")
                                               .arg(QLocale().toString(count), file));
            });
}

} // namespace clinidesk
