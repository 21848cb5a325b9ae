#include "core/demo/DemoNames.h"

#include "core/demo/DemoNameTables.h"

#include <QStringList>

#include <vector>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

using Form = DemoNameTable::Form;

struct Words
{
    const DemoNameTable *table = nullptr;
    QStringList families;
    QStringList women;
    QStringList men;
};

QStringList wordsOf(const char16_t *line)
{
    return QString::fromUtf16(line).split(u'|', Qt::SkipEmptyParts);
}

const std::vector<Words> &allWords()
{
    static const std::vector<Words> words = [] {
        std::vector<Words> made;
        for (const DemoNameTable &table : demoNameTables())
            made.push_back(
                {&table, wordsOf(table.families), wordsOf(table.women), wordsOf(table.men)});
        return made;
    }();
    return words;
}

const Words &someLanguage(DemoRandom &random)
{
    static const int sum = [] {
        int weights = 0;
        for (const DemoNameTable &table : demoNameTables())
            weights += table.weight;
        return weights;
    }();
    int drawn = random.below(sum);
    for (const Words &words : allWords()) {
        drawn -= words.table->weight;
        if (drawn < 0)
            return words;
    }
    return allWords().front();
}

const QString &oneOf(const QStringList &words, DemoRandom &random)
{
    return words.at(random.below(int(words.size())));
}

/// Kowalski becomes Kowalska, Petrov Petrova.
QString womansFamily(const QString &family)
{
    if (family.endsWith(u"ski"_s) || family.endsWith(u"cki"_s))
        return family.chopped(1) + u'a';
    if (family.endsWith(u"sky"_s))
        return family.chopped(1) + u"aya"_s;
    if (family.endsWith(u"ov"_s) || family.endsWith(u"ev"_s))
        return family + u'a';
    return family;
}

QString familyOf(const Words &words, DemoRandom &random, bool isWoman)
{
    const QString &family = oneOf(words.families, random);
    switch (words.table->form) {
    case Form::TwoFamilies:
        return family + u' ' + oneOf(words.families, random);
    case Form::Hyphenated:
        return random.chance(0.07) && !family.contains(u'-')
            ? family + u'-' + oneOf(words.families, random)
            : family;
    case Form::FamilyByGender:
        return isWoman ? womansFamily(family) : family;
    case Form::Plain:
    case Form::MiddleName:
        break;
    }
    return family;
}

QString givenOf(const Words &words, DemoRandom &random, bool isWoman)
{
    const QStringList &given = isWoman ? words.women : words.men;
    const QString &first = oneOf(given, random);
    if (words.table->form == Form::MiddleName)
        return (isWoman ? u"Thị "_s : u"Văn "_s) + first;
    // A second given name, rarely a third.
    if (words.table->isLatin && random.chance(0.08))
        return first + u' ' + oneOf(given, random);
    return first;
}

DemoName nameFrom(const Words &words, DemoRandom &random, Sex sex)
{
    const bool isWoman = sex == Sex::Female || (sex != Sex::Male && random.chance(0.5));
    DemoName name;
    name.family = familyOf(words, random, isWoman);
    name.given = givenOf(words, random, isWoman);
    name.language = QString::fromUtf16(words.table->language);
    return name;
}

QChar plainLetter(QChar letter)
{
    switch (letter.unicode()) {
    case u'ß':
        return u's';
    case u'ı':
        return u'i';
    case u'ł':
        return u'l';
    case u'đ':
        return u'd';
    case u'ø':
        return u'o';
    default:
        return letter;
    }
}

QString mailboxPart(const QString &text)
{
    QString part;
    const QString plain = text.toLower().normalized(QString::NormalizationForm_KD);
    for (const QChar letter : plain) {
        const QChar bare = plainLetter(letter);
        if (bare >= u'a' && bare <= u'z')
            part += bare;
        else if ((bare == u' ' || bare == u'-') && !part.isEmpty() && !part.endsWith(u'-'))
            part += u'-';
    }
    return part;
}

} // namespace

DemoName demoName(DemoRandom &random, Sex sex)
{
    return nameFrom(someLanguage(random), random, sex);
}

DemoName demoLatinName(DemoRandom &random, Sex sex)
{
    for (;;) {
        const Words &words = someLanguage(random);
        if (words.table->isLatin)
            return nameFrom(words, random, sex);
    }
}

QString demoMailbox(const DemoName &name, const QString &otherwise)
{
    const QString given = mailboxPart(name.given);
    const QString family = mailboxPart(name.family);
    return given.isEmpty() || family.isEmpty() ? otherwise : given + u'.' + family;
}

} // namespace clinidesk
