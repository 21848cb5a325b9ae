#pragma once

#include <QLockFile>
#include <QString>

#include <memory>

namespace clinidesk {

/// Who uses the servers of one folder: every user holds a lock file there, and the file of a
/// process that died counts for nothing.
class UserCount final
{
public:
    explicit UserCount(QString folder);

    /// False when the folder can't be written.
    [[nodiscard]] bool enter();
    void leave();

    [[nodiscard]] bool hasEntered() const { return m_own != nullptr; }
    /// Living users besides this one; forgets the dead.
    [[nodiscard]] int others() const;

private:
    QString m_folder;
    std::unique_ptr<QLockFile> m_own;
};

} // namespace clinidesk
