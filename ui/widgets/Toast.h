#pragma once

#include <QFrame>
#include <QPointer>

#include <chrono>

class QToolButton;
class QPushButton;
class QTimer;

namespace clinidesk {

class TextLabel;

/// One sentence in the lower trailing corner of its parent for ten seconds, with an Undo button
/// where the deed can be taken back. Never takes the focus; time stands still while the pointer or
/// the focus is on it. A new sentence replaces the old one. Screen readers hear it as an alert.
class Toast final : public QFrame
{
    Q_OBJECT

public:
    static constexpr std::chrono::seconds lifetime{10};
    enum class Offer { Nothing, Undo };

    explicit Toast(QWidget *parent);

    void announce(const QString &sentence, Offer offer);
    /// Whether an offered Undo can be pressed; it stays in sight while it can't.
    void enableUndo(bool isPossible);
    [[nodiscard]] QString sentence() const;

signals:
    void undoRequested();

protected:
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void dismiss();
    void place();
    void pauseOrResume();

    TextLabel *m_text;
    QPushButton *m_undo;
    QToolButton *m_close;
    QTimer *m_life;
    QPointer<QWidget> m_focusBefore; ///< Where the focus was when the toast came up.
};

} // namespace clinidesk
