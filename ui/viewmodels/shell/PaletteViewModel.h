#pragma once

#include "core/patients/PatientDirectory.h"
#include "ui/viewmodels/shell/PaletteSearch.h"

#include <QDate>
#include <QObject>

class QTimer;

namespace clinidesk {

/// One line of the palette: an action, a day to go to, or a patient.
struct PaletteRow
{
    enum class Kind { Action, Day, Patient };

    Kind kind = Kind::Action;
    int action = -1; ///< Index into the actions given.
    QDate day;
    Patient patient;
    QString text;
    QString weakText; ///< What tells two of the same name apart.

    friend bool operator==(const PaletteRow &, const PaletteRow &) = default;
};

/// What Ctrl+K offers for what is typed: actions at once, days as soon as one can be read, patients
/// as the directory answers. Remembers what was used last.
class PaletteViewModel final : public QObject
{
    Q_OBJECT

public:
    static constexpr int mostPatients = 8;

    explicit PaletteViewModel(PatientDirectory &patients, QObject *parent = nullptr);

    void setActions(const QList<PaletteAction> &actions);
    /// The clinic's local day, for "thu".
    void setToday(QDate today) { m_today = today; }
    void setTyped(const QString &typed);
    [[nodiscard]] QString typed() const { return m_typed; }
    [[nodiscard]] QList<PaletteRow> rows() const { return m_rows; }
    /// Why patients could not be searched, or that nothing was found by a search that could.
    [[nodiscard]] QString note() const { return m_note; }

    /// Moves @p id to the front of the recent ones.
    void remember(const QString &id);

signals:
    void rowsChanged();

private:
    void search();
    void gather();

    PatientDirectory &m_directory;
    QList<PaletteAction> m_actions;
    QStringList m_recent;
    QDate m_today = QDate::currentDate();
    QString m_typed;
    QString m_note;
    QList<PatientMatch> m_matches;
    QList<PaletteRow> m_rows;
    QTimer *m_pause;
    int m_generation = 0;
};

} // namespace clinidesk
