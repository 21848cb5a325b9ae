#pragma once

#include "ui/viewmodels/patients/PatientFormViewModel.h"

#include <QHash>
#include <QWidget>

class QComboBox;
class QFormLayout;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace clinidesk {

class DateField;
class FieldFault;
class NoteStrip;
class TextLabel;

/// Registering or correcting a patient. What is wrong stands beside the field; patients it could
/// already be stand above the buttons and stop nobody.
class PatientForm final : public QWidget
{
    Q_OBJECT

public:
    explicit PatientForm(PatientFormViewModel &form, QWidget *parent = nullptr);

signals:
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    using Field = PatientFormViewModel::Field;

    QLineEdit *addText(Field field, const QString &objectName, const QString &label);
    void addBirthDate();
    void addChoices();
    void addFault(Field field, QWidget *edit, const QString &label, QWidget *shown);
    void fill();
    void present();
    void showDuplicates();

    PatientFormViewModel &m_form;
    QFormLayout *m_fields;
    QHash<Field, QLineEdit *> m_texts;
    QHash<Field, FieldFault *> m_faults;
    DateField *m_birthDate = nullptr;
    QComboBox *m_sex = nullptr;
    QComboBox *m_language = nullptr;
    TextLabel *m_heading;
    TextLabel *m_warning;
    QVBoxLayout *m_duplicates;
    NoteStrip *m_refusal;
    QPushButton *m_save;
    QPushButton *m_cancel;
    QList<Patient> m_shownDuplicates;
};

} // namespace clinidesk
