#include "ui/waitlist/WaitingForm.h"

#include "core/booking/TypedTime.h"
#include "ui/lists/Labelled.h"
#include "ui/lists/NamedParts.h"
#include "ui/patients/PatientFinder.h"
#include "ui/viewmodels/waitlist/WaitlistWording.h"
#include "ui/widgets/DateField.h"
#include "ui/widgets/EmWidth.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/StateParts.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QLocale>
#include <QScopedValueRollback>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr int step = 5;
constexpr int longest = 480;

} // namespace

WaitingForm::WaitingForm(WaitingFormViewModel &form, QWidget *parent)
    : QWidget(parent)
    , m_form(form)
    , m_title(namedLabel(TextStyle::Heading, u"waitingTitle"_s, this))
    , m_patient(namedLabel(TextStyle::Body, u"waitingPatient"_s, this))
    , m_another(namedButton(tr("A&nother patient"), u"waitingAnother"_s, this))
    , m_finder(new PatientFinder(m_form.search(), u"waitingSearch"_s, tr("&Patient"),
                                 PatientFinder::Creating::NotOffered, this))
    , m_whom(namedCombo(u"waitingWhom"_s, this))
    , m_urgency(namedCombo(u"waitingUrgency"_s, this,
                           {WaitlistWording::urgency(WaitingWish::Urgency::WheneverItSuits),
                            WaitlistWording::urgency(WaitingWish::Urgency::Soon),
                            WaitlistWording::urgency(WaitingWish::Urgency::Urgent)}))
    , m_from(timeField(u"waitingFrom"_s, tr("Not before this time")))
    , m_until(timeField(u"waitingUntil"_s, tr("Over by this time")))
    , m_firstDay(dayField(u"waitingFirstDay"_s, tr("Earliest day")))
    , m_lastDay(dayField(u"waitingLastDay"_s, tr("Latest day")))
    , m_length(new QSpinBox(this))
    , m_remark(new QLineEdit(this))
    , m_fault(new FieldFault(m_from, this))
    , m_refusal(new NoteStrip(u"warning"_s, Colour::DangerFill, this))
    , m_save(namedButton({}, u"waitingSave"_s, this))
    , m_cancel(namedButton(tr("Back"), u"waitingCancel"_s, this))
{
    m_patient->wrapWhereNeeded();
    m_refusal->setObjectName(u"waitingRefusal"_s);
    m_whom->setAccessibleName(tr("Waits for"));
    m_urgency->setAccessibleName(tr("Urgency"));
    for (int day = Qt::Monday; day <= Qt::Sunday; ++day) {
        auto *box = new QCheckBox(QLocale().dayName(day, QLocale::ShortFormat), this);
        box->setObjectName(u"waitingDay%1"_s.arg(day));
        box->setAccessibleName(tr("Only on %1").arg(QLocale().dayName(day)));
        m_weekdays.append(box);
    }
    m_length->setObjectName(u"waitingLength"_s);
    m_length->setAccessibleName(tr("Length in minutes"));
    m_length->setRange(0, longest);
    m_length->setSingleStep(step);
    m_length->setSpecialValueText(tr("as usual"));
    m_length->setSuffix(tr(" min"));
    m_remark->setObjectName(u"waitingRemark"_s);
    m_remark->setAccessibleName(tr("Remark"));
    m_remark->setPlaceholderText(tr("For the front desk; nothing clinical"));
    m_remark->setMaxLength(WaitingWish::longestRemark);
    EmWidth::set(m_remark, 22);
    lay();
    connectParts();
    present();
}

QLineEdit *WaitingForm::timeField(const QString &name, const QString &called)
{
    auto *field = new QLineEdit(this);
    field->setObjectName(name);
    field->setAccessibleName(called);
    field->setPlaceholderText(tr("any"));
    field->setMaxLength(20);
    EmWidth::set(field, 6);
    connect(field, &QLineEdit::textEdited, this, &WaitingForm::read);
    connect(field, &QLineEdit::returnPressed, &m_form, &WaitingFormViewModel::save);
    return field;
}

DateField *WaitingForm::dayField(const QString &name, const QString &called)
{
    auto *field = new DateField(DateField::Kind::ToCome, name, called, this);
    EmWidth::set(field, 13);
    connect(field, &DateField::dateChanged, this, &WaitingForm::read);
    connect(field, &DateField::submitted, &m_form, &WaitingFormViewModel::save);
    return field;
}

QWidget *WaitingForm::whoRow()
{
    auto *part = new QWidget(this);
    auto *row = new FlowLayout(part);
    row->addCentred(m_patient);
    row->addCentred(m_another);
    return part;
}

QWidget *WaitingForm::remarkRow()
{
    auto *part = new QWidget(this);
    auto *row = new FlowLayout(part);
    row->addCentred(labelledBeside(tr("&Remark"), m_remark, part));
    return part;
}

QWidget *WaitingForm::whenRow()
{
    auto *days = new QWidget(this);
    auto *dayRow = new FlowLayout(days);
    for (QCheckBox *box : std::as_const(m_weekdays))
        dayRow->addCentred(box);
    auto *part = new QWidget(this);
    auto *row = new FlowLayout(part);
    row->addCentred(labelledBeside(tr("&From"), m_from, part));
    row->addCentred(labelledBeside(tr("&Until"), m_until, part));
    row->addCentred(labelledBeside(tr("&Earliest day"), m_firstDay, part));
    row->addCentred(labelledBeside(tr("&Latest day"), m_lastDay, part));
    auto *both = new QWidget(this);
    auto *column = new QVBoxLayout(both);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(
        new TextLabel(tr("On these days; with none of them any will do"), TextStyle::Body, both));
    column->addWidget(days);
    column->addWidget(part);
    column->addWidget(m_fault);
    return both;
}

void WaitingForm::lay()
{
    auto *choices = new QWidget(this);
    auto *row = new FlowLayout(choices);
    row->addCentred(labelledBeside(tr("&Waits for"), m_whom, choices));
    row->addCentred(labelledBeside(tr("Ur&gency"), m_urgency, choices));
    row->addCentred(labelledBeside(tr("Len&gth"), m_length, choices));
    auto *buttons = new QWidget(this);
    auto *bar = new FlowLayout(buttons);
    bar->addWidget(m_save);
    bar->addWidget(m_cancel);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_title);
    column->addWidget(m_finder);
    column->addWidget(whoRow());
    column->addWidget(choices);
    column->addWidget(whenRow());
    column->addWidget(remarkRow());
    column->addWidget(m_refusal);
    column->addWidget(buttons);
    column->addStretch(1);
}

void WaitingForm::connectParts()
{
    for (QCheckBox *box : std::as_const(m_weekdays))
        connect(box, &QCheckBox::toggled, this, &WaitingForm::read);
    connect(m_urgency, &QComboBox::currentIndexChanged, this, &WaitingForm::read);
    connect(m_length, &QSpinBox::valueChanged, this, &WaitingForm::read);
    connect(m_remark, &QLineEdit::textEdited, this, &WaitingForm::read);
    connect(m_remark, &QLineEdit::returnPressed, &m_form, &WaitingFormViewModel::save);
    connect(m_whom, &QComboBox::currentIndexChanged, this, [this](int index) {
        if (!m_isFilling)
            m_form.setWhom(index);
    });
    connect(m_another, &QPushButton::clicked, this, [this] {
        m_form.dropPatient();
        m_finder->edit()->setFocus(Qt::OtherFocusReason);
    });
    connect(&m_form.search(), &PatientSearchViewModel::picked, this,
            [this] { m_whom->setFocus(Qt::OtherFocusReason); });
    connect(m_save, &QPushButton::clicked, &m_form, &WaitingFormViewModel::save);
    connect(m_cancel, &QPushButton::clicked, this, &WaitingForm::cancelled);
    connect(&m_form, &WaitingFormViewModel::changed, this, &WaitingForm::present);
}

void WaitingForm::focusStart()
{
    (m_form.hasPatient() ? static_cast<QWidget *>(m_whom) : m_finder->edit())
        ->setFocus(Qt::OtherFocusReason);
}

void WaitingForm::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    fill();
}

std::optional<QTime> WaitingForm::timeIn(const QLineEdit *field) const
{
    const QString text = field->text().trimmed();
    if (text.isEmpty())
        return QTime();
    const auto typed = typedTime(text, m_form.today(), m_form.today());
    const auto *time = typed ? std::get_if<TypedDayAndTime>(&*typed) : nullptr;
    return time ? std::optional(time->time) : std::nullopt;
}

/// What the entry says, into the fields.
void WaitingForm::fill()
{
    const QScopedValueRollback filling(m_isFilling, true);
    const WaitingWish &wish = m_form.wish();
    const auto text
        = [](QTime time) { return time.isValid() ? time.toString(u"HH:mm"_s) : QString(); };
    for (DateField *field : {m_firstDay, m_lastDay})
        field->setToday(m_form.today());
    m_firstDay->setDate(wish.firstDay);
    m_lastDay->setDate(wish.lastDay);
    m_from->setText(text(wish.from));
    m_until->setText(text(wish.until));
    m_urgency->setCurrentIndex(int(wish.urgency));
    for (int place = 0; place < m_weekdays.size(); ++place)
        m_weekdays.at(place)->setChecked(
            wish.weekdays.contains(static_cast<Qt::DayOfWeek>(place + 1)));
    m_length->setValue(wish.length ? int(wish.length->count()) : 0);
    m_remark->setText(wish.remark);
}

void WaitingForm::read()
{
    if (m_isFilling)
        return;
    const auto from = timeIn(m_from);
    const auto until = timeIn(m_until);
    if (!from || !until || m_firstDay->hasError() || m_lastDay->hasError())
        return m_form.setUnclear();
    WaitingWish wish;
    wish.from = *from;
    wish.until = *until;
    wish.firstDay = m_firstDay->date().value_or(QDate());
    wish.lastDay = m_lastDay->date().value_or(QDate());
    wish.urgency = static_cast<WaitingWish::Urgency>(m_urgency->currentIndex());
    for (int place = 0; place < m_weekdays.size(); ++place) {
        if (m_weekdays.at(place)->isChecked())
            wish.weekdays.append(static_cast<Qt::DayOfWeek>(place + 1));
    }
    if (const int minutes = m_length->value() / step * step; minutes > 0)
        wish.length = std::chrono::minutes(minutes);
    wish.remark = m_remark->text().trimmed();
    m_form.setWish(wish);
}

void WaitingForm::fillWhom()
{
    const QScopedValueRollback filling(m_isFilling, true);
    QStringList names;
    for (const WaitingFormViewModel::Whom &whom : m_form.choices())
        names << whom.name;
    refill(m_whom, names, m_form.whomIndex());
}

void WaitingForm::present()
{
    m_title->setText(m_form.isNew() ? tr("Put a patient on the waitlist")
                                    : tr("Change what a patient waits for"));
    fillWhom();
    m_finder->setVisible(!m_form.hasPatient());
    m_patient->setText(m_form.patient());
    m_patient->setVisible(m_form.hasPatient());
    m_another->setVisible(m_form.hasPatient() && m_form.isNew());
    const bool isTime = timeIn(m_from) && timeIn(m_until);
    const bool isDay = !m_firstDay->hasError() && !m_lastDay->hasError();
    m_fault->say(!isTime ? tr("Type the time as on the clock, for example 9:30 or 14:00, or leave "
                              "it empty.")
                     : !isDay ? tr("Type a day, for example 26.11., thu or +2w, or leave it empty.")
                              : QString());
    m_refusal->setSentence(m_form.refusal());
    m_save->setText(m_form.isNew() ? tr("Put on the waitlist") : tr("Save the change"));
    m_save->setEnabled(m_form.canSave());
}

} // namespace clinidesk
