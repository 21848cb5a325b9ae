#include "ui/findtime/FindTimeForm.h"

#include "ui/lists/Labelled.h"
#include "ui/lists/NamedParts.h"
#include "ui/widgets/DateField.h"
#include "ui/widgets/EmWidth.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/TextLabel.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

const QList<int> lengths{5, 10, 15, 20, 30, 40, 45, 60, 90, 120, 180, 240}; // Minutes.

QLineEdit *field(const QString &objectName, const QString &name, const QString &hint,
                 QWidget *parent)
{
    auto *edit = new QLineEdit(parent);
    edit->setObjectName(objectName);
    edit->setAccessibleName(name);
    edit->setPlaceholderText(hint);
    edit->setMaxLength(120);
    return edit;
}

} // namespace

FindTimeForm::FindTimeForm(FindTimeViewModel &find, QWidget *parent)
    : QWidget(parent)
    , m_find(find)
    , m_whom(field(u"findTimeWhom"_s, tr("With whom"), tr("anybody, or: okafor, weber"), this))
    , m_meant(namedLabel(TextStyle::Body, u"findTimeMeant"_s, this))
    , m_fault(new FieldFault(m_whom, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    addWhom();
    addWeekdays();
    addRest();
    column->addWidget(m_fault);
    setFocusProxy(m_whom);
}

void FindTimeForm::addWhom()
{
    EmWidth::set(m_whom, 24);
    m_meant->setColour(Colour::TextWeak);
    auto *bar = new QWidget(this);
    auto *row = new FlowLayout(bar);
    row->addCentred(labelledBeside(tr("&With"), m_whom, bar));
    layout()->addWidget(bar);
    layout()->addWidget(m_meant);
    connect(m_whom, &QLineEdit::textChanged, &m_find, &FindTimeViewModel::setWhom);
    connect(m_whom, &QLineEdit::returnPressed, this, &FindTimeForm::submitted);
}

void FindTimeForm::addWeekdays()
{
    const QStringList shortNames{tr("Mon"), tr("Tue"), tr("Wed"), tr("Thu"),
                                 tr("Fri"), tr("Sat"), tr("Sun")};
    const QStringList names{tr("Mondays"), tr("Tuesdays"),  tr("Wednesdays"), tr("Thursdays"),
                            tr("Fridays"), tr("Saturdays"), tr("Sundays")};
    auto *bar = new QWidget(this);
    auto *row = new FlowLayout(bar);
    for (int number = Qt::Monday; number <= Qt::Sunday; ++number) {
        const auto day = Qt::DayOfWeek(number);
        auto *box = new QCheckBox(shortNames.at(number - 1), bar);
        box->setObjectName(u"findTimeWeekday%1"_s.arg(number));
        box->setAccessibleName(names.at(number - 1));
        row->addCentred(box);
        m_weekdays.append(box);
        connect(box, &QCheckBox::toggled, &m_find,
                [this, day](bool isOn) { m_find.setWeekday(day, isOn); });
    }
    layout()->addWidget(bar);
}

void FindTimeForm::addRest()
{
    m_hours = field(u"findTimeHours"_s, tr("Hours"), tr("any, or: after 14:00"), this);
    m_from
        = new DateField(DateField::Kind::ToCome, u"findTimeFrom"_s, tr("From which day on"), this);
    m_length = namedCombo(u"findTimeLength"_s, this);
    m_length->setAccessibleName(tr("Length"));
    QStringList texts{tr("as usual")};
    for (const int minutes : lengths)
        texts << tr("%1 min").arg(minutes);
    refill(m_length, texts, 0);
    EmWidth::set(m_hours, 15);
    EmWidth::set(m_from, 13);
    auto *bar = new QWidget(this);
    auto *row = new FlowLayout(bar);
    row->addCentred(labelledBeside(tr("&Hours"), m_hours, bar));
    row->addCentred(labelledBeside(tr("&From"), m_from, bar));
    row->addCentred(labelledBeside(tr("&Length"), m_length, bar));
    layout()->addWidget(bar);
    connect(m_hours, &QLineEdit::textChanged, &m_find, &FindTimeViewModel::setHours);
    connect(m_hours, &QLineEdit::returnPressed, this, &FindTimeForm::submitted);
    connect(m_from, &DateField::dateChanged, this, &FindTimeForm::readDay);
    connect(m_from, &DateField::submitted, this, &FindTimeForm::submitted);
    connect(m_length, &QComboBox::currentIndexChanged, &m_find, [this](int index) {
        m_find.setLength(index <= 0 ? std::nullopt
                                    : std::optional(std::chrono::minutes(lengths.at(index - 1))));
    });
}

void FindTimeForm::readDay()
{
    if (m_isFilling)
        return;
    if (m_from->hasError())
        m_find.setFirstDay({});
    else
        m_find.setFirstDay(m_from->date().value_or(QDate()));
}

void FindTimeForm::present()
{
    const QScopedValueRollback filling(m_isFilling, true);
    m_from->setToday(m_find.today());
    if (!m_from->hasError() && !m_from->edit()->hasFocus()
        && m_from->date().value_or(m_find.today()) != m_find.firstDay())
        m_from->setDate(m_find.firstDay());
    m_meant->setText(m_find.whomText());
    m_fault->say(m_find.fault());
}

} // namespace clinidesk
