#pragma once

#include "ui/viewmodels/patients/PatientSearchViewModel.h"
#include "ui/viewmodels/schedule/BoardRules.h"

#include <QObject>

#include <optional>

namespace clinidesk {

/// A slot that was opened on the board: who comes, for how long, why. What was typed for a booking
/// that is refused comes back, so that it is repeated elsewhere with two keys.
class BookInPlaceViewModel final : public QObject
{
    Q_OBJECT

public:
    static constexpr int longestReason = 500;

    explicit BookInPlaceViewModel(const Ports &ports, QObject *parent = nullptr);

    [[nodiscard]] PatientSearchViewModel &search() { return m_search; }
    [[nodiscard]] bool isOpen() const { return m_time.has_value(); }
    /// Only while isOpen().
    [[nodiscard]] const BoardTime &time() const { return *m_time; }
    [[nodiscard]] const QString &where() const { return m_where; }
    [[nodiscard]] const QString &reason() const { return m_reason; }
    [[nodiscard]] QString reasonFault() const;
    /// What is to be known about the time, besides; mostly nothing.
    [[nodiscard]] const QString &note() const { return m_note; }
    void setNote(const QString &note);

    /// @p where is @p time in words.
    void open(const BoardTime &time, const QString &where);
    void close();
    /// The board is another: stays with its column, and is closed where that has gone; then false.
    bool carry(const BoardSheet &before, const BoardSheet &now);
    /// What was typed.
    struct Draft
    {
        QString who;
        QString reason;
    };
    /// Empties the editor.
    Draft take();
    /// Unless something else is being typed meanwhile.
    void giveBack(const Draft &draft);

public slots:
    void setLength(std::chrono::minutes length);
    void setReason(const QString &reason);

signals:
    void changed();
    /// Enter on a patient: book.
    void chosen(const clinidesk::Patient &patient);

private:
    PatientSearchViewModel m_search;
    std::optional<BoardTime> m_time;
    QString m_where;
    QString m_note;
    QString m_reason;
};

} // namespace clinidesk
