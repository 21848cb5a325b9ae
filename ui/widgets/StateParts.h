#pragma once

#include "ui/theme/Colour.h"
#include "ui/widgets/StateView.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace clinidesk {

class FailureDetails;
class TextLabel;

/// The parts StateView shows in place of, or above, its content.

/// A strip above the content with an icon and a sentence; hidden while the sentence is empty.
class NoteStrip final : public QFrame
{
    Q_OBJECT

public:
    NoteStrip(const QString &icon, Colour ground, QWidget *parent);
    void setSentence(const QString &sentence);

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void restyle();

    QString m_icon;
    Colour m_ground;
    QLabel *m_sign;
    TextLabel *m_text;
};

/// Grey bars where rows will be.
class Skeleton final : public QWidget
{
    Q_OBJECT

public:
    explicit Skeleton(QWidget *parent);
    [[nodiscard]] QPushButton *cancelButton() const { return m_cancel; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QPushButton *m_cancel;
};

class EmptyCard final : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyCard(QWidget *parent);
    void show(const EmptyState &state);
    [[nodiscard]] QPushButton *nextButton() const { return m_next; }

private:
    QLabel *m_icon;
    TextLabel *m_headline;
    TextLabel *m_hint;
    QPushButton *m_next;
    QPointer<QAction> m_action;
};

class FailureCard final : public QWidget
{
    Q_OBJECT

public:
    explicit FailureCard(QWidget *parent);
    void show(const FailureState &state);
    [[nodiscard]] const FailureState &shown() const { return m_shown; }
    /// Names the parts after the view they belong to.
    void nameParts(const QString &prefix);

signals:
    void retried();

private:
    TextLabel *m_what;
    TextLabel *m_why;
    QPushButton *m_retry;
    FailureDetails *m_details;
    FailureState m_shown;
};

} // namespace clinidesk
