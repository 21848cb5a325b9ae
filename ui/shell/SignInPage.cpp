#include "ui/shell/SignInPage.h"

#include "ui/shell/ServerForm.h"
#include "ui/theme/Theme.h"
#include "ui/viewmodels/session/ServerFormViewModel.h"
#include "ui/viewmodels/session/SignInViewModel.h"
#include "ui/widgets/Spoken.h"
#include "ui/widgets/TextLabel.h"

#include <QComboBox>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

using Stage = SignInViewModel::Stage;

/// The sheet everything stands on.
class Card final : public QFrame
{
public:
    using QFrame::QFrame;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(colour(palette(), Colour::Surface));
        painter.setPen(colour(palette(), Colour::Hairline));
        const qreal corner = Theme::em(this, 0.8);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), corner, corner);
    }
};

TextLabel *fieldLabel(const QString &text, QWidget *field, QWidget *parent)
{
    auto *label = new TextLabel(text, TextStyle::Body, parent);
    label->setObjectName(field->objectName() + u"Label"_s);
    label->setColour(Colour::TextWeak);
    label->setBuddy(field);
    return label;
}

} // namespace

SignInPage::SignInPage(SignInViewModel &viewModel, QWidget *parent)
    : QWidget(parent)
    , m_viewModel(viewModel)
    , m_card(new Card(this))
    , m_logo(new QLabel(m_card))
    , m_title(new TextLabel(u"CliniDesk"_s, TextStyle::Title, m_card))
    , m_subtitle(new TextLabel(TextStyle::Body, m_card))
    , m_stages(new QStackedWidget(m_card))
    , m_demo(new QPushButton(tr("Fill with the demo clinic"), m_card))
    , m_progress(new QProgressBar(m_card))
    , m_sentence(new TextLabel(TextStyle::Body, m_card))
    , m_offered(new QWidget(m_card))
    , m_offeredColumn(new QVBoxLayout(m_offered))
{
    setObjectName(u"signInPage"_s);
    setAccessibleName(tr("Sign in"));
    m_card->setObjectName(u"signInCard"_s);
    m_logo->setObjectName(u"signInLogo"_s);
    m_logo->setAccessibleName(u"CliniDesk"_s);
    m_title->setObjectName(u"signInTitle"_s);
    m_subtitle->setObjectName(u"signInSubtitle"_s);
    m_subtitle->setColour(Colour::TextWeak);
    m_stages->setObjectName(u"signInStages"_s);
    m_progress->setObjectName(u"signInProgress"_s);
    m_progress->setAccessibleName(tr("Working"));
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_sentence->setObjectName(u"signInSentence"_s);
    m_sentence->setWordWrap(true);
    m_offered->setObjectName(u"signInOffered"_s);
    m_offered->setAccessibleName(tr("Accounts of the demo"));
    m_stages->addWidget(makeForm());
    m_stages->addWidget(makeNewPassword());
    if (m_viewModel.serverForm()) {
        m_serverForm = new ServerForm(*m_viewModel.serverForm(), m_stages);
        m_stages->addWidget(m_serverForm);
    }
    m_demo->setObjectName(u"signInDemo"_s);
    connect(m_demo, &QPushButton::clicked, &m_viewModel, &SignInViewModel::acceptDemo);

    auto *heading = new QHBoxLayout;
    auto *names = new QVBoxLayout;
    names->setSpacing(0);
    names->addWidget(m_title);
    names->addWidget(m_subtitle);
    heading->addWidget(m_logo);
    heading->addLayout(names, 1);
    auto *column = new QVBoxLayout(m_card);
    column->addLayout(heading);
    column->addWidget(m_stages);
    column->addWidget(m_progress);
    column->addWidget(m_sentence);
    column->addWidget(m_demo);
    column->addWidget(m_offered);
    m_offeredColumn->setContentsMargins(0, 0, 0, 0);

    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(m_card);
    row->addStretch(1);
    auto *outer = new QVBoxLayout(this);
    outer->addStretch(1);
    outer->addLayout(row);
    outer->addStretch(1);

    connect(&m_viewModel, &SignInViewModel::changed, this, &SignInPage::showState);
    restyle();
    showState();
}

void SignInPage::enter()
{
    if (m_viewModel.stage() == Stage::ChoosingPassword)
        m_new->setFocus();
    else if (m_viewModel.isDemoOffered())
        m_demo->setFocus();
    else if (m_serverForm && m_viewModel.servers().isEmpty())
        m_server->setFocus();
    else if (m_login->isReadOnly() || !m_login->text().isEmpty())
        m_password->setFocus();
    else
        m_login->setFocus();
}

bool SignInPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_CapsLock)
            m_capsLock->setText({});
        else
            watchCapsLock(key->text(), key->modifiers() & Qt::ShiftModifier);
    }
    return QWidget::eventFilter(watched, event);
}

void SignInPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange)
        restyle();
}

void SignInPage::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(palette(), Colour::Rail));
}

QWidget *SignInPage::makeForm()
{
    auto *page = new QWidget(m_stages);
    page->setObjectName(u"signInForm"_s);
    m_server = new QComboBox(page);
    m_server->setObjectName(u"signInServer"_s);
    m_server->setAccessibleName(tr("Server"));
    m_login = new QLineEdit(page);
    m_login->setObjectName(u"signInLogin"_s);
    m_login->setAccessibleName(tr("Name"));
    m_login->setMaxLength(63);
    m_password = makePassword(u"signInPassword"_s, tr("Password"));
    m_capsLock = new TextLabel(TextStyle::Small, page);
    m_capsLock->setObjectName(u"signInCapsLock"_s);
    m_capsLock->setColour(Colour::Warning);
    m_capsLock->setBuddy(m_password);
    m_signIn = new QPushButton(Theme::icon(u"sign-in"_s, Colour::OnAccent), tr("Sign in"), page);
    m_signIn->setObjectName(u"signInButton"_s);
    m_signIn->setDefault(true);

    auto *form = new QFormLayout(page);
    form->setContentsMargins(0, 0, 0, 0);
    form->setRowWrapPolicy(QFormLayout::WrapAllRows);
    form->addRow(fieldLabel(tr("&Server"), m_server, page), m_server);
    form->addRow(fieldLabel(tr("&Name"), m_login, page), m_login);
    form->addRow(fieldLabel(tr("&Password"), m_password, page), m_password);
    form->addRow(m_capsLock);
    form->addRow(m_signIn);

    connect(m_server, &QComboBox::activated, this, &SignInPage::activateServer);
    connect(m_login, &QLineEdit::returnPressed, this, [this] { m_password->setFocus(); });
    const auto submit = [this] { m_viewModel.signIn(m_login->text(), m_password->text()); };
    connect(m_password, &QLineEdit::returnPressed, this, submit);
    connect(m_signIn, &QPushButton::clicked, this, submit);
    return page;
}

QWidget *SignInPage::makeNewPassword()
{
    auto *page = new QWidget(m_stages);
    page->setObjectName(u"newPasswordForm"_s);
    m_new = makePassword(u"newPassword"_s, tr("New password"));
    m_again = makePassword(u"newPasswordAgain"_s, tr("New password again"));
    m_save
        = new QPushButton(Theme::icon(u"check"_s, Colour::OnAccent), tr("Set and sign in"), page);
    m_save->setObjectName(u"newPasswordButton"_s);
    m_save->setDefault(true);
    m_back = new QPushButton(tr("Back"), page);
    m_back->setObjectName(u"newPasswordBack"_s);

    auto *form = new QFormLayout(page);
    form->setContentsMargins(0, 0, 0, 0);
    form->setRowWrapPolicy(QFormLayout::WrapAllRows);
    form->addRow(fieldLabel(tr("&New password"), m_new, page), m_new);
    form->addRow(fieldLabel(tr("New password &again"), m_again, page), m_again);
    form->addRow(m_save);
    form->addRow(m_back);

    connect(m_new, &QLineEdit::returnPressed, this, [this] { m_again->setFocus(); });
    const auto submit = [this] { m_viewModel.changePassword(m_new->text(), m_again->text()); };
    connect(m_again, &QLineEdit::returnPressed, this, submit);
    connect(m_save, &QPushButton::clicked, this, submit);
    connect(m_back, &QPushButton::clicked, &m_viewModel, &SignInViewModel::reset);
    return page;
}

QLineEdit *SignInPage::makePassword(const QString &objectName, const QString &name)
{
    auto *edit = new QLineEdit(m_stages);
    edit->setObjectName(objectName);
    edit->setAccessibleName(name);
    edit->setEchoMode(QLineEdit::Password);
    edit->setMaxLength(256);
    edit->installEventFilter(this);
    return edit;
}

void SignInPage::show(const QString &sentence, bool isFault)
{
    if (sentence == m_sentence->text())
        return;
    m_sentence->setColour(isFault ? Colour::Danger : Colour::Text);
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
    if (!isFault)
        return;
    speak(m_sentence);
}

void SignInPage::showState()
{
    const Stage stage = m_viewModel.stage();
    const bool isChoosing = stage == Stage::ChoosingPassword || stage == Stage::SavingPassword;
    const bool isAdding = m_serverForm && m_viewModel.serverForm()->isOpen();
    const bool wasAdding = m_stages->currentIndex() == 2;
    m_stages->setCurrentIndex(isAdding ? 2 : isChoosing ? 1 : 0);
    if (m_serverForm) // A hidden page must not make the sheet taller.
        m_serverForm->setSizePolicy(QSizePolicy::Preferred,
                                    isAdding ? QSizePolicy::Preferred : QSizePolicy::Ignored);
    if (isAdding && !wasAdding)
        m_serverForm->enter();
    const bool canType = stage == Stage::Ready || stage == Stage::ChoosingPassword;
    m_signIn->setEnabled(stage == Stage::Ready && !m_viewModel.servers().isEmpty());
    m_password->setReadOnly(!canType);
    m_save->setEnabled(stage == Stage::ChoosingPassword);
    const bool isWorking
        = m_viewModel.isBusy() || (stage == Stage::Starting && !m_viewModel.hasFailed());
    m_progress->setVisible(isWorking);
    show(m_viewModel.sentence(), m_viewModel.hasFailed());
    m_sentence->setVisible(!m_viewModel.sentence().isEmpty() && !isAdding);
    m_demo->setVisible(m_viewModel.isDemoOffered());
    showServers();
    showOffered();
    showForm();

    const int ways
        = (m_viewModel.servers().isEmpty() ? 0 : 1) + (m_viewModel.isDemoOffered() ? 2 : 0);
    const bool isNew = int(stage) != m_stageShown || ways != m_waysShown;
    m_stageShown = int(stage);
    m_waysShown = ways;
    if (wasAdding && !isAdding)
        enter();
    if (!isNew || !isVisible() || !canType)
        return;
    if (m_viewModel.hasFailed()) {
        m_password->clear();
        m_password->setFocus();
    } else {
        enter();
    }
}

void SignInPage::showServers()
{
    QStringList names;
    for (const ServerProfile &server : m_viewModel.servers())
        names.append(server.name);
    if (m_serverForm)
        names.append(tr("Add a server…"));
    QStringList shown;
    for (int row = 0; row < m_server->count(); ++row)
        shown.append(m_server->itemText(row));
    if (names != shown) {
        m_server->clear();
        m_server->addItems(names);
    }
    const bool isNone = m_viewModel.servers().isEmpty();
    m_server->setPlaceholderText(m_serverForm ? tr("None yet") : tr("Not ready yet"));
    m_server->setCurrentIndex(isNone ? -1 : m_viewModel.serverIndex());
    m_server->setEnabled((names.size() > 1 || m_serverForm) && !m_viewModel.isBusy());
}

void SignInPage::activateServer(int index)
{
    if (index < m_viewModel.servers().size()) {
        m_viewModel.chooseServer(index);
        return;
    }
    m_viewModel.serverForm()->open();
}

void SignInPage::showOffered()
{
    const auto accounts = m_viewModel.offered();
    const Stage stage = m_viewModel.stage();
    m_offered->setVisible(!accounts.isEmpty() && stage != Stage::ChoosingPassword
                          && stage != Stage::SavingPassword && !m_viewModel.lockedFor());
    m_offered->setEnabled(stage == Stage::Ready);
    if (m_offeredCount == accounts.size())
        return;
    m_offeredCount = int(accounts.size());
    qDeleteAll(m_offered->findChildren<QWidget *>(Qt::FindDirectChildrenOnly));
    auto *label = new TextLabel(tr("Or look around as"), TextStyle::Body, m_offered);
    label->setObjectName(u"signInOfferedLabel"_s);
    label->setColour(Colour::TextWeak);
    m_offeredColumn->addWidget(label);
    for (const OfferedAccount &account : accounts) {
        auto *button
            = new QPushButton(account.displayName + u"  ·  "_s + account.description, m_offered);
        button->setObjectName(u"signInAs_"_s + account.login);
        button->setIcon(Theme::icon(u"person"_s));
        m_offeredColumn->addWidget(button);
        if (!label->buddy())
            label->setBuddy(button);
        connect(button, &QPushButton::clicked, this, [this, account] {
            m_login->setText(account.login);
            m_viewModel.signIn(account.login, account.password);
        });
    }
}

void SignInPage::showForm()
{
    const auto locked = m_viewModel.lockedFor();
    if (locked)
        m_login->setText(locked->login);
    m_login->setReadOnly(m_viewModel.isBusy());
    m_subtitle->setText(locked
                            ? tr("Locked. Your work is still there, %1.").arg(locked->displayName)
                            : tr("Sign in to the clinic"));
    if (m_serverForm && m_viewModel.serverForm()->isOpen())
        m_subtitle->setText(tr("Add a server to this desk"));
    m_signIn->setText(locked ? tr("Unlock") : tr("Sign in"));
    if (m_viewModel.stage() == SignInViewModel::Stage::Ready && !m_viewModel.hasFailed()
        && m_stageShown == int(Stage::SigningIn)) {
        m_password->clear();
        m_new->clear();
        m_again->clear();
    }
}

void SignInPage::watchCapsLock(const QString &typed, bool hasShift)
{
    const bool hasCase = typed.size() == 1 && typed.toLower() != typed.toUpper();
    if (!hasCase)
        return;
    const bool isOn = typed.front().isUpper() != hasShift;
    m_capsLock->setText(isOn ? tr("Caps Lock seems to be on") : QString());
}

void SignInPage::restyle()
{
    const int side = Theme::em(this, 4);
    m_logo->setPixmap(QIcon(u":/icons/clinidesk.svg"_s).pixmap(side, side));
    const int edge = Theme::em(this, 2);
    m_card->layout()->setContentsMargins(edge, edge, edge, edge);
    m_card->setMinimumWidth(Theme::em(this, 34));
    m_progress->setFixedHeight(Theme::em(this, 0.5));
    update();
}

} // namespace clinidesk
