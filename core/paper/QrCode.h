#pragma once

#include <QByteArray>

#include <optional>

namespace clinidesk {

/// A QR code: square, without the quiet margin of four modules that readers want around it.
struct QrCode
{
    int side = 0; ///< Modules.
    QByteArray modules; ///< Row by row; 1: dark.

    [[nodiscard]] bool isDark(int column, int row) const
    {
        return modules.at(qsizetype(row) * side + column) != 0;
    }

    friend bool operator==(const QrCode &, const QrCode &) = default;
};

/// @p bytes as a code that stays readable with an eighth of it damaged; nothing when they are more
/// than a code holds (2,331 bytes). Any thread.
[[nodiscard]] std::optional<QrCode> qrCodeOf(const QByteArray &bytes);

} // namespace clinidesk
