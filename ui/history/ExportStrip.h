#pragma once

#include <QFrame>

class QAction;
class QProgressBar;
class QToolButton;

namespace clinidesk {

class FailureDetails;
class HistoryExport;
class TextLabel;

/// Under the list: "Save as CSV…", how far it is, and what came of it.
class ExportStrip final : public QFrame
{
    Q_OBJECT

public:
    ExportStrip(HistoryExport &saving, QAction *save, QWidget *parent);

private:
    void present();

    HistoryExport &m_saving;
    TextLabel *m_text;
    QProgressBar *m_progress;
    QToolButton *m_cancel;
    QToolButton *m_close;
    FailureDetails *m_details;
};

} // namespace clinidesk
