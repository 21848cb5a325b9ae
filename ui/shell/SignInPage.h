#pragma once

#include <QWidget>

class QComboBox;
class QFrame;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace clinidesk {

class ServerForm;
class SignInViewModel;
class TextLabel;

/// The way in: server, name, password; the demo's accounts as buttons; a new password where the old
/// one has expired; and the way back in after a lock.
class SignInPage final : public QWidget
{
    Q_OBJECT

public:
    explicit SignInPage(SignInViewModel &viewModel, QWidget *parent = nullptr);

    /// Puts the focus where typing starts.
    void enter();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QWidget *makeForm();
    [[nodiscard]] QWidget *makeNewPassword();
    [[nodiscard]] QLineEdit *makePassword(const QString &objectName, const QString &name);
    void show(const QString &sentence, bool isFault);
    void showState();
    void showServers();
    void showOffered();
    void activateServer(int index);
    void showForm();
    void watchCapsLock(const QString &typed, bool hasShift);
    void restyle();

    SignInViewModel &m_viewModel;
    QFrame *m_card;
    QLabel *m_logo;
    TextLabel *m_title;
    TextLabel *m_subtitle;
    QStackedWidget *m_stages;
    ServerForm *m_serverForm = nullptr; ///< Only where servers can be added.
    QPushButton *m_demo;
    QComboBox *m_server = nullptr;
    QLineEdit *m_login = nullptr;
    QLineEdit *m_password = nullptr;
    TextLabel *m_capsLock = nullptr;
    QPushButton *m_signIn = nullptr;
    QLineEdit *m_new = nullptr;
    QLineEdit *m_again = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_back = nullptr;
    QProgressBar *m_progress;
    TextLabel *m_sentence;
    QWidget *m_offered;
    QVBoxLayout *m_offeredColumn;
    int m_offeredCount = 0;
    int m_stageShown = -1;
    int m_waysShown = -1; ///< In: by a server, by the demo that may be loaded.
};

} // namespace clinidesk
