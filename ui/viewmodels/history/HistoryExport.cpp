#include "ui/viewmodels/history/HistoryExport.h"

#include "core/base/Clock.h"
#include "core/base/WholeFile.h"
#include "core/monitor/ReadReports.h"
#include "ui/viewmodels/Sentence.h"

#include <QDir>
#include <QLocale>
#include <QTimeZone>

#include <utility>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

QString number(qint64 count)
{
    return QLocale().toString(count);
}

} // namespace

HistoryExport::HistoryExport(const Ports &ports, QObject *parent)
    : HistoryExport(ports, saveWhole, parent)
{
}

HistoryExport::HistoryExport(const Ports &ports, Save save, QObject *parent)
    : Saving(parent)
    , m_history(ports.history)
    , m_clock(ports.clock)
    , m_save(std::move(save))
    , m_reads(ports.reads)
{
}

int HistoryExport::percent() const
{
    if (stage() != Stage::Reading)
        return Saving::percent();
    return m_total > 0 ? int(m_seen.size() * 100 / m_total) : 0;
}

QString HistoryExport::suggestedName(const QByteArray &zone) const
{
    const QTimeZone clinics(zone);
    const QDateTime now
        = m_clock.now().toTimeZone(clinics.isValid() ? clinics : QTimeZone::systemTimeZone());
    return AppointmentCsv::suggestedName(now.date());
}

void HistoryExport::start(const HistoryQuery &query, const QString &path)
{
    if (isBusy())
        return;
    m_query = query;
    m_query.pageSize = pageSize;
    m_path = path;
    m_attempts = 0;
    begin();
}

void HistoryExport::begin()
{
    ++m_attempts;
    ++m_generation;
    m_seen.clear();
    m_total = 0;
    m_bytes = m_csv.header();
    show(Stage::Reading, tr("Reading the list…"));
    ask(1);
}

void HistoryExport::ask(int pageNumber)
{
    m_query.pageNumber = pageNumber;
    deliver(m_history.page(m_query, Reading::PastTheCache), this,
            [this, pageNumber, generation = m_generation](const Result<HistoryPage> &answer) {
                if (generation == m_generation)
                    take(pageNumber, answer);
            });
}

void HistoryExport::take(int pageNumber, const Result<HistoryPage> &answer)
{
    if (!answer) {
        show(Stage::Failed,
             tr("The list could not be read to its end, so no file was written. %1")
                 .arg(Sentence::of(answer.error())),
             answer.error().detail);
        return;
    }
    const Page<Appointment> &page = answer->page;
    if (const QString why = refusal(page); !why.isEmpty()) {
        show(Stage::Failed, why);
        return;
    }
    if (pageNumber == 1)
        m_total = page.total;
    const qint64 before = m_seen.size();
    add(page.rows);
    const bool isLast = pageNumber >= page.count();
    const bool isMoved = page.total != m_total || m_seen.size() != before + page.rows.size()
        || page.number != pageNumber || (isLast && m_seen.size() != m_total);
    if (isMoved) {
        if (m_attempts < mostAttempts)
            begin();
        else
            show(Stage::Failed,
                 tr("Appointments kept changing while the list was read, so no file was written. "
                    "Try again in a moment, or choose fewer days."));
        return;
    }
    if (isLast) {
        finish();
        return;
    }
    show(Stage::Reading,
         tr("Reading: %1 of %2 appointments").arg(number(m_seen.size()), number(m_total)));
    ask(pageNumber + 1);
}

void HistoryExport::add(const QList<Appointment> &rows)
{
    m_bytes += m_csv.rows(rows);
    for (const Appointment &row : rows)
        m_seen.insert(row.id);
}

QString HistoryExport::refusal(const Page<Appointment> &page) const
{
    if (!page.isExact)
        return tr("More than %1 appointments match this text, too many to save them all. No file "
                  "was written. Choose fewer days or a longer text.")
            .arg(number(page.total - page.total % 1000));
    if (page.total > most)
        return tr("The list has %1 appointments; at most %2 can be saved at once. No file was "
                  "written. Choose fewer days.")
            .arg(number(page.total), number(most));
    return page.total == 0 ? tr("The list is empty: there is nothing to save. No file was written.")
                           : QString();
}

void HistoryExport::finish()
{
    if (m_reads)
        m_reads->note({.action = u"save_list"_s,
                       .entity = u"appointment"_s,
                       .clinic = {},
                       .day = {},
                       .at = {}});
    show(Stage::Writing, tr("Writing the file…"));
    deliver(m_save(m_path, std::exchange(m_bytes, {})), this,
            [this](const Result<Done> &answer) { takeSaved(answer); });
}

void HistoryExport::takeSaved(const Result<Done> &answer)
{
    if (!answer) {
        showUnsaved(answer.error());
        return;
    }
    const QString file = QDir::toNativeSeparators(m_path);
    showSaved(m_seen.size() == 1
                  ? tr("1 appointment was saved in %1.").arg(file)
                  : tr("%1 appointments were saved in %2.").arg(number(m_seen.size()), file));
}

void HistoryExport::cancel()
{
    if (stage() != Stage::Reading)
        return;
    ++m_generation;
    m_bytes.clear();
    show(Stage::Failed, tr("You stopped it. No file was written."));
}

} // namespace clinidesk
