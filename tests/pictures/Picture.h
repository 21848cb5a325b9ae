#pragma once

#include <QImage>
#include <QString>

namespace clinidesk::pictures {

/// How far a picture may be from its reference: letters drawn a shade differently are no news, a
/// button one pixel further is.
struct Tolerance
{
    int channel = 40; ///< A pixel differs when red, green or blue is off by more.
    int pixels = 40; ///< So many may.
};

/// How many pixels differ; all of them when the sizes do.
[[nodiscard]] int differingPixels(const QImage &actual, const QImage &expected,
                                  const Tolerance &tolerance = {});

/// @p expected in grey, with what differs in red.
[[nodiscard]] QImage difference(const QImage &actual, const QImage &expected,
                                const Tolerance &tolerance = {});

/// @p picture with at most 256 colours, a third of the file: those of areas stay exact, the shades
/// at the edges of letters are grouped, well within the tolerance.
[[nodiscard]] QImage withPalette(const QImage &picture);

/// Compares @p actual with the reference @p name and returns what to tell: empty when they agree.
/// A picture that differs is left beside its reference and their difference in the folder
/// "pictures" of the working directory. With CLINIDESK_ACCEPT_PICTURES=1 it becomes the reference.
[[nodiscard]] QString judge(const QImage &actual, const QString &name);

/// Where the references are kept.
[[nodiscard]] QString referenceFolder();
[[nodiscard]] bool isAccepting();

} // namespace clinidesk::pictures
