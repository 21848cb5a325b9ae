#include "tests/pictures/Picture.h"

#include <QDir>
#include <QFile>
#include <QHash>

#include <algorithm>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr int paletteSize = 256;
constexpr int finest = 16; ///< Shades nearer than this are one: letters have a dozen then.

bool differs(QRgb one, QRgb other, int tolerance)
{
    return std::abs(qRed(one) - qRed(other)) > tolerance
        || std::abs(qGreen(one) - qGreen(other)) > tolerance
        || std::abs(qBlue(one) - qBlue(other)) > tolerance;
}

/// Calls @p found for each pixel that differs.
template <typename Found>
void compare(const QImage &actual, const QImage &expected, int tolerance, Found found)
{
    const QImage one = actual.convertToFormat(QImage::Format_RGB32);
    const QImage other = expected.convertToFormat(QImage::Format_RGB32);
    for (int y = 0; y < one.height(); ++y) {
        const auto *here = reinterpret_cast<const QRgb *>(one.constScanLine(y));
        const auto *there = reinterpret_cast<const QRgb *>(other.constScanLine(y));
        for (int x = 0; x < one.width(); ++x) {
            if (here[x] != there[x] && differs(here[x], there[x], tolerance))
                found(x, y);
        }
    }
}

QRgb cellOf(QRgb colour, int step)
{
    return qRgb(qRed(colour) / step, qGreen(colour) / step, qBlue(colour) / step);
}

QHash<QRgb, int> coloursOf(const QImage &picture)
{
    QHash<QRgb, int> counts;
    for (int y = 0; y < picture.height(); ++y) {
        const auto *line = reinterpret_cast<const QRgb *>(picture.constScanLine(y));
        for (int x = 0; x < picture.width(); ++x)
            ++counts[line[x]];
    }
    return counts;
}

/// The colours to keep by their cell: the most frequent of each. The cells are as small as
/// paletteSize allows.
QHash<QRgb, QRgb> keptColours(const QHash<QRgb, int> &counts, int step)
{
    QHash<QRgb, QRgb> kept;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        const QRgb cell = cellOf(it.key(), step);
        const auto before = kept.constFind(cell);
        const auto rank
            = [&counts](QRgb colour) { return std::pair(counts.value(colour), colour); };
        if (before == kept.cend() || rank(it.key()) > rank(*before))
            kept.insert(cell, it.key());
    }
    return kept;
}

QString shortWay(const QString &path)
{
    return QDir::toNativeSeparators(QFileInfo(path).absoluteFilePath());
}

QString leaveBeside(const QImage &actual, const QImage &expected, const QString &name)
{
    const QDir folder(u"pictures"_s);
    const QString stem = folder.filePath(name);
    QDir().mkpath(QFileInfo(stem).path());
    actual.save(stem + u"-actual.png"_s);
    if (expected.isNull())
        return shortWay(stem + u"-actual.png"_s);
    expected.save(stem + u"-expected.png"_s);
    if (actual.size() == expected.size())
        pictures::difference(actual, expected).save(stem + u"-diff.png"_s);
    return shortWay(stem + u"-{actual,expected,diff}.png"_s);
}

} // namespace

int pictures::differingPixels(const QImage &actual, const QImage &expected,
                              const Tolerance &tolerance)
{
    if (actual.size() != expected.size())
        return int(std::max(actual.width() * actual.height(), 1));
    int count = 0;
    compare(actual, expected, tolerance.channel, [&count](int, int) { ++count; });
    return count;
}

QImage pictures::difference(const QImage &actual, const QImage &expected,
                            const Tolerance &tolerance)
{
    QImage shown
        = expected.convertToFormat(QImage::Format_Grayscale8).convertToFormat(QImage::Format_RGB32);
    compare(actual, expected, tolerance.channel,
            [&shown](int x, int y) { shown.setPixel(x, y, qRgb(255, 0, 0)); });
    return shown;
}

QImage pictures::withPalette(const QImage &picture)
{
    const QImage source = picture.convertToFormat(QImage::Format_RGB32);
    const QHash<QRgb, int> counts = coloursOf(source);
    int step = finest;
    QHash<QRgb, QRgb> kept = keptColours(counts, step);
    while (kept.size() > paletteSize)
        kept = keptColours(counts, ++step);

    QList<QRgb> table = kept.values();
    std::sort(table.begin(), table.end());
    QHash<QRgb, uchar> places;
    for (auto it = kept.cbegin(); it != kept.cend(); ++it)
        places.insert(it.key(), uchar(table.indexOf(it.value())));

    QImage small(source.size(), QImage::Format_Indexed8);
    small.setColorTable(table);
    for (int y = 0; y < source.height(); ++y) {
        const auto *line = reinterpret_cast<const QRgb *>(source.constScanLine(y));
        uchar *out = small.scanLine(y);
        for (int x = 0; x < source.width(); ++x)
            out[x] = places.value(cellOf(line[x], step));
    }
    return small;
}

QString pictures::judge(const QImage &actual, const QString &name)
{
    const QString path = referenceFolder() + u'/' + name + u".png"_s;
    const QImage expected(path);
    const Tolerance tolerance;
    const int differing = differingPixels(actual, expected, tolerance);
    const bool isAsBefore = !expected.isNull() && differing <= tolerance.pixels;
    if (isAsBefore && (differing == 0 || !isAccepting()))
        return {};
    if (isAccepting()) {
        QDir().mkpath(QFileInfo(path).path());
        return withPalette(actual).save(path, "PNG", 0) ? QString() : u"cannot write "_s + path;
    }
    const QString left = leaveBeside(actual, expected, name);
    if (expected.isNull())
        return u"no reference picture yet; see "_s + left;
    return u"%1 pixels differ, %2 may (%3×%4, before %5×%6); see %7"_s.arg(differing)
        .arg(tolerance.pixels)
        .arg(actual.width())
        .arg(actual.height())
        .arg(expected.width())
        .arg(expected.height())
        .arg(left);
}

QString pictures::referenceFolder()
{
    return QStringLiteral(CLINIDESK_PICTURES) + u"/reference"_s;
}

bool pictures::isAccepting()
{
    return qEnvironmentVariableIntValue("CLINIDESK_ACCEPT_PICTURES") == 1;
}

} // namespace clinidesk
