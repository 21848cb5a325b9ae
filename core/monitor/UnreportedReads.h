#pragma once

#include "core/base/Id.h"
#include "core/monitor/ReadLog.h"

#include <QList>
#include <QString>

#include <utility>

namespace clinidesk {

/// Looks at patient data that nobody could be told of before their person left, kept in a file of
/// this desk until she signs in again. It holds numbers and times only, and is for this computer
/// account's eyes only. The audit writes them down in the name of whoever reports them, so nobody
/// else is given them.
class UnreportedReads final
{
public:
    static constexpr qsizetype most = 10'000; ///< Of all persons together; the oldest stay.

    /// Who read what, by the database's own numbers.
    struct Reader
    {
        quint64 installation = 0; ///< 0: not known; nothing is kept then.
        StaffId staff;

        friend bool operator==(const Reader &, const Reader &) = default;
    };

    /// Without @p path nothing is kept.
    explicit UnreportedReads(QString path)
        : m_path(std::move(path))
    {
    }

    /// Adds @p reads. Fails like writeWhole(), and when there is no room or no place for them.
    [[nodiscard]] Result<Done> keep(const Reader &reader, const QList<KeptRead> &reads) const;
    /// What is kept of @p reader, which is forgotten here. A file that can't be read has nothing.
    [[nodiscard]] QList<KeptRead> take(const Reader &reader) const;

private:
    QString m_path;
};

} // namespace clinidesk
