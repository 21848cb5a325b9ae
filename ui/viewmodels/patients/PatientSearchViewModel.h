#pragma once

#include "core/monitor/Connection.h"
#include "core/patients/PatientDirectory.h"
#include "ui/viewmodels/ListState.h"
#include "ui/viewmodels/Ports.h"
#include "ui/viewmodels/SecondReading.h"
#include "ui/viewmodels/patients/PatientList.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <optional>

namespace clinidesk {

/// Finds patients while someone types. What is shown always belongs to what is typed: an answer to
/// an earlier text is dropped.
class PatientSearchViewModel final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds pause{30}; ///< After the last key.
    static constexpr int most = 20;

    explicit PatientSearchViewModel(const Ports &ports, QObject *parent = nullptr);

    [[nodiscard]] const QString &typed() const { return m_typed; }
    [[nodiscard]] PatientList &matches() { return m_matches; }
    [[nodiscard]] ListState state() const { return m_state; }
    [[nodiscard]] const std::optional<Error> &failure() const { return m_failure; }
    /// What is wrong with the typed text itself; empty when nothing is.
    [[nodiscard]] QString fault() const { return m_fault; }
    /// Only connected, and after a search for this very text that succeeded.
    [[nodiscard]] bool canCreate() const;

public slots:
    void setTyped(const QString &typed);
    /// Chooses the match in @p row.
    void pick(int row);
    /// Enter. Picks @p row of what is on screen; while the answer for what is typed is still on its
    /// way, waits for it and picks only a single exact match: nobody is picked unseen otherwise.
    void submit(int row);
    void searchAgain();
    void clear();

signals:
    void changed();
    void picked(const clinidesk::Patient &patient);

private:
    void search();
    void searchFailedAgain();
    void take(const Result<QList<PatientMatch>> &answer);

    PatientDirectory &m_patients;
    Connection &m_connection;
    PatientList m_matches;
    QTimer m_pause;
    SecondReading m_second;
    QString m_typed;
    ListState m_state = ListState::Idle;
    std::optional<Error> m_failure;
    QString m_fault;
    int m_generation = 0;
    bool m_isSubmitted = false;
};

} // namespace clinidesk
