#pragma once

#include "core/booking/FreeSlots.h"
#include "ui/viewmodels/ListState.h"
#include "ui/viewmodels/Ports.h"
#include "ui/viewmodels/SecondReading.h"
#include "ui/viewmodels/booking/ClinicChoice.h"
#include "ui/viewmodels/schedule/FindTimeTable.h"

#include <QTimer>

#include <optional>

namespace clinidesk {

/// Finding a time somebody can come: with one, several or any doctor, on some weekdays, at some
/// hours. Asks while the wishes are typed, a moment after the last key; only the last question is
/// answered, always by the database.
class FindTimeViewModel final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds pause{150};
    static constexpr int daysAhead = 60;
    static constexpr int most = 60;

    FindTimeViewModel(const Ports &ports, ClinicChoice &clinics, QObject *parent = nullptr);

    [[nodiscard]] QDate today() const { return m_clinics.current().today; }
    [[nodiscard]] QDate firstDay() const; ///< The one asked from.
    [[nodiscard]] const QList<Qt::DayOfWeek> &weekdays() const { return m_weekdays; }
    /// Whom the words mean, "Dr Okafor or Dr Weber"; empty while fault() says what is wrong.
    [[nodiscard]] QString whomText() const;
    /// What keeps the wishes from being a question; empty: nothing.
    [[nodiscard]] const QString &fault() const { return m_fault; }
    [[nodiscard]] FindTimeTable &table() { return m_table; }
    [[nodiscard]] const FindTimeTable &table() const { return m_table; }
    [[nodiscard]] ListState state() const { return m_state; }
    [[nodiscard]] const std::optional<Error> &failure() const { return m_failure; }
    [[nodiscard]] const std::optional<Freshness> &freshness() const { return m_freshness; }
    /// The day up to which the last answer looked; after the last of many times there may be more.
    [[nodiscard]] QDate lookedUntil() const;
    /// Whether there are days beyond the answer to go on with.
    [[nodiscard]] bool hasLater() const;
    /// Why the chosen time isn't opened, until the next wish; empty when it was.
    [[nodiscard]] const QString &refusal() const { return m_refusal; }

public slots:
    /// With the wishes as they were, from today on if that is over.
    void open();
    void setWhom(const QString &typed);
    /// "am", "after 14:00", "9:00-12:30"; empty: any.
    void setHours(const QString &typed);
    void setWeekday(Qt::DayOfWeek day, bool isWanted);
    /// An invalid day is today; nothing: what is typed is no day.
    void setFirstDay(std::optional<QDate> day);
    /// None: each department's own.
    void setLength(std::optional<std::chrono::minutes> length);
    /// The same from the day after the last one shown.
    void goOn();
    /// As F5 wants it, at once.
    void refresh();
    void giveUp();
    /// Enter on a time: chosen(), or refusal() says why not.
    void choose(int row);

signals:
    void changed();
    void chosen(const clinidesk::Slot &slot);

private:
    void wish();
    void ask();
    [[nodiscard]] std::optional<SlotQuery> question();
    void take(const SlotQuery &query, const Result<QList<Slot>> &answer);
    [[nodiscard]] QString nameOf(DoctorId doctor) const;

    FreeSlots &m_free;
    const Clock &m_clock;
    ClinicChoice &m_clinics;
    SecondReading m_second;
    QTimer m_wait;
    FindTimeTable m_table;
    QString m_whom;
    QString m_hours;
    QList<Qt::DayOfWeek> m_weekdays;
    std::optional<QDate> m_firstDay = QDate();
    std::optional<std::chrono::minutes> m_length;
    std::optional<SlotQuery> m_answered; ///< What the rows are the answer to.
    QString m_fault;
    QString m_refusal;
    ListState m_state = ListState::Idle;
    std::optional<Error> m_failure;
    std::optional<Freshness> m_freshness;
    int m_generation = 0;
};

} // namespace clinidesk
