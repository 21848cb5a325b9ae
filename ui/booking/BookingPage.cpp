#include "ui/booking/BookingPage.h"

#include "ui/booking/SlotPicker.h"
#include "ui/lists/ActionOf.h"
#include "ui/lists/ClinicBox.h"
#include "ui/lists/Labelled.h"
#include "ui/lists/NamedParts.h"
#include "ui/lists/OnePageStack.h"
#include "ui/lists/TwoHalves.h"
#include "ui/patients/PatientFinder.h"
#include "ui/patients/PatientForm.h"
#include "ui/theme/Theme.h"
#include "ui/viewmodels/Wording.h"
#include "ui/widgets/DateField.h"
#include "ui/widgets/EmWidth.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/PatientBanner.h"
#include "ui/widgets/StateParts.h"
#include "ui/widgets/TextLabel.h"

#include <QCalendarWidget>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

QComboBox *combo(const QString &objectName, QWidget *parent)
{
    QComboBox *made = namedCombo(objectName, parent);
    EmWidth::set(made, 12, EmWidth::Bound::AtLeast);
    return made;
}

template <typename Id> Id chosenIn(const QComboBox *box)
{
    return Id(box->currentData().toLongLong());
}

} // namespace

BookingPage::BookingPage(const Ports &ports, ClinicChoice &clinics, QWidget *parent)
    : ShellPage(parent)
    , m_booking(ports, clinics)
    , m_banner(new PatientBanner(this))
    , m_who(new OnePageStack(this))
    , m_finder(new PatientFinder(m_booking.search(), u"patientSearch"_s, tr("&Patient"),
                                 PatientFinder::Creating::Offered, this))
    , m_form(new PatientForm(m_booking.form(), this))
    , m_department(combo(u"bookingDepartment"_s, this))
    , m_doctor(combo(u"bookingDoctor"_s, this))
    , m_day(new DateField(DateField::Kind::ToCome, u"bookingDay"_s, tr("From day"), this))
    , m_openCalendar(new QToolButton(this))
    , m_calendar(new QCalendarWidget(this))
    , m_reason(new QLineEdit(this))
    , m_slots(new SlotPicker(m_booking, this))
    , m_refusal(new NoteStrip(u"warning"_s, Colour::DangerFill, this))
    , m_bookButton(new QPushButton(tr("&Book"), this))
{
    setObjectName(u"bookingPage"_s);
    m_refusal->setObjectName(u"bookingRefusal"_s);
    m_reason->setObjectName(u"bookingReason"_s);
    m_reason->setPlaceholderText(tr("Optional"));
    m_reasonFault = new FieldFault(m_reason, this);
    m_bookButton->setObjectName(u"book"_s);
    m_bookButton->setDefault(true);
    addActions();
    lay();
    connectChoices();
    fillChoices();
    showPatient();
    present();
}

QString BookingPage::title() const
{
    return tr("Booking");
}

QString BookingPage::iconName() const
{
    return u"calendar-plus"_s;
}

void BookingPage::enter()
{
    // Coming back to a half-made booking finds it as it was; only asking for a new one drops it.
    const bool isUntouched = !m_booking.patient() && m_booking.search().typed().isEmpty()
        && m_booking.reason().isEmpty() && m_who->currentWidget() != m_form;
    if (std::exchange(m_startsAnew, false) || isUntouched) {
        m_booking.begin();
        m_reason->clear();
        m_day->setDate({});
    }
    if (m_booking.patient())
        m_slots->setFocus(Qt::ShortcutFocusReason);
    else if (m_who->currentWidget() != m_form)
        m_finder->setFocus(Qt::ShortcutFocusReason);
}

void BookingPage::refresh()
{
    m_booking.readSlotsAnew();
}

QList<QAction *> BookingPage::actionsEverywhere() const
{
    return {m_new};
}

void BookingPage::addActions()
{
    m_new = makeAction(this,
                       {u"newBooking"_s,
                        tr("Book an appointment"),
                        Theme::icon(u"calendar-plus"_s),
                        {QKeySequence(Qt::Key_Slash), QKeySequence(Qt::CTRL | Qt::Key_N)}},
                       [this] {
                           m_startsAnew = true;
                           emit wanted();
                       });
    m_book = makeAction(this,
                        {u"bookNow"_s,
                         tr("Book the chosen time"),
                         Theme::icon(u"calendar-plus"_s),
                         {QKeySequence(Qt::CTRL | Qt::Key_Return)}},
                        [this] { m_booking.book(); });
    m_another = makeAction(
        this, {u"anotherPatient"_s, tr("Choose another patient"), Theme::icon(u"search"_s)},
        [this] {
            m_booking.dropPatient();
            m_finder->setFocus();
        });
    m_correct = makeAction(
        this, {u"correctPatient"_s, tr("Correct the patient's details"), Theme::icon(u"person"_s)},
        [this] {
            if (!m_booking.patient())
                return;
            m_booking.form().edit(*m_booking.patient(), m_booking.clinics().current().today);
            m_who->setCurrentIndex(1);
            m_form->findChild<QLineEdit *>(u"familyName"_s)->setFocus();
        });
}

QWidget *BookingPage::whoHalf()
{
    m_known = new QWidget(this);
    m_contact = new TextLabel(TextStyle::Body, m_known);
    m_contact->setObjectName(u"patientContact"_s);
    m_contact->setWordWrap(true);
    auto *buttons = new QWidget(m_known);
    auto *row = new FlowLayout(buttons);
    for (QAction *action : {m_another, m_correct}) {
        auto *button = new QToolButton(buttons);
        button->setDefaultAction(action);
        button->setObjectName(action->objectName() + u"Button"_s);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::TabFocus);
        row->addWidget(button);
    }
    auto *knownColumn = new QVBoxLayout(m_known);
    knownColumn->setContentsMargins(0, 0, 0, 0);
    knownColumn->addWidget(m_contact);
    knownColumn->addWidget(buttons);
    knownColumn->addStretch(1);
    auto *finderPage = new QWidget(this);
    auto *finderColumn = new QVBoxLayout(finderPage);
    finderColumn->setContentsMargins(0, 0, 0, 0);
    finderColumn->addWidget(m_finder);
    finderColumn->addStretch(1);
    m_who->addWidget(finderPage);
    m_who->addWidget(m_form);
    m_who->addWidget(m_known);
    return m_who;
}

QWidget *BookingPage::dayRow()
{
    m_openCalendar->setObjectName(u"openCalendar"_s);
    m_openCalendar->setIcon(Theme::icon(u"calendar"_s));
    m_openCalendar->setAccessibleName(tr("Calendar"));
    m_openCalendar->setToolTip(tr("Choose the day in a calendar"));
    m_openCalendar->setCheckable(true);
    m_calendar->setObjectName(u"bookingCalendar"_s);
    m_calendar->setAccessibleName(tr("Calendar"));
    m_calendar->setFirstDayOfWeek(QLocale().firstDayOfWeek());
    // Qt's own red for weekends reads on none of our grounds.
    for (const Qt::DayOfWeek day : {Qt::Saturday, Qt::Sunday})
        m_calendar->setWeekdayTextFormat(day, {});
    m_calendar->hide();
    auto *pair = new QWidget(this);
    auto *row = new QHBoxLayout(pair);
    row->setContentsMargins(0, 0, 0, 0);
    EmWidth::set(m_day, 22, EmWidth::Bound::AtMost);
    row->addWidget(m_day, 1);
    row->addWidget(m_openCalendar, 0, Qt::AlignTop);
    row->addStretch();
    pair->setFocusProxy(m_day->edit());
    return labelled(tr("Fro&m day"), pair, this);
}

QWidget *BookingPage::whenHalf()
{
    auto *half = new QWidget(this);
    auto *column = new QVBoxLayout(half);
    column->setContentsMargins(0, 0, 0, 0);
    auto *places = new QWidget(half);
    auto *row = new FlowLayout(places);
    auto *clinic = new ClinicBox(m_booking.clinics(), u"bookingClinic"_s, places);
    EmWidth::set(clinic, 12, EmWidth::Bound::AtLeast);
    row->addWidget(labelled(tr("&Clinic"), clinic, places));
    row->addWidget(labelled(tr("&Department"), m_department, places));
    row->addWidget(labelled(tr("D&octor"), m_doctor, places));
    column->addWidget(places);
    column->addWidget(dayRow());
    column->addWidget(m_calendar);
    column->addWidget(m_slots, 1);
    column->addWidget(labelled(tr("&Reason"), m_reason, half));
    column->addWidget(m_reasonFault);
    column->addWidget(m_refusal);
    auto *alternatives = new QWidget(half);
    m_alternatives = new FlowLayout(alternatives);
    column->addWidget(alternatives);
    column->addWidget(m_bookButton, 0, Qt::AlignTrailing);
    return half;
}

void BookingPage::lay()
{
    QWidget *who = whoHalf();
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_banner);
    column->addWidget(new TwoHalves(who, u"bookingWho"_s, whenHalf(), this), 1);
}

void BookingPage::connectChoices()
{
    connect(m_finder, &PatientFinder::createRequested, this, [this] {
        m_booking.registerPatient();
        m_who->setCurrentIndex(1);
        m_form->findChild<QLineEdit *>(u"familyName"_s)->setFocus();
    });
    connect(m_form, &PatientForm::cancelled, this, [this] {
        showPatient();
        if (!m_booking.patient())
            m_finder->setFocus();
    });
    connect(m_department, &QComboBox::currentIndexChanged, this,
            [this] { m_booking.chooseDepartment(chosenIn<DepartmentId>(m_department)); });
    connect(m_doctor, &QComboBox::currentIndexChanged, this,
            [this] { m_booking.chooseDoctor(chosenIn<DoctorId>(m_doctor)); });
    connect(m_day, &DateField::dateChanged, this,
            [this](std::optional<QDate> day) { m_booking.chooseDay(day.value_or(QDate())); });
    connect(m_openCalendar, &QToolButton::toggled, this, &BookingPage::showCalendar);
    connect(m_calendar, &QCalendarWidget::clicked, this, &BookingPage::takeDay);
    connect(m_calendar, &QCalendarWidget::activated, this, &BookingPage::takeDay);
    connect(m_reason, &QLineEdit::textChanged, &m_booking, &BookingViewModel::setReason);
    connect(m_reason, &QLineEdit::returnPressed, &m_booking, &BookingViewModel::book);
    connect(m_day, &DateField::submitted, this, [this] { m_slots->setFocus(); });
    connect(m_slots, &SlotPicker::submitted, &m_booking, &BookingViewModel::book);
    connect(m_bookButton, &QPushButton::clicked, &m_booking, &BookingViewModel::book);
    connect(&m_booking, &BookingViewModel::changed, this, &BookingPage::present);
    connect(&m_booking, &BookingViewModel::patientChanged, this, &BookingPage::showPatient);
    connect(&m_booking, &BookingViewModel::choicesChanged, this, &BookingPage::fillChoices);
    connect(&m_booking, &BookingViewModel::booked, this,
            [this](AppointmentId, const QString &sentence) {
                m_reason->clear();
                m_day->setDate({});
                m_finder->setFocus();
                emit announced(sentence, true);
                emit finished();
            });
}

void BookingPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_openCalendar->isChecked())
        m_openCalendar->setChecked(false);
    else
        ShellPage::keyPressEvent(event);
}

void BookingPage::showCalendar(bool isShown)
{
    m_calendar->setVisible(isShown);
    QWidget *next = m_openCalendar;
    if (isShown)
        next = m_calendar;
    next->setFocus(Qt::OtherFocusReason);
}

void BookingPage::takeDay(QDate day)
{
    if (!m_openCalendar->isChecked())
        return; // A double click tells both: clicked and activated.
    m_day->setDate(day);
    m_openCalendar->setChecked(false);
    m_slots->setFocus();
}

void BookingPage::fillChoices()
{
    const QSignalBlocker departmentBlocker(m_department);
    const QSignalBlocker doctorBlocker(m_doctor);
    ClinicChoice &clinics = m_booking.clinics();
    m_department->clear();
    for (const Department &department : clinics.departments())
        m_department->addItem(department.name, department.id.value());
    m_department->setCurrentIndex(m_department->findData(m_booking.department().value()));
    m_doctor->clear();
    m_doctor->addItem(tr("Whoever is free first"), qint64(0));
    for (const Doctor &doctor : m_booking.doctors())
        m_doctor->addItem(doctorName(doctor), doctor.id.value());
    m_doctor->setCurrentIndex(qMax(0, m_doctor->findData(m_booking.doctor().value())));
    if (clinics.current().today.isValid()) {
        m_day->setToday(clinics.current().today);
        m_calendar->setMinimumDate(clinics.current().today);
    }
}

void BookingPage::showPatient()
{
    const auto &patient = m_booking.patient();
    m_who->setCurrentIndex(patient ? 2 : 0);
    m_correct->setEnabled(patient.has_value());
    m_another->setEnabled(patient.has_value());
    if (!patient) {
        m_banner->clear();
        return;
    }
    m_banner->setPatient(*patient, m_booking.clinics().current().today);
    const auto orNotKnown = [](const QString &text) {
        return text.isEmpty() ? tr("Not known") : Wording::leftToRight(text);
    };
    m_contact->setText(
        tr("Phone: %1\nE-mail: %2").arg(orNotKnown(patient->phone), orNotKnown(patient->email)));
    m_slots->setFocus();
}

void BookingPage::present()
{
    m_reasonFault->say(m_booking.reasonFault());
    m_refusal->setSentence(m_booking.refusal());
    m_book->setEnabled(m_booking.canBook());
    m_bookButton->setEnabled(m_booking.canBook());
    if (m_shownAlternatives != m_booking.alternatives())
        showAlternatives();
    for (int index = 0; index < m_alternatives->count(); ++index)
        m_alternatives->itemAt(index)->widget()->setEnabled(m_booking.canBookAlternative());
}

void BookingPage::showAlternatives()
{
    m_shownAlternatives = m_booking.alternatives();
    while (QLayoutItem *item = m_alternatives->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    const QByteArray zone = m_booking.clinics().current().zone;
    for (int index = 0; index < m_shownAlternatives.size(); ++index) {
        const QString slot = Wording::slot(m_shownAlternatives.at(index), zone);
        auto *other
            = new QPushButton(Theme::icon(u"clock"_s), QString(slot).replace(u'&', u"&&"_s), this);
        other->setObjectName(u"alternative%1"_s.arg(index));
        other->setAccessibleName(tr("Book %1 instead").arg(slot));
        connect(other, &QPushButton::clicked, &m_booking,
                [this, index] { m_booking.bookAlternative(index); });
        m_alternatives->addWidget(other);
    }
    if (QLayoutItem *first = m_alternatives->itemAt(0))
        first->widget()->setFocus();
}

} // namespace clinidesk
