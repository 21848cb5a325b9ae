#pragma once

#include "core/staff/Session.h"
#include "ui/viewmodels/booking/ClinicChoice.h"
#include "ui/viewmodels/schedule/MonthReading.h"

#include <QCoreApplication>

namespace clinidesk {

/// Whose month it is: a doctor's, a department's, or with neither the whole clinic's.
struct MonthScope
{
    DoctorId doctor;
    DepartmentId department;
    QString name;

    [[nodiscard]] bool isSame(const MonthScope &other) const
    {
        return doctor == other.doctor && department == other.department;
    }
    friend bool operator==(const MonthScope &, const MonthScope &) = default;
};

/// A month of the chosen clinic in six weeks of days, each with how full it is. A doctor sees his
/// own.
class MonthViewModel final : public QObject
{
    Q_OBJECT

public:
    static constexpr int weeks = 6;
    static constexpr int daysOfAWeek = 7;

    MonthViewModel(const Ports &ports, ClinicChoice &clinics, const Session &session,
                   QObject *parent = nullptr);

    [[nodiscard]] const MonthReading &reading() const { return m_reading; }
    [[nodiscard]] ListState state() const { return m_reading.state(); }
    /// The first of the month in front; invalid before the clinic is known.
    [[nodiscard]] QDate month() const { return m_month; }
    [[nodiscard]] QDate today() const { return m_clinics.current().today; }
    /// The day in that cell of the grid, counted line by line from 0.
    [[nodiscard]] QDate dayAt(int cell) const { return firstDay().addDays(cell); }
    /// The cell of @p day; -1 outside of the grid.
    [[nodiscard]] int cellOf(QDate day) const;
    /// Null while it isn't known.
    [[nodiscard]] const DayLoad *loadOf(QDate day) const;
    [[nodiscard]] QDate cursor() const { return m_cursor; }

    /// A doctor may not.
    [[nodiscard]] bool mayChooseScope() const { return m_session.role != Role::Doctor; }
    /// Everybody, the departments, the doctors; none for a doctor.
    [[nodiscard]] QList<MonthScope> scopes() const;
    [[nodiscard]] const MonthScope &scope() const { return m_scope; }

    void setActive(bool active);

public slots:
    void refresh() { m_reading.read(Reading::PastTheCache); }
    void giveUp() { m_reading.giveUp(); }
    /// Goes to @p day, in its month; an invalid one is today.
    void show(QDate day);
    void showMonthsOn(int months);
    void showScope(const clinidesk::MonthScope &scope);

signals:
    void changed();
    /// Only the place of the keys is another.
    void cursorChanged();

private:
    [[nodiscard]] QDate firstDay() const;
    void follow();
    void takeClinic();

    ClinicChoice &m_clinics;
    const Session m_session;
    MonthReading m_reading;
    MonthScope m_scope;
    QDate m_month;
    QDate m_cursor;
};

/// What a month says, on screen and to screen readers.
class MonthWording
{
    Q_DECLARE_TR_FUNCTIONS(MonthWording)

public:
    /// "62 %", "full", "closed", "away"; in a clinic without hours "-".
    [[nodiscard]] static QString load(const DayLoad &load);
    /// "14 appointments"; empty without any.
    [[nodiscard]] static QString appointments(const DayLoad &load);
    /// "Thursday 26 November 2026, today, 62 % taken, 3 h 20 min free, 14 appointments"
    [[nodiscard]] static QString cell(const MonthViewModel &month, int cell);
    /// "November 2026"
    [[nodiscard]] static QString month(QDate first);
};

} // namespace clinidesk
