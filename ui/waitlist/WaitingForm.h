#pragma once

#include "ui/viewmodels/waitlist/WaitingFormViewModel.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace clinidesk {

class DateField;
class FieldFault;
class NoteStrip;
class PatientFinder;
class TextLabel;

/// Who waits, for whom, when it suits, for how long and how urgently.
class WaitingForm final : public QWidget
{
    Q_OBJECT

public:
    explicit WaitingForm(WaitingFormViewModel &form, QWidget *parent);

    /// Where one begins to type.
    void focusStart();

signals:
    void cancelled();

protected:
    void showEvent(QShowEvent *event) override;

private:
    [[nodiscard]] QWidget *whoRow();
    [[nodiscard]] QWidget *whenRow();
    [[nodiscard]] QWidget *remarkRow();
    [[nodiscard]] QLineEdit *timeField(const QString &name, const QString &called);
    [[nodiscard]] DateField *dayField(const QString &name, const QString &called);
    void lay();
    void connectParts();
    void fill();
    void fillWhom();
    void read();
    void present();
    /// None while what is typed is no time; an invalid one where nothing is typed.
    [[nodiscard]] std::optional<QTime> timeIn(const QLineEdit *field) const;

    WaitingFormViewModel &m_form;
    TextLabel *m_title;
    TextLabel *m_patient;
    QPushButton *m_another;
    PatientFinder *m_finder;
    QComboBox *m_whom;
    QComboBox *m_urgency;
    QList<QCheckBox *> m_weekdays; ///< Monday first.
    QLineEdit *m_from;
    QLineEdit *m_until;
    DateField *m_firstDay;
    DateField *m_lastDay;
    QSpinBox *m_length;
    QLineEdit *m_remark;
    FieldFault *m_fault;
    NoteStrip *m_refusal;
    QPushButton *m_save;
    QPushButton *m_cancel;
    bool m_isFilling = false;
};

} // namespace clinidesk
