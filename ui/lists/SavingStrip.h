#pragma once

#include <QFrame>
#include <QList>

class QAction;
class QProgressBar;
class QToolButton;

namespace clinidesk {

class FailureDetails;
class Saving;
class TextLabel;

/// Under a list: how to take it out of the program ("Print…", "Save as CSV…"), how far that is, and
/// what came of it. Without ways of its own it is there only while there is something to say.
class SavingStrip final : public QFrame
{
    Q_OBJECT

public:
    /// @p prefix begins the object names of the parts; @p ways are its buttons.
    SavingStrip(Saving &saving, const QString &prefix, const QList<QAction *> &ways,
                QWidget *parent);

private:
    void present();

    Saving &m_saving;
    const bool m_hasWays;
    TextLabel *m_text;
    QProgressBar *m_progress;
    QToolButton *m_cancel;
    QToolButton *m_close;
    FailureDetails *m_details;
};

} // namespace clinidesk
