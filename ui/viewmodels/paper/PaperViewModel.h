#pragma once

#include "core/staff/Session.h"
#include "ui/viewmodels/booking/ClinicChoice.h"
#include "ui/viewmodels/paper/PaperReading.h"
#include "ui/viewmodels/paper/PaperSaving.h"
#include "ui/viewmodels/paper/PaperText.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <optional>

namespace clinidesk {

/// In the order in which they are offered.
enum class Paper { DaySheet, WeekSheet, Slip };

/// What a page wants on paper: of the list or the appointment in front there.
struct PaperWish
{
    Paper what = Paper::DaySheet;
    ClinicId clinic;
    QDate day; ///< Invalid: today.
    std::optional<SheetOwner> owner; ///< Nothing: everybody.
    AppointmentId appointment; ///< Null: none was chosen, so there is no slip.
    QString patient; ///< Whose it is: name and birth date.
};

/// The wish that @p appointment stands for, on a list of @p day.
[[nodiscard]] PaperWish wishFor(const Appointment &appointment, Paper what);

/// Chooses what goes on paper, reads it, and has it printed or saved. What can be printed is what
/// the preview shows. While in front it reads again every ten seconds and after each change.
class PaperViewModel final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::seconds readAgainEvery{10};
    static constexpr int mostCopies = 20;

    PaperViewModel(const Ports &ports, ClinicChoice &clinics, const Session &session,
                   QObject *parent = nullptr);

    [[nodiscard]] Paper what() const { return m_wish.what; }
    /// Whether an appointment was brought along that a slip can be made of.
    [[nodiscard]] bool hasSlip() const { return !m_wish.appointment.isNull(); }
    /// Whose the slip is; empty without one.
    [[nodiscard]] QString slipPatient() const { return m_wish.patient; }
    [[nodiscard]] QDate date() const;
    [[nodiscard]] PaperNames names() const { return m_names; }
    /// Who can be chosen; nothing stands for everybody. A doctor has himself.
    [[nodiscard]] QList<std::optional<SheetOwner>> owners() const;
    [[nodiscard]] int ownerIndex() const;
    [[nodiscard]] QDate today() const { return clinic().today; }

    [[nodiscard]] ListState state() const;
    [[nodiscard]] const std::optional<Error> &failure() const { return m_reading.failure(); }
    [[nodiscard]] const std::optional<Freshness> &freshness() const
    {
        return m_reading.freshness();
    }
    /// What the preview shows. Without a line where nothing can be shown.
    [[nodiscard]] const PaperDocument &document() const { return m_document; }
    /// Why there is nothing to print, though everything was read.
    [[nodiscard]] QString emptySentence() const { return m_emptySentence; }
    /// For screen readers: what the preview shows.
    [[nodiscard]] QString summary() const;

    /// Nothing while they are being looked for.
    [[nodiscard]] const std::optional<QStringList> &printers() const { return m_printers; }
    [[nodiscard]] bool canSave() const;
    [[nodiscard]] bool canPrint() const;
    [[nodiscard]] PaperSaving &saving() { return m_saving; }
    /// "day-sheet-2026-11-26.pdf": never a patient's name.
    [[nodiscard]] QString suggestedName() const;

    void setActive(bool active);

public slots:
    void show(const clinidesk::PaperWish &wish);
    /// A slip only where there is one.
    void setWhat(clinidesk::Paper what);
    void setOwnerIndex(int index);
    /// An invalid date is today.
    void setDate(QDate date);
    void setNames(clinidesk::PaperNames names);
    void refresh();
    void giveUp() { m_reading.giveUp(); }
    void print(const QString &printer, int copies);
    void savePdf(const QString &path);

signals:
    void changed();

private:
    [[nodiscard]] const Clinic &clinic() const;
    [[nodiscard]] QList<SheetOwner> people() const;
    [[nodiscard]] QList<SheetOwner> ownersToShow() const;
    void read(Reading reading);
    void readIfActive();
    void findPrinters();
    void build();
    [[nodiscard]] QList<PaperSection> sections() const;
    void buildSlip();
    [[nodiscard]] PaperSaving::Sheet sheet() const;
    [[nodiscard]] QList<KeptRead> looks() const;

    ClinicChoice &m_clinics;
    const Clock &m_clock;
    const Session m_session;
    PaperPress *m_press;
    PaperReading m_reading;
    PaperSaving m_saving;
    PaperWish m_wish;
    PaperNames m_names = PaperNames::Full;
    QTimer m_readAgain{this};
    PaperDocument m_document;
    QString m_emptySentence;
    std::optional<QStringList> m_printers;
    bool m_isActive = false;
};

} // namespace clinidesk

Q_DECLARE_METATYPE(clinidesk::PaperWish)
