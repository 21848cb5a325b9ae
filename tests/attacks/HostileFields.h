#pragma once

#include "core/base/Error.h"
#include "core/booking/AppointmentBook.h"
#include "core/history/AppointmentHistory.h"
#include "core/patients/PatientDirectory.h"
#include "core/postgres/PostgresClinicSetUp.h"
#include "core/staff/StaffRegister.h"
#include "tests/postgres/PoolDesk.h"

#include <QMutex>
#include <QSet>

#include <atomic>
#include <functional>
#include <optional>
#include <vector>

namespace clinidesk {

/// What most fields keep of @p text: everything but white space around it and a byte order mark
/// before it.
[[nodiscard]] QString keptText(const QString &text);

/// Where a change leaves its traces.
[[nodiscard]] QSet<QString> traces();

/// A patient of whom nothing but the name is known.
[[nodiscard]] Patient patientNamed(const QString &family, const QString &given);

/// What became of one text in one field.
struct Fate
{
    std::optional<Error> refusal;
    std::optional<QString> readBack; ///< None: a text that is only searched with.
};

/// A field that a person's text goes into, by way of an adapter.
struct HostileField
{
    QString name; ///< As docs/database.md calls it.
    std::function<Fate(const QString &)> give; ///< Blocks; from any thread.
    QSet<QString> growing; ///< The tables that get one row for each accepted text.
    QString (*same)(const QString &) = keptText; ///< What the field keeps of a text.
    QSet<QString> touching = traces(); ///< The tables that may get other rows besides.
};

/// What became of @p texts in @p field, many of them at once, as from many desks.
[[nodiscard]] std::vector<Fate> fatesOf(const QStringList &texts, const HostileField &field);

/// Every text argument of every adapter, in a small clinic.
class HostileFields final
{
public:
    explicit HostileFields(PrivateServer &server);

    [[nodiscard]] QList<HostileField> all();

    PoolDesk reception;
    PoolDesk office; ///< An administrator's.
    PoolDesk doctor;

private:
    using Same = QString (*)(const QString &);

    [[nodiscard]] Fate readBackOf(const Result<PatientChange> &made, QString Patient::*part);
    [[nodiscard]] HostileField newPatient(const QString &name, QString Patient::*part,
                                          Same same = keptText);
    /// Each text edits a patient made for the field, so that whoever else changes is seen.
    [[nodiscard]] HostileField editedPatient(const QString &name, QString Patient::*part,
                                             Same same = keptText);
    [[nodiscard]] Fate searched(const QString &text);
    [[nodiscard]] Fate duplicates(const Patient &draft);
    [[nodiscard]] Fate historyOf(AppointmentHistory &&history, const QString &text);
    /// A booking an hour later than the one before, out of everybody's way.
    [[nodiscard]] Result<Change> booked(const QString &reason, DepartmentId department);
    [[nodiscard]] Fate bookingReason(const QString &text);
    [[nodiscard]] Fate seriesReason(const QString &text);
    [[nodiscard]] Fate seriesWhy(const QString &text);
    [[nodiscard]] QDateTime nextStart();
    [[nodiscard]] Fate whyOf(PoolDesk &desk, Action action, DepartmentId department,
                             const QString &text);
    [[nodiscard]] Fate newMember(const StaffMember &member, QString StaffMember::*part);
    [[nodiscard]] StaffMember nextMember();
    [[nodiscard]] Fate memberRight(const QString &text);
    [[nodiscard]] Fate newClinic(const Clinic &clinic, const QString &address,
                                 const QString &column);
    [[nodiscard]] Fate newDepartment(const Department &department, const QString &column);
    [[nodiscard]] HostileField newDoctor(const QString &name, QString NewDoctor::*part,
                                         const QString &column);
    [[nodiscard]] Fate stored(const QString &table, const QString &column, qint64 id);
    [[nodiscard]] QList<HostileField> patientFields();
    [[nodiscard]] QList<HostileField> searchFields();
    [[nodiscard]] QList<HostileField> bookingFields();
    [[nodiscard]] QList<HostileField> staffFields();
    [[nodiscard]] QList<HostileField> setUpFields();

    PrivateServer &m_server;
    QMutex m_looking; ///< The server's own way to a table is for one at a time.
    std::atomic<int> m_slot = 0;
    std::atomic<int> m_members = 0;
};

} // namespace clinidesk
