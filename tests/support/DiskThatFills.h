#pragma once

#include <QByteArray>
#include <QString>

namespace clinidesk {

/// A small disk of the test's own, to be filled and emptied: a tmpfs over /mnt that only this
/// process and its children see, and that is gone with the last of them. Make it before anything
/// that starts a thread. Needs root, or a system that lets people make user namespaces.
class DiskThatFills final
{
public:
    explicit DiskThatFills(int megabytes);
    ~DiskThatFills();
    Q_DISABLE_COPY_MOVE(DiskThatFills)

    [[nodiscard]] bool isThere() const { return m_problem.isEmpty(); }
    /// Why it could not be made, for QSKIP.
    [[nodiscard]] const char *problem() const { return m_problem.constData(); }
    [[nodiscard]] QString folder() const;

    /// Lays a ballast file that leaves no byte.
    void fill();
    /// Takes the ballast away.
    void drain();
    [[nodiscard]] qint64 bytesFree() const;

private:
    QByteArray m_problem;
};

} // namespace clinidesk
