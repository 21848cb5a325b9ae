#pragma once

#include <QWidget>

class QComboBox;
class QFormLayout;
class QLineEdit;
class QPushButton;

namespace clinidesk {

class ServerFormViewModel;
struct ServerDraft;
class TextLabel;

/// The fields of a server that is to be added, in the place of the sign-in form. Escape leaves it.
class ServerForm final : public QWidget
{
    Q_OBJECT

public:
    explicit ServerForm(ServerFormViewModel &viewModel, QWidget *parent = nullptr);

    /// Empties the fields and puts the focus into the first.
    void enter();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QLineEdit *addField(QFormLayout *form, const QString &label,
                                      const QString &objectName);
    [[nodiscard]] QComboBox *makeTls();
    [[nodiscard]] QPushButton *makeButton(const QString &text, const QString &objectName);
    [[nodiscard]] ServerDraft draft() const;
    void showState();

    ServerFormViewModel &m_viewModel;
    QLineEdit *m_name;
    QLineEdit *m_hosts;
    QLineEdit *m_port;
    QLineEdit *m_database;
    QComboBox *m_tls;
    QLineEdit *m_caFile;
    TextLabel *m_sentence;
    QPushButton *m_test;
    QPushButton *m_save;
    QPushButton *m_cancel;
};

} // namespace clinidesk
