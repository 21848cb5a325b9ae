#pragma once

#include "core/booking/BookingService.h"
#include "core/postgres/PostgresAppointmentBook.h"
#include "core/postgres/PostgresAppointmentHistory.h"
#include "core/postgres/PostgresClinicDirectory.h"
#include "core/postgres/PostgresDayList.h"
#include "core/postgres/PostgresFreeSlots.h"
#include "core/postgres/PostgresGate.h"
#include "core/postgres/PostgresPatientDirectory.h"
#include "tests/postgres/PoolDesk.h"
#include "tests/support/FaultProxy.h"
#include "tests/support/TlsCertificates.h"
#include "ui/viewmodels/Ports.h"
#include "ui/viewmodels/history/HistoryViewModel.h"
#include "ui/viewmodels/patients/PatientSearchViewModel.h"

#include <QElapsedTimer>
#include <QTimer>

#include <atomic>

namespace clinidesk {

/// What one desk saw while its link was broken.
struct LinkReport
{
    int falseEmpties = 0; ///< A list said "nothing" of what is there.
    int wrongRows = 0;
    int failures = 0; ///< Requests that ended as an error, shown as one.
    bool wasSlow = false;
    qint64 noticedAfter = -1; ///< Milliseconds until the state was no longer Connected.
    qint64 lostAfter = -1; ///< Milliseconds until it was Lost: the offline bar.
    qint64 wellAfter = -1; ///< Milliseconds from healing until everything was right again.
};

/// A receptionist's history and patient search over an encrypted link that can be broken. Someone
/// impatient sits there: both lists are asked for again and again.
class LinkDesk final : public QObject
{
    Q_OBJECT

public:
    /// @p upstream is the server's address, @p profile how it is reached without the link between.
    LinkDesk(const QString &upstream, ServerProfile profile);

    ~LinkDesk() override;
    Q_DISABLE_COPY_MOVE(LinkDesk)

    void breakLink(const LinkFault &fault);
    void heal();

    /// Connected, and both lists show what is there.
    [[nodiscard]] bool isWell() const;
    [[nodiscard]] const LinkReport &report() const { return m_report; }
    /// Whether the cut or the corruption did; known once the link is healed.
    [[nodiscard]] bool hasStruck() const { return m_hasStruck; }
    /// Milliseconds since the link was broken; 0 before.
    [[nodiscard]] qint64 brokenFor() const { return m_clock.isValid() ? m_clock.elapsed() : 0; }

private:
    void ask();
    void noteState(const ConnectionState &state);
    void noteHistory();
    void noteSearch();
    void noteWell();

    FaultProxy m_link;
    PoolDesk m_desk;
    PostgresGate m_gate{m_desk.pool};
    PostgresClinicDirectory m_clinics{m_desk.pool};
    PostgresDayList m_days{m_desk.pool};
    PostgresAppointmentBook m_book{m_desk.pool};
    BookingService m_booking{m_book};
    PostgresFreeSlots m_freeSlots{m_desk.pool};
    PostgresAppointmentHistory m_pages{m_desk.pool};
    PostgresPatientDirectory m_patients{m_desk.pool};
    Ports m_ports{m_gate,    m_desk.connection, m_clinics, m_days,     m_book,
                  m_booking, m_freeSlots,       m_pages,   m_patients, m_desk.clock};
    HistoryViewModel m_history{m_ports};
    PatientSearchViewModel m_search{m_ports};

    QList<Appointment> m_rows; ///< As the healthy link showed them.
    LinkReport m_report;
    std::atomic<bool> m_hasStruck = false;
    QElapsedTimer m_clock; ///< Since the link was broken.
    QElapsedTimer m_healed;
    QTimer m_impatience;
    bool m_hasFreshHistory = false;
    bool m_hasFreshSearch = false;
    int m_asked = 0;
};

} // namespace clinidesk
