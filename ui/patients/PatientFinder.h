#pragma once

#include <QWidget>

class QLineEdit;
class QListView;
class QPushButton;

namespace clinidesk {

class FieldFault;
class PatientSearchViewModel;
class TextLabel;

/// A field that finds patients while someone types. The matches stand beneath it, the best one
/// highlighted, each with birth date and record number; Up and Down move, Enter chooses, the focus
/// stays in the field. Its parts bear the object name with "Matches", "Note", "Retry", "Create".
class PatientFinder final : public QWidget
{
    Q_OBJECT

public:
    enum class Creating { Offered, NotOffered };

    PatientFinder(PatientSearchViewModel &search, const QString &objectName, const QString &label,
                  Creating creating, QWidget *parent = nullptr);

    [[nodiscard]] QLineEdit *edit() const { return m_edit; }
    /// How many matches stand there at once; seven unless said otherwise.
    void setRowsShown(int most);
    /// What Enter in the field does.
    void submit();

signals:
    void createRequested();

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void present();
    void fitMatches();
    void moveTo(int row);
    [[nodiscard]] QString note() const;

    PatientSearchViewModel &m_search;
    Creating m_creating;
    int m_rowsShown = 7;
    QLineEdit *m_edit;
    FieldFault *m_fault;
    QListView *m_matches;
    TextLabel *m_note;
    QPushButton *m_retry;
    QPushButton *m_create;
};

} // namespace clinidesk
