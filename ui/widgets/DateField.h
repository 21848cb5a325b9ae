#pragma once

#include <QDate>
#include <QWidget>

#include <optional>

class QLineEdit;

namespace clinidesk {

class TextLabel;

/// A date typed in any usual form, with an echo beneath of how it was understood: "05-Nov-1977
/// (49 y)" or "Thu 26-Nov-2026, in 4 days". Never moves the focus on its own.
class DateField final : public QWidget
{
    Q_OBJECT

public:
    enum class Kind {
        Known, ///< A date that is known, such as a birth date: not after today.
        ToCome, ///< A day to look at or to book: "+2w", "thu", "tomorrow" are understood.
    };

    /// @p objectName goes to the line edit: focus it, type into it, find it by that name.
    DateField(Kind kind, const QString &objectName, const QString &accessibleName,
              QWidget *parent = nullptr);

    /// The clinic's local day, for ages and for "thu".
    void setToday(QDate today);
    /// Nothing: empty or not understood; then hasError() tells which.
    [[nodiscard]] std::optional<QDate> date() const { return m_date; }
    [[nodiscard]] bool hasError() const;
    /// An invalid date empties the field.
    void setDate(QDate date);
    [[nodiscard]] QLineEdit *edit() const { return m_edit; }

signals:
    /// By typing and by setDate(); nothing when the text isn't a date.
    void dateChanged(std::optional<QDate> date);
    /// Enter in the field.
    void submitted();

private:
    void read();
    [[nodiscard]] QString echoOf(QDate date) const;

    Kind m_kind;
    QDate m_today = QDate::currentDate();
    std::optional<QDate> m_date;
    QLineEdit *m_edit;
    TextLabel *m_echo;
};

} // namespace clinidesk
