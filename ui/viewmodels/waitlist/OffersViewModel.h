#pragma once

#include "ui/viewmodels/ListState.h"
#include "ui/viewmodels/Ports.h"
#include "ui/viewmodels/SecondReading.h"
#include "ui/viewmodels/schedule/BoardHolds.h"
#include "ui/viewmodels/waitlist/CandidateTable.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace clinidesk {

/// One free time, and whom it is offered to: one after the other, each for some minutes. While an
/// offer stands here, the other desks see the time held, as they see one that is being booked.
class OffersViewModel final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::seconds readAgainAfter{15};

    /// What the sheet is about.
    struct Place
    {
        FreeTime time;
        QString name; ///< "Dr Okafor", or the department's.
        QByteArray zone;
    };

    /// @p ports has a waitlist.
    explicit OffersViewModel(const Ports &ports, QObject *parent = nullptr);

    [[nodiscard]] bool isOpen() const { return m_place.has_value(); }
    /// "Thu 26-Nov-2026 09:30, Dr Okafor"
    [[nodiscard]] QString title() const;
    [[nodiscard]] CandidateTable &table() { return m_table; }
    [[nodiscard]] ListState state() const { return m_state; }
    [[nodiscard]] const std::optional<Error> &failure() const { return m_failure; }
    /// Somebody else has booked it: nothing is left to offer.
    [[nodiscard]] bool isTaken() const { return m_isTaken; }
    /// Why the last step was refused; empty when it wasn't.
    [[nodiscard]] const QString &refusal() const { return m_refusal; }
    /// What comes next: "Offered to … Next: …".
    [[nodiscard]] const QString &note() const { return m_note; }
    [[nodiscard]] bool isBusy() const { return m_isBusy; }
    /// Whether the time can be offered to whoever is in @p row.
    [[nodiscard]] bool canOffer(int row) const;
    /// Whether an offer stands there that can be answered.
    [[nodiscard]] bool canAnswer(int row) const;

public slots:
    void open(const clinidesk::OffersViewModel::Place &place);
    void close();
    void refresh();
    void giveUp();
    void offer(int row);
    /// Books it.
    void accept(int row);
    void decline(int row);
    void withdraw(int row);

signals:
    void changed();
    /// Whoever stands first now is to be looked at.
    void proposed();
    void booked(const QString &sentence);

private:
    /// What was asked for last: with the same request id until it is known what became of it.
    struct Step
    {
        enum class Kind { Offer, Accept, Decline, Withdraw };

        Kind kind;
        qint64 about;

        friend bool operator==(const Step &, const Step &) = default;
    };

    [[nodiscard]] RequestId requestFor(const Step &step);
    void read();
    void take(const Result<QList<Candidate>> &answer);
    void begin();
    void settle(const std::optional<Error> &failure, const QString &who);
    void end(int row, Waitlist::Ending ending);
    void countDown();
    void hold();
    [[nodiscard]] QString next() const;

    Waitlist &m_waitlist;
    BookingService &m_booking;
    const Clock &m_clock;
    SecondReading m_second;
    BoardHolds m_holds;
    CandidateTable m_table;
    QTimer m_again;
    QTimer m_tick;
    std::optional<Place> m_place;
    std::optional<Step> m_step;
    RequestId m_request = RequestId::create();
    ListState m_state = ListState::Idle;
    std::optional<Error> m_failure;
    QString m_refusal;
    QString m_note;
    QString m_offeredTo; ///< Whose offer was last seen to stand.
    bool m_isTaken = false;
    bool m_isBusy = false;
    bool m_proposesNext = false; ///< The answer that is on its way brings a new first.
    int m_generation = 0;
};

} // namespace clinidesk
