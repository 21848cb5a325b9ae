#include "tests/pictures/Picture.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QSet>

#include <algorithm>
#include <cstdlib>
#include <functional>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr int paletteSize = 256;
constexpr int finest = 24; ///< Shades nearer than this are one: letters have a few then.
constexpr int areaPixels = 96; ///< So many of one colour are no edge of a letter: it stays exact.
constexpr int mostAreas = 128;
constexpr int faintChannel = 6; ///< The ground of a page that is off by more is another ground.
constexpr int faintPart = 10; ///< One in so many pixels may be off by that: the edges of letters.

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
        // Run by run: most neighbours are alike.
        for (int x = 0, end = 0; x < picture.width(); x = end) {
            while (end < picture.width() && line[end] == line[x])
                ++end;
            counts[line[x]] += end - x;
        }
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

/// The colours of areas, at most mostAreas of them.
QSet<QRgb> areaColours(const QHash<QRgb, int> &counts)
{
    QList<std::pair<int, QRgb>> ranked;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        if (it.value() >= areaPixels)
            ranked.append({it.value(), it.key()});
    }
    std::sort(ranked.begin(), ranked.end(), std::greater());
    QSet<QRgb> areas;
    for (const auto &[count, colour] : ranked.mid(0, mostAreas))
        areas.insert(colour);
    return areas;
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
    const QSet<QRgb> areas = areaColours(counts);
    const auto tableOf = [&areas](const QHash<QRgb, QRgb> &kept) {
        const QList<QRgb> cells = kept.values();
        return QSet<QRgb>(cells.begin(), cells.end()).unite(areas).values();
    };
    int step = finest;
    QHash<QRgb, QRgb> kept = keptColours(counts, step);
    while (tableOf(kept).size() > paletteSize)
        kept = keptColours(counts, ++step);

    QList<QRgb> table = tableOf(kept);
    std::sort(table.begin(), table.end());
    QHash<QRgb, uchar> places;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        const QRgb shown = areas.contains(it.key()) ? it.key() : kept.value(cellOf(it.key(), step));
        places.insert(it.key(), uchar(table.indexOf(shown)));
    }

    QImage small(source.size(), QImage::Format_Indexed8);
    small.setColorTable(table);
    for (int y = 0; y < source.height(); ++y) {
        const auto *line = reinterpret_cast<const QRgb *>(source.constScanLine(y));
        uchar *out = small.scanLine(y);
        for (int x = 0; x < source.width(); ++x)
            out[x] = x > 0 && line[x] == line[x - 1] ? out[x - 1] : places.value(line[x]);
    }
    return small;
}

QString pictures::judge(const QImage &actual, const QString &name)
{
    const QString path = referenceFolder() + u'/' + name + u".png"_s;
    const QImage expected(path);
    const Tolerance tolerance;
    const int differing = differingPixels(actual, expected, tolerance);
    const int faint = differingPixels(actual, expected, {.channel = faintChannel});
    const bool isAsBefore = !expected.isNull() && differing <= tolerance.pixels
        && faint <= actual.width() * actual.height() / faintPart;
    if (isAsBefore && (differing == 0 || !isAccepting()))
        return {};
    if (isAccepting()) {
        QDir().mkpath(QFileInfo(path).path());
        return withPalette(actual).save(path, "PNG", 0) ? QString() : u"cannot write "_s + path;
    }
    const QString left = leaveBeside(actual, expected, name);
    if (expected.isNull())
        return u"no reference picture yet; see "_s + left;
    return u"%1 pixels differ, %2 may, %8 faintly (%3×%4, before %5×%6); see %7"_s.arg(differing)
        .arg(tolerance.pixels)
        .arg(actual.width())
        .arg(actual.height())
        .arg(expected.width())
        .arg(expected.height())
        .arg(left)
        .arg(faint);
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
