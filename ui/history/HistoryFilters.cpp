#include "ui/history/HistoryFilters.h"

#include "ui/lists/Labelled.h"
#include "ui/lists/NamedParts.h"
#include "ui/patients/PatientFinder.h"
#include "ui/theme/StatusLook.h"
#include "ui/theme/Theme.h"
#include "ui/viewmodels/Wording.h"
#include "ui/viewmodels/booking/ClinicChoice.h"
#include "ui/viewmodels/patients/PatientSearchViewModel.h"
#include "ui/widgets/DateField.h"
#include "ui/widgets/EmWidth.h"
#include "ui/widgets/FlowLayout.h"

#include <QLineEdit>
#include <QSignalBlocker>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <chrono>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr int typedDays = -1; ///< The entry of the spans that stands for what was typed.

QComboBox *combo(const QString &objectName, QWidget *parent)
{
    QComboBox *made = namedCombo(objectName, parent);
    EmWidth::set(made, 18, EmWidth::Bound::AtMost);
    return made;
}

/// Fills @p box with "All" and @p rows, keeping what is chosen.
template <typename Row, typename Name>
void refill(QComboBox *box, const QString &all, const QList<Row> &rows, Name name)
{
    const QSignalBlocker blocker(box);
    const QVariant before = box->currentData();
    box->clear();
    box->addItem(all, qint64(0));
    for (const Row &row : rows)
        box->addItem(name(row), row.id.value());
    box->setCurrentIndex(qMax(0, box->findData(before)));
}

} // namespace

HistoryFilters::HistoryFilters(const Models &models, Role role, QWidget *parent)
    : QWidget(parent)
    , m_models(models)
    , m_textPause(new QTimer(this))
{
    setObjectName(u"historyFilters"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    auto *fields = new QWidget(this);
    auto *row = new FlowLayout(fields);
    addDates(row);
    addPlaces(row, role);
    addText(row);
    column->addWidget(fields);
    auto *chips = new QWidget(this);
    chips->setAccessibleName(tr("Status"));
    addStatuses(new FlowLayout(chips));
    column->addWidget(chips);

    connect(&m_models.history, &HistoryViewModel::changed, this, &HistoryFilters::present);
    connect(&m_models.clinics, &ClinicChoice::loaded, this, &HistoryFilters::fillPlaces);
    connect(&m_models.search, &PatientSearchViewModel::picked, this, &HistoryFilters::setPatient);
    fillPlaces();
    present();
}

void HistoryFilters::addDates(FlowLayout *row)
{
    m_span = combo(u"spanFilter"_s, this);
    m_span->addItem(tr("All days"), int(Span::All));
    m_span->addItem(tr("Today"), int(Span::Today));
    m_span->addItem(tr("This week"), int(Span::ThisWeek));
    m_span->addItem(tr("This month"), int(Span::ThisMonth));
    m_span->addItem(tr("Last month"), int(Span::LastMonth));
    m_span->addItem(tr("Last 12 months"), int(Span::LastTwelveMonths));
    m_span->addItem(tr("Days typed here"), typedDays);
    m_from = new DateField(DateField::Kind::ToCome, u"fromFilter"_s, tr("From"), this);
    m_to = new DateField(DateField::Kind::ToCome, u"toFilter"_s, tr("To"), this);
    for (DateField *field : {m_from, m_to})
        EmWidth::set(field, 13);
    m_datesFault = new FieldFault(m_to->edit(), this);
    row->addWidget(labelled(tr("&Days"), m_span, this));
    row->addWidget(labelled(tr("&From"), m_from, this));
    row->addWidget(labelled(tr("&To"), m_to, this));
    row->addWidget(m_datesFault);
    connect(m_span, &QComboBox::currentIndexChanged, this, &HistoryFilters::chooseSpan);
    connect(m_from, &DateField::dateChanged, this, &HistoryFilters::takeDates);
    connect(m_to, &DateField::dateChanged, this, &HistoryFilters::takeDates);
}

void HistoryFilters::addPlaces(FlowLayout *row, Role role)
{
    m_doctor = combo(u"doctorFilter"_s, this);
    m_department = combo(u"departmentFilter"_s, this);
    m_clinic = combo(u"clinicFilter"_s, this);
    m_order = combo(u"orderFilter"_s, this);
    m_order->addItem(tr("Newest first"), int(HistoryQuery::Order::NewestFirst));
    m_order->addItem(tr("Oldest first"), int(HistoryQuery::Order::OldestFirst));
    QWidget *doctor = labelled(tr("D&octor"), m_doctor, this);
    doctor->setVisible(role != Role::Doctor);
    if (role != Role::Doctor)
        row->addWidget(doctor);
    row->addWidget(labelled(tr("D&epartment"), m_department, this));
    row->addWidget(labelled(tr("&Clinic"), m_clinic, this));
    row->addWidget(labelled(tr("O&rder"), m_order, this));

    HistoryViewModel &history = m_models.history;
    connect(m_doctor, &QComboBox::currentIndexChanged, &history, [this, &history] {
        history.setDoctor(DoctorId(m_doctor->currentData().toLongLong()));
    });
    connect(m_department, &QComboBox::currentIndexChanged, &history, [this, &history] {
        history.setDepartment(DepartmentId(m_department->currentData().toLongLong()));
    });
    connect(m_clinic, &QComboBox::currentIndexChanged, &history, [this, &history] {
        history.setClinic(ClinicId(m_clinic->currentData().toLongLong()));
    });
    connect(m_order, &QComboBox::currentIndexChanged, &history, [this, &history] {
        history.setOrder(HistoryQuery::Order(m_order->currentData().toInt()));
    });
}

void HistoryFilters::addText(FlowLayout *row)
{
    m_text = new QLineEdit(this);
    m_text->setObjectName(u"textFilter"_s);
    m_text->setPlaceholderText(tr("Name, record no., reason"));
    m_text->setClearButtonEnabled(true);
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(labelled(tr("Te&xt"), m_text, box));
    m_textFault = new FieldFault(m_text, box);
    column->addWidget(m_textFault);
    column->addStretch(1);
    EmWidth::set(box, 15);
    row->addWidget(box);
    m_textPause->setSingleShot(true);
    m_textPause->setInterval(120ms);
    connect(m_textPause, &QTimer::timeout, this,
            [this] { m_models.history.setText(m_text->text()); });
    connect(m_text, &QLineEdit::textChanged, m_textPause, qOverload<>(&QTimer::start));

    m_finder = new PatientFinder(m_models.search, u"patientFilter"_s, tr("&Patient"),
                                 PatientFinder::Creating::NotOffered, this);
    EmWidth::set(m_finder, 24);
    row->addWidget(m_finder);
    m_chosenPatient = new QToolButton(this);
    m_chosenPatient->setObjectName(u"dropPatientFilter"_s);
    m_chosenPatient->setIcon(Theme::icon(u"close"_s));
    m_chosenPatient->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_chosenPatient->setToolTip(tr("Show all patients again"));
    m_chosenPatient->hide();
    row->addWidget(m_chosenPatient);
    connect(m_chosenPatient, &QToolButton::clicked, this, &HistoryFilters::dropPatient);
}

void HistoryFilters::addStatuses(FlowLayout *row)
{
    for (int number = 0; number < statusCount; ++number) {
        const auto status = Status(number);
        const StatusLook look = statusLook(status);
        auto *chip = new QToolButton(this);
        chip->setObjectName(u"statusFilter%1"_s.arg(number));
        chip->setText(look.text);
        chip->setIcon(statusIcon(status));
        chip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        chip->setAccessibleName(tr("Only %1").arg(look.text));
        chip->setCheckable(true);
        chip->setFocusPolicy(Qt::StrongFocus);
        m_statuses.insert(status, chip);
        row->addWidget(chip);
        connect(chip, &QToolButton::toggled, this, &HistoryFilters::takeStatuses);
    }
}

void HistoryFilters::chooseSpan(int index)
{
    const int chosen = m_span->itemData(index).toInt();
    if (chosen == typedDays) {
        m_from->setFocus();
        return;
    }
    const SpanDays days = daysOf(Span(chosen), m_models.clinics.current().today);
    {
        const QSignalBlocker fromBlocker(m_from);
        const QSignalBlocker toBlocker(m_to);
        m_from->setDate(days.first);
        m_to->setDate(days.last);
    }
    m_models.history.setDates(days.first, days.last);
}

void HistoryFilters::takeDates()
{
    if (m_from->hasError() || m_to->hasError())
        return; // Half a date filters nothing; its field says what is missing.
    const QSignalBlocker blocker(m_span);
    m_span->setCurrentIndex(m_span->findData(typedDays));
    m_models.history.setDates(m_from->date().value_or(QDate()), m_to->date().value_or(QDate()));
}

void HistoryFilters::takeStatuses()
{
    QList<Status> chosen;
    for (int number = 0; number < statusCount; ++number) {
        if (m_statuses.value(Status(number))->isChecked())
            chosen.append(Status(number));
    }
    m_models.history.setStatuses(chosen);
}

void HistoryFilters::fillPlaces()
{
    ClinicChoice &clinics = m_models.clinics;
    refill(m_clinic, tr("All clinics"), clinics.clinics(),
           [](const Clinic &row) { return row.name; });
    refill(m_department, tr("All departments"), clinics.allDepartments(),
           [](const Department &row) { return row.name; });
    refill(m_doctor, tr("All doctors"), clinics.allDoctors(),
           [](const Doctor &row) { return doctorName(row); });
    if (clinics.current().today.isValid()) {
        m_from->setToday(clinics.current().today);
        m_to->setToday(clinics.current().today);
    }
}

void HistoryFilters::setPatient(const Patient &patient)
{
    m_models.search.clear();
    m_finder->hide();
    const QString who = tr("%1   %2").arg(
        Wording::identity(patient.family, patient.given, patient.birthDate), patient.mrn);
    // A button takes what follows & for its key.
    m_chosenPatient->setText(QString(who).replace(u'&', u"&&"_s));
    m_chosenPatient->setAccessibleName(tr("Only %1; press to show all").arg(who));
    m_chosenPatient->show();
    m_chosenPatient->setFocus();
    m_models.history.setPatient(patient.id);
}

void HistoryFilters::dropPatient()
{
    m_chosenPatient->hide();
    m_finder->show();
    m_finder->setFocus();
    m_models.history.setPatient({});
}

void HistoryFilters::clear()
{
    for (QComboBox *box : {m_span, m_clinic, m_department, m_doctor}) {
        const QSignalBlocker blocker(box);
        box->setCurrentIndex(0);
    }
    for (DateField *field : {m_from, m_to}) {
        const QSignalBlocker blocker(field);
        field->setDate({});
    }
    for (QToolButton *chip : m_statuses) {
        const QSignalBlocker blocker(chip);
        chip->setChecked(false);
    }
    const QSignalBlocker blocker(m_text);
    m_text->clear();
    m_textPause->stop();
    m_models.search.clear();
    m_chosenPatient->hide();
    m_finder->show();
    m_models.history.clearFilters();
}

void HistoryFilters::present()
{
    m_datesFault->say(m_models.history.fault(u"last_day"_s));
    m_textFault->say(m_models.history.fault(u"search_text"_s));
}

} // namespace clinidesk
