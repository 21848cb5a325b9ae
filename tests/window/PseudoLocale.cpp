#include "tests/window/PseudoLocale.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

/// @p letter with an accent, where there is one.
QChar accented(QChar letter)
{
    static const QString plain = u"AEIOUCDNSYaeioucdnsy"_s;
    static const QString marked = u"ÅÉÎÖÛÇĎÑŠÝåéîöûçďñšý"_s;
    const qsizetype place = plain.indexOf(letter);
    return place < 0 ? letter : marked.at(place);
}

bool isVowel(QChar letter)
{
    return u"aeiouyAEIOUY"_s.contains(letter);
}

} // namespace

QString PseudoLocale::translate(const char *context, const char *source, const char *, int) const
{
    // Keys are written as they stand on the keyboard.
    if (qstrcmp(context, "QShortcut") == 0)
        return QString::fromUtf8(source);
    return source && *source ? stretched(QString::fromUtf8(source)) : QString();
}

QString PseudoLocale::stretched(const QString &source)
{
    const QString opening = u"[!!"_s;
    const QString closing = u"!!]"_s;
    qsizetype missing = source.size() * 2 / 5 - opening.size() - closing.size();
    QString longer;
    for (qsizetype place = 0; place < source.size(); ++place) {
        const QChar letter = source.at(place);
        const bool isMark
            = place > 0 && (source.at(place - 1) == u'%' || source.at(place - 1) == u'&');
        longer += isMark ? letter : accented(letter);
        if (missing > 0 && !isMark && isVowel(letter)) {
            longer += accented(letter).toLower();
            --missing;
        }
    }
    for (; missing > 0; --missing)
        longer += missing % 6 == 0 ? u' ' : u'ö';
    return opening + longer + closing;
}

QString PseudoLocale::untranslated(QString shown)
{
    // From the inside out: a translated part may be an argument of another.
    static const QRegularExpression innermost(u"\\[!!(?:(?!\\[!!|!!\\]).)*!!\\]"_s,
                                              QRegularExpression::DotMatchesEverythingOption);
    while (shown.contains(innermost))
        shown.replace(innermost, u" "_s);
    return shown.simplified();
}

} // namespace clinidesk
