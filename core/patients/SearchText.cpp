#include "core/patients/SearchText.h"

namespace clinidesk {

namespace {

/// From here on one character may be a whole name.
constexpr char16_t firstIdeograph = 0x2E80;

} // namespace

SearchText judgedSearch(const QString &typed)
{
    if (typed.contains(QChar(u'\0')))
        return SearchText::Unprintable;
    const QStringView text = QStringView(typed).trimmed();
    if (text.size() > longestSearch)
        return SearchText::TooLong;
    const bool isEnough
        = text.size() >= 2 || (text.size() == 1 && text.front().unicode() >= firstIdeograph);
    return isEnough ? SearchText::Askable : SearchText::TooShort;
}

} // namespace clinidesk
