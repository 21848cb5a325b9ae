#pragma once

#include "core/staff/Session.h"
#include "ui/viewmodels/history/HistoryViewModel.h"

#include <QHash>
#include <QWidget>

class QComboBox;
class QLineEdit;
class QTimer;
class QToolButton;
class QVBoxLayout;

namespace clinidesk {

class ClinicChoice;
class DateField;
class FieldFault;
class FlowLayout;
class PatientFinder;
class PatientSearchViewModel;

/// Which appointments the history shows. A doctor has no choice of doctors: the history is his own.
class HistoryFilters final : public QWidget
{
    Q_OBJECT

public:
    struct Models
    {
        HistoryViewModel &history;
        PatientSearchViewModel &search;
        ClinicChoice &clinics;
    };

    HistoryFilters(const Models &models, Role role, QWidget *parent = nullptr);

    [[nodiscard]] QLineEdit *textEdit() const { return m_text; }
    /// Only @p patient's, as if chosen here.
    void setPatient(const Patient &patient);
    void clear();

private:
    void addDates(FlowLayout *row);
    void addPlaces(FlowLayout *row, Role role);
    void addStatuses(FlowLayout *row);
    void addText(FlowLayout *row);
    void chooseSpan(int index);
    void takeDates();
    void takeStatuses();
    void fillPlaces();
    void dropPatient();
    void present();

    Models m_models;
    QComboBox *m_span = nullptr;
    DateField *m_from = nullptr;
    DateField *m_to = nullptr;
    FieldFault *m_datesFault = nullptr;
    QComboBox *m_clinic = nullptr;
    QComboBox *m_department = nullptr;
    QComboBox *m_doctor = nullptr;
    QComboBox *m_order = nullptr;
    QLineEdit *m_text = nullptr;
    FieldFault *m_textFault = nullptr;
    QTimer *m_textPause = nullptr;
    QHash<Status, QToolButton *> m_statuses;
    PatientFinder *m_finder = nullptr;
    QToolButton *m_chosenPatient = nullptr;
};

} // namespace clinidesk
