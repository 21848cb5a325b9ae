#include "ui/widgets/DateField.h"

#include "core/base/DateText.h"
#include "core/patients/Patient.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/TextLabel.h"

#include <QLineEdit>
#include <QLocale>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace clinidesk {

DateField::DateField(Kind kind, const QString &objectName, const QString &accessibleName,
                     QWidget *parent)
    : QWidget(parent)
    , m_kind(kind)
    , m_edit(new QLineEdit(this))
    , m_echo(new TextLabel(TextStyle::Small, this))
{
    m_edit->setObjectName(objectName);
    m_edit->setAccessibleName(accessibleName);
    m_edit->setPlaceholderText(kind == Kind::Known ? tr("19.12.1977")
                                                   : tr("today, thu, +2w, 26.11."));
    m_edit->setMaxLength(40);
    m_echo->setObjectName(objectName + u"Echo"_s);
    m_echo->setColour(Colour::TextWeak);
    m_echo->setBuddy(m_edit);
    m_echo->setWordWrap(true);
    m_echo->hide();
    setObjectName(objectName + u"Field"_s);
    setFocusProxy(m_edit);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_edit);
    column->addWidget(m_echo);
    connect(m_edit, &QLineEdit::textEdited, this, &DateField::read);
    connect(m_edit, &QLineEdit::returnPressed, this, &DateField::submitted);
}

void DateField::setToday(QDate today)
{
    if (today == m_today)
        return;
    m_today = today;
    read();
}

bool DateField::hasError() const
{
    return !m_date && !m_edit->text().trimmed().isEmpty();
}

void DateField::setDate(QDate date)
{
    m_edit->setText(date.isValid() ? identifyingDate(date) : QString());
    read();
}

void DateField::read()
{
    const QString typed = m_edit->text();
    std::optional<QDate> understood
        = m_kind == Kind::Known ? dateFromText(typed, m_today) : dayFromText(typed, m_today);
    const bool isAhead = m_kind == Kind::Known && understood && *understood > m_today;
    if (isAhead)
        understood.reset();

    if (understood)
        m_echo->setText(echoOf(*understood));
    else if (typed.trimmed().isEmpty())
        m_echo->clear();
    else
        m_echo->setText(isAhead ? tr("This date is still to come") : tr("Not a date yet"));
    m_echo->setVisible(!m_echo->text().isEmpty());
    m_echo->setColour(isAhead ? Colour::Danger : Colour::TextWeak);
    m_edit->setAccessibleDescription(m_echo->text());
    if (understood == m_date)
        return;
    m_date = understood;
    emit dateChanged(m_date);
}

QString DateField::echoOf(QDate date) const
{
    if (m_kind == Kind::Known) {
        const auto years = ageOn(m_today, date);
        return years ? tr("%1 (%2 y)").arg(identifyingDate(date)).arg(*years)
                     : identifyingDate(date);
    }
    const QString day = QLocale().toString(date, u"ddd "_s) + identifyingDate(date);
    const qint64 ahead = m_today.daysTo(date);
    if (ahead == 0)
        return tr("%1, today").arg(day);
    if (ahead == 1)
        return tr("%1, tomorrow").arg(day);
    if (ahead == -1)
        return tr("%1, yesterday").arg(day);
    if (ahead < 0)
        return tr("%1, %n days ago", nullptr, int(-ahead)).arg(day);
    return tr("%1, in %n days", nullptr, int(ahead)).arg(day);
}

} // namespace clinidesk
