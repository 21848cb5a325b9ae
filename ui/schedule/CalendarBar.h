#pragma once

#include <QList>
#include <QString>

class QAction;
class QWidget;

namespace clinidesk {

class FlowLayout;

/// Begins a bar above one of the calendars: a button for each of @p views in @p row. @p name begins
/// their names.
void addViewButtons(FlowLayout *row, const QList<QAction *> &views, const QString &name,
                    QWidget *bar);

/// Ends it: the buttons of @p turns, of which the middle one leads to today by its word.
void addTurnButtons(FlowLayout *row, const QList<QAction *> &turns, QWidget *bar);

} // namespace clinidesk
