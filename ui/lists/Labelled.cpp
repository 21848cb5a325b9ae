#include "ui/lists/Labelled.h"

#include "ui/widgets/Spoken.h"
#include "ui/widgets/TextLabel.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace clinidesk {

QWidget *labelled(const QString &label, QWidget *field, QWidget *parent)
{
    auto *pair = new QWidget(parent);
    auto *text = new TextLabel(label, TextStyle::Small, pair);
    text->setColour(Colour::TextWeak);
    text->setBuddy(field->focusProxy() ? field->focusProxy() : field);
    if (field->accessibleName().isEmpty())
        field->setAccessibleName(QString(label).remove(u'&'));
    auto *column = new QVBoxLayout(pair);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(text);
    column->addWidget(field);
    column->addStretch(1);
    return pair;
}

QWidget *labelledBeside(const QString &label, QWidget *field, QWidget *parent)
{
    auto *pair = new QWidget(parent);
    auto *text = new TextLabel(label, TextStyle::Body, pair);
    text->setBuddy(field->focusProxy() ? field->focusProxy() : field);
    auto *row = new QHBoxLayout(pair);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(text);
    row->addWidget(field);
    return pair;
}

FieldFault::FieldFault(QWidget *field, QWidget *parent)
    : QWidget(parent)
    , m_text(new TextLabel(TextStyle::Small, this))
    , m_field(field)
{
    setObjectName(field->objectName() + u"Fault"_s);
    m_text->setObjectName(field->objectName() + u"FaultText"_s);
    m_text->setColour(Colour::Danger);
    m_text->setWordWrap(true);
    m_text->setBuddy(field);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_text);
    hide();
}

void FieldFault::say(const QString &sentence)
{
    const bool isNews = sentence != accessibleName();
    // The sign stands in front of the words: colour alone tells nobody.
    m_text->setText(sentence.isEmpty() ? QString() : u"⚠ "_s + sentence);
    m_field->setAccessibleDescription(sentence);
    setAccessibleName(sentence);
    setVisible(!sentence.isEmpty());
    if (isNews && isVisible())
        speak(this);
}

} // namespace clinidesk
