#pragma once

#include "core/monitor/Connection.h"
#include "core/patients/PatientDirectory.h"
#include "ui/viewmodels/Ports.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <optional>

namespace clinidesk {

/// Registering a patient, or changing one: what was typed, what is wrong with it, and who it could
/// already be. Nothing typed is ever thrown away by a failure.
class PatientFormViewModel final : public QObject
{
    Q_OBJECT

public:
    enum class Field { Title, Family, Given, BirthDate, Phone, Email, Language };
    Q_ENUM(Field)
    /// How the date field understood what stands in it.
    enum class DateEntry { Empty, Unreadable, Read };

    explicit PatientFormViewModel(const Ports &ports, QObject *parent = nullptr);

    /// A new patient of @p clinic; @p typed is what was searched for. @p today is the clinic's.
    void begin(ClinicId clinic, QDate today, const QString &typed);
    void edit(const Patient &patient, QDate today);
    /// Someone else is in front: what is still being saved is, but saved() isn't said for it.
    void leave();

    [[nodiscard]] const Patient &draft() const { return m_draft; }
    [[nodiscard]] QDate today() const { return m_today; } ///< The clinic's.
    [[nodiscard]] bool isNew() const { return m_draft.id.isNull(); }
    [[nodiscard]] bool isBusy() const { return m_isBusy; }
    [[nodiscard]] bool canSave() const;
    /// For beside the field; empty when nothing is wrong or it hasn't been left yet.
    [[nodiscard]] QString fault(Field field) const { return m_faults.value(field); }
    /// Why saving failed; empty when it didn't.
    [[nodiscard]] QString refusal() const { return m_refusal; }
    /// Patients this could be, best first: a warning, never an obstacle.
    [[nodiscard]] const QList<Patient> &duplicates() const { return m_duplicates; }

    void setText(Field field, const QString &text);
    void setBirthDate(QDate date, DateEntry entry);
    void setSex(Sex sex);
    /// The field was left: from now on what is wrong with it is said.
    void check(Field field);

public slots:
    /// Saves unless something is wrong; does nothing while busy or disconnected.
    void save();
    /// One of the duplicates is the person.
    void useDuplicate(int index);

signals:
    void changed();
    /// The form was filled anew.
    void begun();
    void saved(const clinidesk::Patient &patient);
    void duplicateChosen(const clinidesk::Patient &patient);

private:
    void start(const Patient &draft, QDate today);
    void touched(Field field);
    [[nodiscard]] QString faultOf(Field field) const;
    [[nodiscard]] QString textOf(Field field) const;
    void lookForDuplicates();
    void settle(const Result<PatientChange> &answer);

    PatientDirectory &m_patients;
    Connection &m_connection;
    ClinicId m_clinic;
    QDate m_today;
    Patient m_draft;
    DateEntry m_dateEntry = DateEntry::Empty;
    QHash<Field, QString> m_faults;
    QString m_refusal;
    QList<Patient> m_duplicates;
    QTimer m_pause;
    std::optional<RequestId> m_request; ///< Kept while an answer is lost, so nobody is made twice.
    int m_generation = 0;
    int m_save = 0; ///< The answer to an earlier one opens nobody.
    bool m_isBusy = false;
};

} // namespace clinidesk
