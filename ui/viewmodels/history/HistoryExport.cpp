#include "ui/viewmodels/history/HistoryExport.h"

#include "core/base/Clock.h"
#include "core/base/WholeFile.h"
#include "ui/viewmodels/Sentence.h"

#include <QDir>
#include <QLocale>
#include <QTimeZone>

#include <utility>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

using Column = AppointmentTable::Column;

const QList<Column> columns{Column::Date,       Column::Time,         Column::Patient,
                            Column::BirthDate,  Column::RecordNumber, Column::Doctor,
                            Column::Department, Column::Status,       Column::Reason};

/// Marks that only keep the screen's reading direction.
QString withoutMarks(QString text)
{
    return text.removeIf([](QChar each) {
        return each == QChar(0x200E) || each == QChar(0x200F)
            || (each >= QChar(0x2066) && each <= QChar(0x2069));
    });
}

QString isoTime(const QDateTime &utc, const QByteArray &zone)
{
    return utc.toTimeZone(QTimeZone(zone)).toString(Qt::ISODate);
}

QStringList isoCells(const Appointment &row)
{
    return {row.day.toString(Qt::ISODate), isoTime(row.startsAt, row.zone),
            isoTime(row.endsAt, row.zone), QString::fromLatin1(row.zone),
            row.birthDate.toString(Qt::ISODate)};
}

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
    : QObject(parent)
    , m_history(ports.history)
    , m_clock(ports.clock)
    , m_save(std::move(save))
    , m_table(columns)
{
}

int HistoryExport::percent() const
{
    if (m_stage != Stage::Reading)
        return isBusy() || m_stage == Stage::Saved ? 100 : 0;
    return m_total > 0 ? int(m_seen.size() * 100 / m_total) : 0;
}

QString HistoryExport::suggestedName(const QByteArray &zone) const
{
    const QTimeZone clinics(zone);
    const QDateTime now
        = m_clock.now().toTimeZone(clinics.isValid() ? clinics : QTimeZone::systemTimeZone());
    return tr("appointments-%1.csv").arg(now.date().toString(Qt::ISODate));
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
    m_csv = CsvWriter();
    QStringList header;
    for (int column = 0; column < m_table.columnCount(); ++column)
        header << m_table.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    header << tr("Day (ISO)") << tr("Begins (ISO)") << tr("Ends (ISO)") << tr("Time zone")
           << tr("Born (ISO)");
    m_bytes = m_csv.row(header);
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
    m_table.setRows(rows);
    for (int row = 0; row < rows.size(); ++row) {
        QStringList cells;
        for (int column = 0; column < m_table.columnCount(); ++column)
            cells << withoutMarks(
                m_table.data(m_table.index(row, column), Qt::DisplayRole).toString());
        m_bytes += m_csv.row(cells + isoCells(rows.at(row)));
        m_seen.insert(rows.at(row).id);
    }
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
    show(Stage::Writing, tr("Writing the file…"));
    deliver(m_save(m_path, std::exchange(m_bytes, {})), this,
            [this](const Result<Done> &answer) { takeSaved(answer); });
}

void HistoryExport::takeSaved(const Result<Done> &answer)
{
    const QString file = QDir::toNativeSeparators(m_path);
    if (answer) {
        const QString what = m_seen.size() == 1
            ? tr("1 appointment was saved in %1.").arg(file)
            : tr("%1 appointments were saved in %2.").arg(number(m_seen.size()), file);
        show(Stage::Saved, what);
        emit saved(what);
        return;
    }
    const QString problem = answer.error().facts.value("problem"_L1).toString();
    const QString why = problem == u"no_room"_s
        ? tr("The disk is full. Make room, or choose another place.")
        : problem == u"no_folder"_s ? tr("The folder is no longer there. Choose another place.")
        : problem == u"not_allowed"_s
        ? tr("You may not write there. Choose a folder of your own.")
        : tr("The file cannot be written there. Choose another place.");
    show(Stage::Failed,
         tr("No file was written; one that was there before is unchanged. %1").arg(why),
         answer.error().detail);
}

void HistoryExport::cancel()
{
    if (m_stage != Stage::Reading)
        return;
    ++m_generation;
    m_bytes.clear();
    show(Stage::Failed, tr("You stopped it. No file was written."));
}

void HistoryExport::dismiss()
{
    if (!isBusy())
        show(Stage::Idle, {});
}

void HistoryExport::show(Stage stage, const QString &sentence, const QString &details)
{
    m_stage = stage;
    m_sentence = sentence;
    m_details = details;
    emit changed();
}

} // namespace clinidesk
