#include "ui/absence/AbsenceForm.h"

#include "core/booking/TypedTime.h"
#include "ui/lists/Labelled.h"
#include "ui/lists/NamedParts.h"
#include "ui/viewmodels/absence/AbsenceWording.h"
#include "ui/widgets/DateField.h"
#include "ui/widgets/EmWidth.h"
#include "ui/widgets/FlowLayout.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr int longestReason = 500;

} // namespace

AbsenceForm::AbsenceForm(AbsenceViewModel &absence, QWidget *parent)
    : QWidget(parent)
    , m_absence(absence)
    , m_standing(namedCombo(u"absenceStanding"_s, this))
    , m_who(namedCombo(u"absenceWho"_s, this))
    , m_from(makeEnd(u"absenceFrom"_s, tr("First day"), tr("Time on the first day")))
    , m_until(makeEnd(u"absenceUntil"_s, tr("Last day"), tr("Time on the last day")))
    , m_reason(new QLineEdit(this))
    , m_fault(new FieldFault(m_who, this))
{
    m_standing->setAccessibleName(tr("Absence"));
    m_who->setAccessibleName(tr("Who is away"));
    m_reason->setObjectName(u"absenceReason"_s);
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setMaxLength(longestReason);
    EmWidth::set(m_reason, 18);
    auto *fields = new QWidget(this);
    auto *row = new FlowLayout(fields);
    row->addCentred(labelledBeside(tr("A&bsence"), m_standing, fields));
    row->addCentred(labelledBeside(tr("&Who"), m_who, fields));
    addEnd(row, m_from, tr("&From"));
    addEnd(row, m_until, tr("&Until"));
    row->addCentred(labelledBeside(tr("R&eason"), m_reason, fields));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(fields);
    column->addWidget(m_fault);
    setFocusProxy(m_who);

    connect(m_standing, &QComboBox::currentIndexChanged, this, [this](int index) {
        if (!m_isFilling)
            m_absence.chooseStanding(index);
    });
    connect(m_who, &QComboBox::currentIndexChanged, this, [this](int index) {
        if (!m_isFilling)
            m_absence.setWho(index);
    });
    connect(m_reason, &QLineEdit::textEdited, &m_absence, &AbsenceViewModel::setReason);
    connect(m_reason, &QLineEdit::returnPressed, this, &AbsenceForm::submitted);
}

AbsenceForm::End AbsenceForm::makeEnd(const QString &name, const QString &day, const QString &time)
{
    End end{new DateField(DateField::Kind::ToCome, name + u"Day"_s, day, this),
            new QLineEdit(this)};
    EmWidth::set(end.day, 13);
    EmWidth::set(end.time, 6);
    end.time->setObjectName(name + u"Time"_s);
    end.time->setAccessibleName(time);
    end.time->setPlaceholderText(tr("all day"));
    end.time->setMaxLength(20);
    connect(end.day, &DateField::dateChanged, this, &AbsenceForm::readEnds);
    connect(end.day, &DateField::submitted, this, &AbsenceForm::submitted);
    connect(end.time, &QLineEdit::textEdited, this, &AbsenceForm::readEnds);
    connect(end.time, &QLineEdit::returnPressed, this, &AbsenceForm::submitted);
    return end;
}

void AbsenceForm::addEnd(FlowLayout *row, const End &end, const QString &label)
{
    auto *part = new QWidget(this);
    auto *line = new QHBoxLayout(part);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(labelledBeside(label, end.day, part));
    line->addWidget(end.time, 0, Qt::AlignTop);
    row->addCentred(part);
}

/// None while what is typed is no day or no time.
std::optional<AbsenceEdge> AbsenceForm::edgeIn(const End &end) const
{
    if (end.day->hasError())
        return {};
    AbsenceEdge edge{end.day->date().value_or(QDate()), {}};
    const QString text = end.time->text().trimmed();
    if (text.isEmpty())
        return edge;
    const auto typed = typedTime(text, m_absence.today(), m_absence.today());
    const auto *time = typed ? std::get_if<TypedDayAndTime>(&*typed) : nullptr;
    if (!time)
        return {};
    edge.time = time->time;
    return edge;
}

void AbsenceForm::readEnds()
{
    if (m_isFilling)
        return;
    const auto from = edgeIn(m_from);
    const auto until = edgeIn(m_until);
    if (!from || !until) {
        m_absence.setUnclear();
        return;
    }
    m_absence.setFrom(*from);
    m_absence.setUntil(*until);
}

void AbsenceForm::fillStanding()
{
    QStringList texts{tr("A new one")};
    for (const Absence &absence : m_absence.standing())
        texts << AbsenceWording::standing(absence, m_absence.zone());
    refill(m_standing, texts, m_absence.standingIndex());
}

void AbsenceForm::fillWho()
{
    QStringList names;
    for (const AbsenceViewModel::Who &who : m_absence.choices())
        names << who.name;
    refill(m_who, names, m_absence.whoIndex());
}

void AbsenceForm::fill(const End &end, const AbsenceEdge &edge)
{
    const auto shown = edgeIn(end);
    if (!shown || *shown == edge || end.day->edit()->hasFocus() || end.time->hasFocus())
        return;
    end.day->setDate(edge.day);
    end.time->setText(edge.time.isValid() ? edge.time.toString(u"HH:mm"_s) : QString());
}

void AbsenceForm::present()
{
    const QScopedValueRollback filling(m_isFilling, true);
    for (const End &end : {m_from, m_until})
        end.day->setToday(m_absence.today());
    fillStanding();
    fillWho();
    fill(m_from, m_absence.from());
    fill(m_until, m_absence.until());
    if (!m_reason->hasFocus() && m_reason->text() != m_absence.reason())
        m_reason->setText(m_absence.reason());
    const bool isOpen = !m_absence.isEntered() && !m_absence.isBusy();
    m_standing->setEnabled(!m_absence.isBusy());
    for (QWidget *field : std::initializer_list<QWidget *>{m_who, m_from.day, m_from.time,
                                                           m_until.day, m_until.time, m_reason})
        field->setEnabled(isOpen);
    const bool isClear = edgeIn(m_from) && edgeIn(m_until);
    const bool isDay = !m_from.day->hasError() && !m_until.day->hasError();
    m_fault->say(isClear     ? m_absence.fault()
                     : isDay ? tr("Type the time as on the clock, for example 9:30 or 14:00, or "
                                  "leave it empty for the whole day.")
                             : tr("Type a day, for example 26.11., thu or +2w."));
}

} // namespace clinidesk
