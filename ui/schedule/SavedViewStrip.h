#pragma once

#include "ui/viewmodels/schedule/SavedViews.h"

#include <QFrame>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace clinidesk {

/// Above the calendar: what is in front gets a number and a name, or one that has them is renamed
/// or deleted. Enter saves, Escape leaves everything as it is.
class SavedViewStrip final : public QFrame
{
    Q_OBJECT

public:
    SavedViewStrip(SavedViews &views, QWidget *parent);

    /// Opens with @p name, unless the number has one.
    void ask(const QString &name);

signals:
    /// What is in front is to be kept so.
    void saveWanted(int number, const QString &name);
    void dismissed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void fill();
    void present();
    void save();
    [[nodiscard]] int number() const;

    SavedViews &m_views;
    QString m_proposal;
    QComboBox *m_number;
    QLineEdit *m_name;
    QPushButton *m_save;
    QPushButton *m_rename;
    QPushButton *m_delete;
    QPushButton *m_close;
};

} // namespace clinidesk
