#pragma once

#include "ui/viewmodels/absence/AbsenceViewModel.h"

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace clinidesk {

class DateField;
class FieldFault;

/// Who is away, from when, until when and why; days and times are typed.
class AbsenceForm final : public QWidget
{
    Q_OBJECT

public:
    explicit AbsenceForm(AbsenceViewModel &absence, QWidget *parent = nullptr);

    /// Shows what the view model has; what somebody is typing is left alone.
    void present();

signals:
    /// Enter in one of the fields.
    void submitted();

private:
    /// One end: a day, and a time that may be empty.
    struct End
    {
        DateField *day;
        QLineEdit *time;
    };

    [[nodiscard]] End makeEnd(const QString &name, const QString &day, const QString &time);
    void addEnd(class FlowLayout *row, const End &end, const QString &label);
    void fillStanding();
    void fillWho();
    void fill(const End &end, const AbsenceEdge &edge);
    void readEnds();
    [[nodiscard]] std::optional<AbsenceEdge> edgeIn(const End &end) const;

    AbsenceViewModel &m_absence;
    QComboBox *m_standing;
    QComboBox *m_who;
    End m_from;
    End m_until;
    QLineEdit *m_reason;
    FieldFault *m_fault;
    bool m_isFilling = false;
};

} // namespace clinidesk
