#pragma once

#include "core/base/Id.h"
#include "core/settings/IniFile.h"

#include <QList>
#include <QObject>

#include <array>
#include <optional>

namespace clinidesk {

/// What somebody wants to look at again: which calendar, of which clinic, of whom. Names nobody but
/// those who work there.
struct SavedView
{
    enum class Kind { Day, Week, Month };

    QString name;
    Kind kind = Kind::Day;
    ClinicId clinic;
    DoctorId doctor; ///< Of a week or a month; null: seats, a department or everybody.
    DepartmentId department;
    QList<ClinicId> beside; ///< Of a day, as hasAllColumns, hasCancelled and zoom.
    bool hasAllColumns = false;
    bool hasCancelled = false;
    int zoom = 0; ///< 0: as it is.

    friend bool operator==(const SavedView &, const SavedView &) = default;
};

/// The views of a person at this desk, by their numbers 1 to 9. They are there after a restart.
class SavedViews final : public QObject
{
    Q_OBJECT

public:
    static constexpr int most = 9;
    static constexpr int longestName = 40;

    SavedViews(const IniFile &choices, StaffId staff, QObject *parent = nullptr);

    /// Nothing for a number that has none.
    [[nodiscard]] std::optional<SavedView> at(int number) const;
    /// The lowest number without a view; most, when each has one.
    [[nodiscard]] int firstFree() const;

    /// In place of what had the number. A name is needed.
    void save(int number, const SavedView &view);
    void rename(int number, const QString &name);
    void remove(int number);

signals:
    void changed();

private:
    void set(int number, const std::optional<SavedView> &view);
    [[nodiscard]] QString key(int number) const;

    const IniFile m_choices;
    const StaffId m_staff;
    std::array<std::optional<SavedView>, most> m_views;
};

/// A view as one line of the settings file, and back; nothing for a line that isn't one.
[[nodiscard]] QString savedViewText(const SavedView &view);
[[nodiscard]] std::optional<SavedView> savedViewFrom(const QString &text);

} // namespace clinidesk
