#include "ui/viewmodels/paper/AppointmentCsv.h"

#include <QTimeZone>

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

} // namespace

AppointmentCsv::AppointmentCsv()
    : m_table(columns)
{
}

QString AppointmentCsv::suggestedName(QDate day)
{
    return tr("appointments-%1.csv").arg(day.toString(Qt::ISODate));
}

QByteArray AppointmentCsv::header()
{
    m_csv = CsvWriter();
    QStringList header;
    for (int column = 0; column < m_table.columnCount(); ++column)
        header << m_table.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    header << tr("Day (ISO)") << tr("Begins (ISO)") << tr("Ends (ISO)") << tr("Time zone")
           << tr("Born (ISO)");
    return m_csv.row(header);
}

QByteArray AppointmentCsv::rows(const QList<Appointment> &appointments)
{
    m_table.setRows(appointments);
    QByteArray bytes;
    for (int row = 0; row < appointments.size(); ++row) {
        QStringList cells;
        for (int column = 0; column < m_table.columnCount(); ++column)
            cells << withoutMarks(
                m_table.data(m_table.index(row, column), Qt::DisplayRole).toString());
        bytes += m_csv.row(cells + isoCells(appointments.at(row)));
    }
    return bytes;
}

} // namespace clinidesk
