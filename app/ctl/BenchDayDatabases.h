#pragma once

#include "app/ctl/BenchClinic.h"

#include <QMap>

namespace clinidesk {

/// A bench's database twice, so that the same day can be lived through twice; and what each was
/// asked, as PostgreSQL itself counted it. The copy is dropped in the end.
class BenchDayDatabases final
{
public:
    explicit BenchDayDatabases(const BenchClinic &clinic);
    ~BenchDayDatabases();
    Q_DISABLE_COPY_MOVE(BenchDayDatabases)

    /// Copies it and begins to count in both. Nobody else may be connected.
    [[nodiscard]] Result<Done> make();
    [[nodiscard]] QString name() const { return m_name; }
    [[nodiscard]] QString copyName() const { return m_name + QStringLiteral("_plain"); }

    /// How often each reading function was called there. Waits until everybody has left, for only
    /// then it has all been counted.
    [[nodiscard]] Result<QMap<QString, qint64>> readsIn(const QString &database) const;

private:
    [[nodiscard]] Result<QString> value(const QString &database, const QString &sql) const;

    const BenchClinic &m_clinic;
    const QString m_name;
};

} // namespace clinidesk
