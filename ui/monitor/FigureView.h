#pragma once

#include <QWidget>

class QAbstractItemModel;

namespace clinidesk {

class RowTable;

/// One table of figures under its name, as high as its rows and never scrolled down; scrolled
/// sideways where the window is too narrow for its words.
class FigureView final : public QWidget
{
    Q_OBJECT

public:
    /// @p model outlives it. The table is called @p objectName.
    FigureView(QAbstractItemModel &model, const QString &objectName, const QString &title,
               QWidget *parent);

    [[nodiscard]] RowTable *table() const { return m_table; }

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fit();

    RowTable *m_table;
    QWidget *m_viewport;
};

} // namespace clinidesk
