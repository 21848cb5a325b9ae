#include "ui/shell/ServerForm.h"

#include "ui/theme/Theme.h"
#include "ui/viewmodels/session/ServerFormViewModel.h"
#include "ui/widgets/Spoken.h"
#include "ui/widgets/TextLabel.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHash>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

using Tls = ServerProfile::Tls;

TextLabel *labelFor(const QString &text, QWidget *field)
{
    auto *label = new TextLabel(text, TextStyle::Body, field->parentWidget());
    label->setObjectName(field->objectName() + u"Label"_s);
    label->setColour(Colour::TextWeak);
    label->setBuddy(field);
    return label;
}

} // namespace

ServerForm::ServerForm(ServerFormViewModel &viewModel, QWidget *parent)
    : QWidget(parent)
    , m_viewModel(viewModel)
    , m_sentence(new TextLabel(TextStyle::Body, this))
{
    setObjectName(u"serverForm"_s);
    setAccessibleName(tr("Add a server"));
    auto *form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_name = addField(form, tr("&Name"), u"serverName"_s);
    m_hosts = addField(form, tr("&Host"), u"serverHosts"_s);
    m_port = addField(form, tr("&Port"), u"serverPort"_s);
    m_database = addField(form, tr("&Database"), u"serverDatabase"_s);
    m_tls = makeTls();
    form->addRow(labelFor(tr("&Safety"), m_tls), m_tls);
    m_caFile = addField(form, tr("CA &file"), u"serverCaFile"_s);
    m_name->setPlaceholderText(tr("As you want to choose it"));
    m_hosts->setPlaceholderText(tr("Several with commas between"));
    m_sentence->setObjectName(u"serverSentence"_s);
    m_sentence->setWordWrap(true);
    m_sentence->setAlignment(Qt::AlignTop);
    form->addRow(m_sentence);
    m_test = makeButton(tr("&Test connection"), u"serverTest"_s);
    m_save = makeButton(tr("Sa&ve"), u"serverSave"_s);
    m_cancel = makeButton(tr("&Cancel"), u"serverCancel"_s);
    m_save->setIcon(Theme::icon(u"check"_s, Colour::OnAccent));
    m_save->setDefault(true);
    form->addRow(m_save);
    form->addRow(m_test);
    form->addRow(m_cancel);

    connect(m_tls, &QComboBox::currentIndexChanged, this, &ServerForm::showState);
    connect(m_test, &QPushButton::clicked, this, [this] { m_viewModel.test(draft()); });
    connect(m_save, &QPushButton::clicked, this, [this] { m_viewModel.save(draft()); });
    connect(m_cancel, &QPushButton::clicked, &m_viewModel, &ServerFormViewModel::close);
    connect(&m_viewModel, &ServerFormViewModel::changed, this, &ServerForm::showState);
    showState();
}

void ServerForm::enter()
{
    const ServerDraft fresh;
    m_name->clear();
    m_hosts->clear();
    m_port->setText(fresh.port);
    m_database->setText(fresh.database);
    m_tls->setCurrentIndex(0);
    m_caFile->clear();
    m_name->setFocus();
}

void ServerForm::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        m_viewModel.close();
    else
        QWidget::keyPressEvent(event);
}

QLineEdit *ServerForm::addField(QFormLayout *form, const QString &label, const QString &objectName)
{
    auto *edit = new QLineEdit(this);
    edit->setObjectName(objectName);
    edit->setAccessibleName(QString(label).remove(u'&'));
    edit->setMaxLength(500);
    form->addRow(labelFor(label, edit), edit);
    connect(edit, &QLineEdit::returnPressed, this, [this] { m_viewModel.save(draft()); });
    return edit;
}

QComboBox *ServerForm::makeTls()
{
    auto *box = new QComboBox(this);
    box->setObjectName(u"serverTls"_s);
    box->setAccessibleName(tr("Safety"));
    box->addItem(tr("Encrypted and checked"), QVariant::fromValue(int(Tls::VerifyFull)));
    box->addItem(tr("Encrypted, not checked"), QVariant::fromValue(int(Tls::Weaker)));
    box->addItem(tr("Open: this computer only"), QVariant::fromValue(int(Tls::None)));
    return box;
}

QPushButton *ServerForm::makeButton(const QString &text, const QString &objectName)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(objectName);
    return button;
}

ServerDraft ServerForm::draft() const
{
    return {.name = m_name->text(),
            .hosts = m_hosts->text(),
            .port = m_port->text(),
            .database = m_database->text(),
            .tls = static_cast<Tls>(m_tls->currentData().toInt()),
            .caFile = m_caFile->text()};
}

void ServerForm::showState()
{
    m_caFile->setEnabled(m_tls->currentIndex() == 0);
    m_test->setEnabled(!m_viewModel.isTesting());
    const bool isNew = m_sentence->text() != m_viewModel.sentence();
    m_sentence->setColour(m_viewModel.hasFailed() ? Colour::Danger : Colour::Text);
    m_sentence->setText(m_viewModel.sentence());
    m_sentence->setMinimumHeight(3 * m_sentence->fontMetrics().lineSpacing());
    if (isNew && m_viewModel.hasFailed())
        speak(m_sentence);
    const QHash<QString, QLineEdit *> fields{{u"name"_s, m_name},
                                             {u"hosts"_s, m_hosts},
                                             {u"port"_s, m_port},
                                             {u"database"_s, m_database},
                                             {u"ca_file"_s, m_caFile}};
    if (QLineEdit *wrong = fields.value(m_viewModel.field()); wrong && isNew)
        wrong->setFocus();
}

} // namespace clinidesk
