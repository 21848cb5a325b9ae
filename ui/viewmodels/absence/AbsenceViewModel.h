#pragma once

#include "core/booking/BookingService.h"
#include "core/staff/Session.h"
#include "ui/viewmodels/ListState.h"
#include "ui/viewmodels/Ports.h"
#include "ui/viewmodels/SecondReading.h"
#include "ui/viewmodels/absence/AbsenceEdge.h"
#include "ui/viewmodels/absence/AbsenceMoves.h"
#include "ui/viewmodels/booking/ClinicChoice.h"

#include <QObject>

#include <optional>

namespace clinidesk {

/// Whose absence is to be entered, as another page knows it. Null ids: nobody yet.
struct AbsenceWish
{
    DoctorId doctor;
    DepartmentId department;
    QDate day; ///< Invalid: today.
};

/// An absence of the clinic in front: entered, then the affected are moved one after the other to
/// the times chosen for them. Nothing is cancelled; what is left stays in the list.
class AbsenceViewModel final : public QObject
{
    Q_OBJECT

public:
    struct Who
    {
        DoctorId doctor;
        DepartmentId department;
        QString name;
    };
    using Edge = AbsenceEdge;
    enum class Step { None, Entering, Moving };

    /// @p ports has an absence book.
    AbsenceViewModel(const Ports &ports, ClinicChoice &clinics, const Session &session,
                     QObject *parent = nullptr);

    /// Doctors by name, then departments with seats; a doctor finds himself alone.
    [[nodiscard]] QList<Who> choices() const;
    [[nodiscard]] int whoIndex() const; ///< -1: nobody yet.
    [[nodiscard]] const Edge &from() const { return m_from; }
    [[nodiscard]] const Edge &until() const { return m_until; }
    [[nodiscard]] const QString &reason() const { return m_reason; }
    [[nodiscard]] QDate today() const { return m_clinics.current().today; }
    /// What is wrong with the fields; empty: nothing, or too little is filled in.
    [[nodiscard]] const QString &fault() const { return m_fault; }

    /// Absences that stand; index 0 is a new one, so these begin at 1.
    [[nodiscard]] const QList<Absence> &standing() const { return m_standing; }
    [[nodiscard]] int standingIndex() const;
    [[nodiscard]] QByteArray zone() const { return m_clinics.current().zone; }

    [[nodiscard]] AbsenceTable &table() { return m_table; }
    [[nodiscard]] const AbsenceTable &table() const { return m_table; }
    [[nodiscard]] ListState state() const { return m_state; }
    [[nodiscard]] const std::optional<Error> &failure() const { return m_failure; }
    [[nodiscard]] bool hasMore() const { return m_hasMore; }

    /// Whether this person moves appointments.
    [[nodiscard]] bool mayMove() const { return m_mayMove; }
    [[nodiscard]] bool isEntered() const { return m_entered.has_value(); }
    [[nodiscard]] int moveCount() const; ///< Those that would be moved now.
    [[nodiscard]] int movedCount() const;
    [[nodiscard]] Step step() const { return m_step; }
    [[nodiscard]] const AbsenceMoves &moves() const { return m_moves; }
    [[nodiscard]] bool isBusy() const { return m_step != Step::None; }
    [[nodiscard]] bool canGo() const;
    [[nodiscard]] bool canRemove() const { return isEntered() && !isBusy(); }
    [[nodiscard]] bool canChoose(int row) const;
    /// Why it could not be done; empty when nothing was refused.
    [[nodiscard]] const QString &refusal() const { return m_refusal; }

public slots:
    /// A new absence. While one is being worked on, nothing happens.
    void open(const clinidesk::AbsenceWish &wish);
    void setWho(int index);
    void setFrom(const clinidesk::AbsenceEdge &edge);
    void setUntil(const clinidesk::AbsenceEdge &edge);
    /// What is typed is no time (yet): nothing is asked and nothing can be entered.
    void setUnclear();
    void setReason(const QString &reason);
    /// 0: a new one.
    void chooseStanding(int index);
    /// Reads who is affected, and what stands, again.
    void refresh();
    void giveUp();
    void nextProposal(int row);
    void leave(int row);
    /// Enters the absence unless it stands, then moves. Does nothing while canGo() is false.
    void go();
    void remove();

signals:
    void changed();
    void done(const QString &sentence);

private:
    [[nodiscard]] std::optional<AbsenceSpan> spanTyped();
    void change();
    void readStanding();
    void read();
    void take(const Result<AffectedList> &answer);
    void takeEntered(const Result<EnteredAbsence> &answer);
    void move();
    void stop(const QString &refusal);
    void finish(const std::optional<Error> &failure);

    AbsenceBook &m_book;
    BookingService &m_booking;
    ClinicChoice &m_clinics;
    DoctorId m_self; ///< Null unless a doctor is at the desk.
    bool m_mayMove;
    SecondReading m_second;
    Who m_who;
    Edge m_from;
    Edge m_until;
    bool m_isUnclear = false;
    QString m_reason;
    QString m_fault;
    QList<Absence> m_standing;
    std::optional<AbsenceId> m_entered;
    AbsenceSpan m_span; ///< What the list is about; that of the absence once it is entered.
    RequestId m_request = RequestId::create(); ///< The same while the same is asked for.
    AbsenceTable m_table;
    AbsenceMoves m_moves;
    ListState m_state = ListState::Idle;
    std::optional<Error> m_failure;
    bool m_hasMore = false;
    Step m_step = Step::None;
    bool m_isReading = false;
    QString m_refusal;
    int m_generation = 0; ///< Answers about earlier fields are dropped.
};

} // namespace clinidesk

Q_DECLARE_METATYPE(clinidesk::AbsenceWish)
