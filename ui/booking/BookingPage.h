#pragma once

#include "ui/viewmodels/booking/BookingViewModel.h"
#include "ui/widgets/ShellPage.h"

class QAction;
class QCalendarWidget;
class QComboBox;
class QLineEdit;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace clinidesk {

class DateField;
class FieldFault;
class FlowLayout;
class NoteStrip;
class OnePageStack;
class PatientBanner;
class PatientFinder;
class PatientForm;
class SlotPicker;
class TextLabel;

/// Books a patient: found while typing or registered, the next free time chosen from the start,
/// Enter books. A known patient and the next free time take a name and two times Enter.
class BookingPage final : public ShellPage
{
    Q_OBJECT

public:
    BookingPage(const Ports &ports, ClinicChoice &clinics, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString iconName() const override;
    /// The focus where the patient is typed; a booking begun before is still there.
    void enter() override;
    void refresh() override;
    [[nodiscard]] QList<QAction *> actionsEverywhere() const override;

    [[nodiscard]] BookingViewModel &viewModel() { return m_booking; }

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void showCalendar(bool isShown);
    void takeDay(QDate day);
    void addActions();
    void lay();
    [[nodiscard]] QWidget *whoHalf();
    [[nodiscard]] QWidget *whenHalf();
    [[nodiscard]] QWidget *dayRow();
    void connectChoices();
    void fillChoices();
    void showPatient();
    void present();
    void showAlternatives();

    BookingViewModel m_booking;
    QAction *m_new = nullptr;
    QAction *m_book = nullptr;
    QAction *m_another = nullptr;
    QAction *m_correct = nullptr;
    PatientBanner *m_banner;
    OnePageStack *m_who;
    PatientFinder *m_finder;
    PatientForm *m_form;
    QWidget *m_known = nullptr;
    TextLabel *m_contact = nullptr;
    QComboBox *m_department;
    QComboBox *m_doctor;
    DateField *m_day;
    QToolButton *m_openCalendar;
    QCalendarWidget *m_calendar;
    QLineEdit *m_reason;
    FieldFault *m_reasonFault;
    SlotPicker *m_slots;
    NoteStrip *m_refusal;
    FlowLayout *m_alternatives = nullptr;
    QPushButton *m_bookButton;
    QList<Slot> m_shownAlternatives;
    bool m_startsAnew = false;
};

} // namespace clinidesk
