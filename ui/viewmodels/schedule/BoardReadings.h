#pragma once

#include "ui/viewmodels/schedule/BoardReading.h"
#include "ui/viewmodels/schedule/BoardSheet.h"

#include <memory>
#include <vector>

namespace clinidesk {

/// One day of the clinic in front and of those that stand beside it, read together. Whatever is not
/// there of the others is said, and nobody waits for them.
class BoardReadings final : public QObject
{
    Q_OBJECT

public:
    BoardReadings(const Ports &ports, ClinicChoice &clinics, QObject *parent = nullptr);
    ~BoardReadings() override;

    /// Of the clinic in front.
    [[nodiscard]] const BoardReading &main() const { return m_main; }
    /// Whether @p clinic keeps the same time as the one in front: one axis has to be right for all.
    [[nodiscard]] bool canStandBeside(const Clinic &clinic) const;
    [[nodiscard]] QList<ClinicId> beside() const;
    /// The one in front, then those beside it.
    [[nodiscard]] QList<ClinicId> all() const;
    /// From here on these stand beside, in this order; those that can't are left out.
    void setBeside(const QList<ClinicId> &clinics);
    /// What could not be read of those beside, a sentence each.
    [[nodiscard]] QStringList besideFailures() const;

    /// What was read of each: the clinic in front, with those beside it that have been read.
    [[nodiscard]] BoardFacts facts() const;

    void setActive(bool active);
    void read(Reading reading);
    /// An invalid date is today, also tomorrow.
    void show(QDate date);
    void giveUp();

signals:
    void changed();
    /// A clinic's rows have arrived.
    void dayRead(clinidesk::ClinicId clinic, const QList<clinidesk::Appointment> &rows);

private:
    void listen(BoardReading &reading);
    void follow();
    [[nodiscard]] BoardFacts factsOf(const BoardReading &reading) const;

    const Ports &m_ports;
    ClinicChoice &m_clinics;
    BoardReading m_main;
    std::vector<std::unique_ptr<BoardReading>> m_beside;
    QDate m_wanted; ///< Invalid: today.
    bool m_isActive = false;
};

} // namespace clinidesk
