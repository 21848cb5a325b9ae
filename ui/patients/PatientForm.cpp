#include "ui/patients/PatientForm.h"

#include "ui/lists/Labelled.h"
#include "ui/theme/Theme.h"
#include "ui/viewmodels/Wording.h"
#include "ui/widgets/DateField.h"
#include "ui/widgets/Spoken.h"
#include "ui/widgets/StateParts.h"
#include "ui/widgets/TextLabel.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

// Languages letters are written in, by their own names.
QStringList languageCodes()
{
    return {u"en"_s, u"ar"_s, u"de"_s, u"es"_s, u"fa"_s, u"fr"_s, u"he"_s,
            u"hi"_s, u"it"_s, u"ja"_s, u"ko"_s, u"nl"_s, u"pl"_s, u"pt"_s,
            u"ru"_s, u"sv"_s, u"tr"_s, u"uk"_s, u"vi"_s, u"zh"_s};
}

// Qt's own name for "en" is "American English", for "es" "español de España".
QString languageName(const QString &code)
{
    const QHash<QString, QString> plain{
        {u"en"_s, u"English"_s}, {u"es"_s, u"español"_s}, {u"zh"_s, u"中文"_s}};
    return plain.value(code, QLocale(code).nativeLanguageName()) + u" ("_s + code + u')';
}

} // namespace

PatientForm::PatientForm(PatientFormViewModel &form, QWidget *parent)
    : QWidget(parent)
    , m_form(form)
    , m_fields(new QFormLayout)
    , m_heading(new TextLabel(TextStyle::Heading, this))
    , m_warning(new TextLabel(TextStyle::Strong, this))
    , m_duplicates(new QVBoxLayout)
    , m_refusal(new NoteStrip(u"warning"_s, Colour::DangerFill, this))
    , m_save(new QPushButton(this))
    , m_cancel(new QPushButton(tr("Back"), this))
{
    setObjectName(u"patientForm"_s);
    m_heading->setObjectName(u"patientFormHeading"_s);
    m_warning->setObjectName(u"duplicateWarning"_s);
    m_warning->setColour(Colour::Warning);
    m_warning->setWordWrap(true);
    m_refusal->setObjectName(u"patientFormRefusal"_s);
    m_save->setObjectName(u"savePatient"_s);
    m_save->setDefault(true);
    m_cancel->setObjectName(u"cancelPatient"_s);

    addText(Field::Family, u"familyName"_s, tr("&Family name"));
    addText(Field::Given, u"givenNames"_s, tr("&Given names"));
    addBirthDate();
    addText(Field::Phone, u"phone"_s, tr("&Phone"));
    addText(Field::Email, u"email"_s, tr("&E-mail"));
    addChoices();
    addText(Field::Title, u"personTitle"_s, tr("&Title"));

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_heading);
    column->addLayout(m_fields);
    column->addWidget(m_warning);
    column->addLayout(m_duplicates);
    column->addWidget(m_refusal);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_save);
    buttons->addWidget(m_cancel);
    buttons->addStretch();
    column->addLayout(buttons);
    column->addStretch(1);

    connect(m_save, &QPushButton::clicked, &m_form, &PatientFormViewModel::save);
    connect(m_cancel, &QPushButton::clicked, this, &PatientForm::cancelled);
    connect(&m_form, &PatientFormViewModel::begun, this, &PatientForm::fill);
    connect(&m_form, &PatientFormViewModel::changed, this, &PatientForm::present);
    fill();
    present();
}

void PatientForm::addFault(Field field, QWidget *edit, const QString &label, QWidget *shown)
{
    auto *cell = new QWidget(this);
    auto *column = new QVBoxLayout(cell);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(shown);
    m_faults.insert(field, new FieldFault(edit, cell));
    column->addWidget(m_faults.value(field));
    auto *text = new TextLabel(label, TextStyle::Body, this);
    text->setBuddy(edit);
    m_fields->addRow(text, cell);
}

QLineEdit *PatientForm::addText(Field field, const QString &objectName, const QString &label)
{
    auto *edit = new QLineEdit(this);
    edit->setObjectName(objectName);
    edit->setAccessibleName(QString(label).remove(u'&'));
    m_texts.insert(field, edit);
    addFault(field, edit, label, edit);
    connect(edit, &QLineEdit::textEdited, &m_form,
            [this, field](const QString &text) { m_form.setText(field, text); });
    connect(edit, &QLineEdit::editingFinished, &m_form, [this, field, edit] {
        // An empty field says nothing yet: someone may only be passing through.
        if (!edit->text().isEmpty())
            m_form.check(field);
    });
    connect(edit, &QLineEdit::returnPressed, &m_form, &PatientFormViewModel::save);
    return edit;
}

void PatientForm::addBirthDate()
{
    const QString label = tr("&Birth date");
    m_birthDate
        = new DateField(DateField::Kind::Known, u"birthDate"_s, QString(label).remove(u'&'), this);
    addFault(Field::BirthDate, m_birthDate->edit(), label, m_birthDate);
    const auto take = [this] {
        using Entry = PatientFormViewModel::DateEntry;
        const auto date = m_birthDate->date();
        const Entry entry = date      ? Entry::Read
            : m_birthDate->hasError() ? Entry::Unreadable
                                      : Entry::Empty;
        m_form.setBirthDate(date.value_or(QDate()), entry);
    };
    connect(m_birthDate->edit(), &QLineEdit::textEdited, &m_form, take);
    connect(m_birthDate->edit(), &QLineEdit::editingFinished, &m_form,
            [this] { m_form.check(Field::BirthDate); });
    connect(m_birthDate, &DateField::submitted, &m_form, &PatientFormViewModel::save);
}

void PatientForm::addChoices()
{
    m_sex = new QComboBox(this);
    m_sex->setObjectName(u"sex"_s);
    m_sex->setAccessibleName(tr("Sex"));
    m_sex->addItem(tr("Not known"), int(Sex::Unknown));
    m_sex->addItem(tr("Female"), int(Sex::Female));
    m_sex->addItem(tr("Male"), int(Sex::Male));
    m_sex->addItem(tr("Other"), int(Sex::Other));
    m_language = new QComboBox(this);
    m_language->setObjectName(u"language"_s);
    m_language->setAccessibleName(tr("Language"));
    for (const QString &code : languageCodes())
        m_language->addItem(languageName(code), code);

    auto *sexLabel = new TextLabel(tr("&Sex"), TextStyle::Body, this);
    sexLabel->setBuddy(m_sex);
    m_fields->addRow(sexLabel, m_sex);
    addFault(Field::Language, m_language, tr("&Language"), m_language);
    connect(m_sex, &QComboBox::currentIndexChanged, &m_form,
            [this] { m_form.setSex(Sex(m_sex->currentData().toInt())); });
    connect(m_language, &QComboBox::currentIndexChanged, &m_form,
            [this] { m_form.setText(Field::Language, m_language->currentData().toString()); });
}

void PatientForm::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape)
        QWidget::keyPressEvent(event);
    else if (!m_form.isBusy())
        emit cancelled();
}

void PatientForm::fill()
{
    const Patient &draft = m_form.draft();
    const QHash<Field, QString> texts{{Field::Title, draft.title},
                                      {Field::Family, draft.family},
                                      {Field::Given, draft.given},
                                      {Field::Phone, draft.phone},
                                      {Field::Email, draft.email}};
    for (auto each = m_texts.cbegin(); each != m_texts.cend(); ++each)
        each.value()->setText(texts.value(each.key()));
    if (m_form.today().isValid())
        m_birthDate->setToday(m_form.today());
    m_birthDate->setDate(draft.birthDate);

    const QSignalBlocker sexBlocker(m_sex);
    const QSignalBlocker languageBlocker(m_language);
    m_sex->setCurrentIndex(m_sex->findData(int(draft.sex)));
    const QString code = draft.language.isEmpty() ? u"en"_s : draft.language;
    if (m_language->findData(code) < 0)
        m_language->addItem(code, code);
    m_language->setCurrentIndex(m_language->findData(code));
    m_heading->setText(m_form.isNew() ? tr("New patient") : tr("Correct a patient"));
    m_save->setText(m_form.isNew() ? tr("&Register") : tr("&Save"));
}

void PatientForm::present()
{
    for (auto each = m_faults.cbegin(); each != m_faults.cend(); ++each)
        each.value()->say(m_form.fault(each.key()));
    m_refusal->setSentence(m_form.refusal());
    // Before the buttons go, or the focus would leave the form with them.
    if (m_form.isBusy() && (m_save->hasFocus() || m_cancel->hasFocus()))
        m_texts.value(Field::Family)->setFocus();
    m_save->setEnabled(m_form.canSave());
    m_cancel->setEnabled(!m_form.isBusy());
    if (m_shownDuplicates != m_form.duplicates())
        showDuplicates();
    const bool isNews = m_warning->isHidden() && !m_form.duplicates().isEmpty();
    m_warning->setVisible(!m_form.duplicates().isEmpty());
    if (isNews)
        speak(m_warning);
}

void PatientForm::showDuplicates()
{
    m_shownDuplicates = m_form.duplicates();
    while (QLayoutItem *item = m_duplicates->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    m_warning->setText(
        tr("⚠ This may already be one of our patients. Choose the person, or register "
           "a new one."));
    for (int index = 0; index < m_shownDuplicates.size(); ++index) {
        const Patient &patient = m_shownDuplicates.at(index);
        const QString named = tr("%1   %2").arg(
            Wording::identity(patient.family, patient.given, patient.birthDate), patient.mrn);
        auto *use = new QPushButton(Theme::icon(u"person"_s), QString(named).replace(u'&', u"&&"_s),
                                    this);
        use->setObjectName(u"duplicate%1"_s.arg(index));
        use->setAccessibleName(tr("Use %1").arg(named));
        connect(use, &QPushButton::clicked, &m_form, [this, index] { m_form.useDuplicate(index); });
        m_duplicates->addWidget(use);
    }
}

} // namespace clinidesk
