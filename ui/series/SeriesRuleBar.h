#pragma once

#include "core/booking/SeriesRule.h"

#include <QHash>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QSpinBox;

namespace clinidesk {

class DateField;
class FieldFault;
class SeriesViewModel;

/// How often an appointment comes again, and when it ends.
class SeriesRuleBar final : public QWidget
{
    Q_OBJECT

public:
    explicit SeriesRuleBar(SeriesViewModel &series, QWidget *parent = nullptr);

    /// The fields as the view model has them.
    void fill();
    void present();

private:
    void addStep();
    void addWeekdays();
    void addEnd();

    SeriesViewModel &m_series;
    QSpinBox *m_step;
    QComboBox *m_unit;
    QWidget *m_weekdayBox;
    QHash<Qt::DayOfWeek, QCheckBox *> m_weekdays;
    QComboBox *m_end;
    QSpinBox *m_times;
    QWidget *m_timesBox = nullptr;
    DateField *m_until;
    QWidget *m_untilBox = nullptr;
    FieldFault *m_fault;
};

} // namespace clinidesk
