#pragma once

#include <QString>

#include <span>

namespace clinidesk {

/// Names of one language: words separated by '|'.
struct DemoNameTable
{
    enum class Form {
        Plain,
        TwoFamilies, ///< Spanish: two family names, a space between them.
        Hyphenated, ///< Now and then two family names with a hyphen.
        FamilyByGender, ///< Polish, Czech, Russian: -ski becomes -ska.
        MiddleName, ///< Vietnamese: a middle name by sex.
    };

    const char16_t *language;
    int weight; ///< Out of the sum over all tables.
    bool isLatin;
    Form form;
    const char16_t *families;
    const char16_t *women;
    const char16_t *men;
};

[[nodiscard]] std::span<const DemoNameTable> demoNameTables();

} // namespace clinidesk
