#pragma once

#include <QWidget>

class QAction;

namespace clinidesk {

class FreedTimes;
class NoteStrip;

/// Says beneath a page that a time has become free for which somebody waits; hidden otherwise.
class FreedTimeLine final : public QWidget
{
    Q_OBJECT

public:
    /// The last line of @p page, which lays its parts out in a column. @p ways are its buttons.
    FreedTimeLine(FreedTimes &freed, const QList<QAction *> &ways, QWidget *page);

private:
    void present();

    FreedTimes &m_freed;
    NoteStrip *m_text;
};

} // namespace clinidesk
