#include "ui/viewmodels/session/SignInViewModel.h"

#include "core/staff/Gate.h"
#include "ui/viewmodels/Sentence.h"
#include "ui/viewmodels/session/ServerFormViewModel.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace clinidesk {

SignInViewModel::SignInViewModel(Gate &gate, ServerFormViewModel *serverForm, QObject *parent)
    : QObject(parent)
    , m_gate(gate)
    , m_serverForm(serverForm)
{
    if (!serverForm)
        return;
    connect(serverForm, &ServerFormViewModel::changed, this, &SignInViewModel::changed);
    connect(serverForm, &ServerFormViewModel::saved, this, &SignInViewModel::takeSaved);
}

bool SignInViewModel::isBusy() const
{
    return m_stage == Stage::SigningIn || m_stage == Stage::SavingPassword;
}

void SignInViewModel::setStarting(const QString &sentence)
{
    show(Stage::Starting, sentence, false);
}

void SignInViewModel::setFailed(const QString &sentence)
{
    show(Stage::Starting, sentence, true);
}

void SignInViewModel::setServers(const QList<ServerProfile> &servers)
{
    m_servers = servers;
    m_serverIndex = 0;
    show(Stage::Ready,
         servers.isEmpty() ? tr("No server is saved on this desk yet. Add the one of your clinic.")
                           : QString(),
         servers.isEmpty());
}

void SignInViewModel::setOffered(const QList<OfferedAccount> &accounts)
{
    m_offered = accounts;
    emit changed();
}

void SignInViewModel::chooseServer(int index)
{
    if (index < 0 || index >= m_servers.size() || index == m_serverIndex)
        return;
    m_serverIndex = index;
    emit changed();
}

void SignInViewModel::offerDemo()
{
    m_isDemoOffered = true;
    show(Stage::Ready, tr("This clinic is empty: nobody can sign in yet."), false);
}

void SignInViewModel::acceptDemo()
{
    if (!m_isDemoOffered)
        return;
    m_isDemoOffered = false;
    emit demoAccepted();
}

void SignInViewModel::signIn(const QString &login, const QString &password)
{
    if (m_stage != Stage::Ready || m_servers.isEmpty())
        return;
    m_login = login.trimmed();
    if (m_login.isEmpty() || password.isEmpty()) {
        show(Stage::Ready,
             m_login.isEmpty() ? tr("Type your sign-in name.") : tr("Type your password."), true);
        return;
    }
    if (m_lockedFor && m_login != m_lockedFor->login)
        m_lockedFor.reset();

    const int generation = ++m_generation;
    show(Stage::SigningIn, {}, false);
    deliver(m_gate.signIn(m_servers[m_serverIndex], {m_login, password}), this,
            [this, generation](const Result<Session> &answer) {
                if (generation != m_generation)
                    return;
                if (!answer) {
                    fail(answer.error());
                    return;
                }
                m_lockedFor.reset();
                show(Stage::Ready, {}, false);
                emit signedIn(*answer);
            });
}

void SignInViewModel::changePassword(const QString &password, const QString &again)
{
    if (m_stage != Stage::ChoosingPassword)
        return;
    if (password.isEmpty() || password != again) {
        show(Stage::ChoosingPassword,
             password.isEmpty() ? tr("Type the new password.")
                                : tr("The two entries differ. Type the new password twice."),
             true);
        return;
    }
    const int generation = ++m_generation;
    show(Stage::SavingPassword, {}, false);
    deliver(m_gate.changePassword(password), this,
            [this, generation, password](const Result<Done> &answer) {
                if (generation != m_generation)
                    return;
                if (!answer) {
                    show(Stage::ChoosingPassword,
                         Sentence::of(answer.error(), Sentence::Task::Changing), true);
                    return;
                }
                m_stage = Stage::Ready;
                signIn(m_login, password);
            });
}

void SignInViewModel::reset()
{
    ++m_generation;
    m_gate.signOut();
    show(Stage::Ready, {}, false);
}

void SignInViewModel::lock(const Session &session)
{
    ++m_generation;
    m_lockedFor = session;
    show(Stage::Ready, {}, false);
}

void SignInViewModel::takeSaved(const QString &name)
{
    m_servers = m_serverForm->servers();
    m_serverIndex = 0;
    for (int index = 0; index < m_servers.size(); ++index) {
        if (m_servers[index].name == name)
            m_serverIndex = index;
    }
    show(Stage::Ready, {}, false);
}

void SignInViewModel::show(Stage stage, const QString &sentence, bool hasFailed)
{
    m_stage = stage;
    m_sentence = sentence;
    m_hasFailed = hasFailed;
    emit changed();
}

void SignInViewModel::fail(const Error &error)
{
    if (error.code == Error::Code::PasswordExpired) {
        show(Stage::ChoosingPassword, sentenceFor(error), false);
        return;
    }
    show(Stage::Ready, sentenceFor(error), error.code != Error::Code::Cancelled);
}

QString SignInViewModel::sentenceFor(const Error &error)
{
    if (error.code == Error::Code::Denied)
        return tr("This name is no active member of staff. Ask your administrator.");
    if (error.code == Error::Code::Limit)
        return limitSentence(error);
    return error.code == Error::Code::WrongPassword ? wrongSentence(error) : Sentence::of(error);
}

QString SignInViewModel::limitSentence(const Error &error)
{
    const auto seconds = [&error](const QString &fact) {
        return Sentence::duration(std::chrono::seconds(error.facts.value(fact).toInt()));
    };
    const bool isDesk = error.facts.value(u"kind"_s) == u"sign_in_desk"_s;
    const QString what = isDesk ? tr("Too many sign-ins at this desk were wrong within %1.")
                                : tr("Too many sign-ins with this name were wrong within %1.");
    return what.arg(seconds(u"window_s"_s)) + u' '
        + tr("You are not signed in. Try again in %1.").arg(seconds(u"retry_after_s"_s));
}

QString SignInViewModel::wrongSentence(const Error &error)
{
    const int limit = error.facts.value(u"limit"_s).toInt();
    const int left = error.facts.value(u"remaining"_s).toInt();
    const QString sentence = Sentence::of(error);
    if (limit == 0 || left * 5 > limit)
        return sentence;
    const QString pause
        = Sentence::duration(std::chrono::seconds(error.facts.value(u"window_s"_s).toInt()));
    return sentence + u' '
        + (left > 0 ? tr("Tries left before a pause of up to %1: %2.")
                          .arg(pause, QLocale().toString(left))
                    : tr("That was the last try for now; the next one is possible within %1.")
                          .arg(pause));
}

} // namespace clinidesk
