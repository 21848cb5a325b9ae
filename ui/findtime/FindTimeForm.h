#pragma once

#include "ui/viewmodels/schedule/FindTimeViewModel.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace clinidesk {

class DateField;
class FieldFault;
class TextLabel;

/// With whom, on which weekdays, at which hours, from which day on and for how long.
class FindTimeForm final : public QWidget
{
    Q_OBJECT

public:
    explicit FindTimeForm(FindTimeViewModel &find, QWidget *parent = nullptr);

    /// Shows what the view model has; what somebody is typing is left alone.
    void present();

signals:
    /// Enter in one of the fields.
    void submitted();

private:
    void addWhom();
    void addWeekdays();
    void addRest();
    void readDay();

    FindTimeViewModel &m_find;
    QLineEdit *m_whom;
    TextLabel *m_meant;
    QList<QCheckBox *> m_weekdays; ///< From Monday on.
    QLineEdit *m_hours = nullptr;
    DateField *m_from = nullptr;
    QComboBox *m_length = nullptr;
    FieldFault *m_fault;
    bool m_isFilling = false;
};

} // namespace clinidesk
