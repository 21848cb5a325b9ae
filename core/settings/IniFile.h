#pragma once

#include "core/base/Result.h"

#include <QByteArray>
#include <QMap>
#include <QString>

namespace clinidesk {

/// "servers/1/name" for the line `1\name=` under `[servers]`.
using IniValues = QMap<QString, QString>;

/// A small INI file of this person's, as people and QSettings write it. Unlike QSettings, which on
/// a full disk leaves an empty file and goes on showing what it could not save, this keeps nothing
/// between two calls: read() gives what is on the disk.
class IniFile final
{
public:
    /// Without @p path it is always empty, and what is written is forgotten.
    explicit IniFile(QString path)
        : m_path(std::move(path))
    {
    }

    /// Lines that make no sense are left out; no file has no values.
    [[nodiscard]] IniValues read() const;

    /// All of @p values or nothing: what stood there before stays until the new file is whole.
    /// Makes the folder. Fails like saveWhole(), and where a file stands that can't be read.
    [[nodiscard]] Result<Done> write(const IniValues &values) const;

private:
    QString m_path;
};

/// The text of such a file, and back.
[[nodiscard]] QByteArray iniText(const IniValues &values);
[[nodiscard]] IniValues iniValues(const QByteArray &text);

} // namespace clinidesk
