#pragma once

#include "core/history/AppointmentHistory.h"
#include "core/monitor/Connection.h"
#include "ui/viewmodels/ListState.h"
#include "ui/viewmodels/Ports.h"
#include "ui/viewmodels/SecondReading.h"
#include "ui/viewmodels/booking/AppointmentTable.h"

#include <QHash>
#include <QObject>

#include <optional>

namespace clinidesk {

/// The history by page: which appointments are asked for, the page in front, and its neighbours
/// made ready, so that what is at hand is in front at once. An answer to an earlier question is
/// dropped.
class HistoryViewModel final : public QObject
{
    Q_OBJECT

public:
    explicit HistoryViewModel(const Ports &ports, QObject *parent = nullptr);

    [[nodiscard]] AppointmentTable &table() { return m_table; }
    [[nodiscard]] const HistoryQuery &query() const { return m_query; }
    [[nodiscard]] ListState state() const { return m_state; }
    /// Only while Failed or Old.
    [[nodiscard]] const std::optional<Error> &failure() const { return m_failure; }
    /// Of the page in front; nothing before the first answer to this question.
    [[nodiscard]] const std::optional<HistoryPage> &page() const { return m_page; }

    [[nodiscard]] bool canGoBack() const;
    [[nodiscard]] bool canGoOn() const;
    /// "1,234,567 appointments", "more than 1,000 appointments"; empty before the first answer.
    [[nodiscard]] QString totalText() const;
    /// What is wrong with what was asked for, beside the field (the words of docs/database.md);
    /// empty when nothing is.
    [[nodiscard]] QString fault(const QString &field) const { return m_faults.value(field); }

    void setDates(QDate first, QDate last); ///< Invalid: open.
    void setStatuses(const QList<Status> &statuses);
    void setClinic(ClinicId clinic); ///< Null: all.
    void setDepartment(DepartmentId department);
    void setDoctor(DoctorId doctor);
    void setPatient(PatientId patient);
    void setText(const QString &text);
    void setOrder(HistoryQuery::Order order);
    void setPageSize(int size);
    void clearFilters();

public slots:
    /// Reads for the first time, or what is in front again as F5 wants it: past whatever is kept.
    /// It stays on screen meanwhile.
    void refresh();
    /// Waits no longer for what is on its way.
    void giveUp();
    void goFirst();
    void goBack();
    void goOn();
    void goLast();
    /// A page number as typed. What can't be one is said beside the field; beyond the end it is the
    /// last page.
    void goTo(const QString &typed);

signals:
    /// State, page, total or faults are new.
    void changed();

private:
    void filter(HistoryQuery wanted);
    void read(Reading reading);
    void ask(int number, Reading reading = Reading::Usual);
    void take(const Result<HistoryPage> &answer);
    void show(const HistoryPage &answer);
    void prepareNeighbours();
    void forget();
    [[nodiscard]] bool isAskable();
    void say(const QString &field, const QString &problem, int limit = 0);

    AppointmentHistory &m_history;
    AppointmentTable m_table;
    HistoryQuery m_query;
    ListState m_state = ListState::Idle;
    std::optional<Error> m_failure;
    std::optional<HistoryPage> m_page;
    SecondReading m_second;
    QHash<QString, QString> m_faults;
    int m_generation = 0; ///< Answers to an earlier one are dropped.
};

/// The usual spans of days, counted from @p today.
enum class Span { All, Today, ThisWeek, ThisMonth, LastMonth, LastTwelveMonths };
struct SpanDays
{
    QDate first;
    QDate last;

    friend bool operator==(const SpanDays &, const SpanDays &) = default;
};
[[nodiscard]] SpanDays daysOf(Span span, QDate today);

} // namespace clinidesk
