#include "ui/viewmodels/shell/PaletteSearch.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <vector>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr int wholeWord = 100;
constexpr int beginning = 80;
constexpr int inside = 50;
constexpr int slip = 30;

/// Lower case without accents, punctuation as spaces.
QString folded(const QString &text)
{
    QString plain;
    const QString parts = text.normalized(QString::NormalizationForm_KD).toLower();
    for (const QChar letter : parts) {
        if (letter.category() == QChar::Mark_NonSpacing || letter == u'&')
            continue;
        plain += letter.isLetterOrNumber() ? letter : QChar(u' ');
    }
    return plain.simplified();
}

/// Edits between the two, a swap of neighbours being one; at most @p limit + 1.
int editDistance(const QString &a, const QString &b, int limit)
{
    if (std::abs(a.size() - b.size()) > limit)
        return limit + 1;
    const auto width = size_t(b.size()) + 1;
    std::array<std::vector<int>, 3> rows{std::vector<int>(width), std::vector<int>(width),
                                         std::vector<int>(width)};
    for (size_t j = 0; j < width; ++j)
        rows[0][j] = int(j);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        auto &row = rows[size_t(i % 3)];
        const auto &above = rows[size_t((i + 2) % 3)];
        const auto &beforeThat = rows[size_t((i + 1) % 3)];
        row[0] = int(i);
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const auto at = size_t(j);
            const int change = above[at - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[at] = std::min({change, above[at] + 1, row[at - 1] + 1});
            const bool isSwap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (isSwap)
                row[at] = std::min(row[at], beforeThat[at - 2] + 1);
        }
    }
    return rows[size_t(a.size() % 3)][width - 1];
}

bool isSlipOf(const QString &word, const QString &typed)
{
    const int allowed = typed.size() >= 8 ? 2 : typed.size() >= 4 ? 1 : 0;
    if (allowed == 0)
        return false;
    // The typed word may still be the beginning of a longer one.
    for (int extra = -allowed; extra <= allowed; ++extra) {
        const QString start = word.left(typed.size() + extra);
        if (editDistance(start, typed, allowed) <= allowed)
            return true;
    }
    return false;
}

int wordScore(const QString &word, const QString &typed)
{
    if (word == typed)
        return wholeWord;
    if (word.startsWith(typed))
        return beginning;
    if (word.contains(typed))
        return inside;
    return isSlipOf(word, typed) ? slip : 0;
}

} // namespace

std::optional<int> paletteScore(const QString &text, const QString &typed)
{
    const QStringList words = folded(text).split(u' ', Qt::SkipEmptyParts);
    const QStringList wanted = folded(typed).split(u' ', Qt::SkipEmptyParts);
    int total = 0;
    for (const QString &part : wanted) {
        int best = 0;
        for (qsizetype at = 0; at < words.size(); ++at) {
            const int score = wordScore(words[at], part);
            best = std::max(best, score > 0 ? score - int(std::min<qsizetype>(at, 9)) : 0);
        }
        if (best == 0)
            return std::nullopt;
        total += best;
    }
    return total;
}

QList<int> paletteOrder(const QList<PaletteAction> &actions, const QString &typed,
                        const QStringList &recent)
{
    struct Hit
    {
        int index;
        int score;
        qsizetype lastUse;
    };
    std::vector<Hit> hits;
    for (int index = 0; index < actions.size(); ++index) {
        const auto score = paletteScore(actions[index].text, typed);
        if (!score)
            continue;
        const qsizetype use = recent.indexOf(actions[index].id);
        hits.push_back({index, *score, use < 0 ? recent.size() : use});
    }
    std::stable_sort(hits.begin(), hits.end(), [](const Hit &a, const Hit &b) {
        return a.score != b.score ? a.score > b.score : a.lastUse < b.lastUse;
    });
    QList<int> order;
    for (const Hit &hit : hits)
        order.append(hit.index);
    return order;
}

} // namespace clinidesk
