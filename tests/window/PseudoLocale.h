#pragma once

#include <QTranslator>

namespace clinidesk {

/// A language no one speaks: every sentence of the program comes back with accents, two fifths
/// longer, between marks. What shows no marks was never meant to be translated; what is cut off
/// will be cut off in German.
class PseudoLocale final : public QTranslator
{
    Q_OBJECT

public:
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char *context, const char *source,
                                    const char *disambiguation, int n) const override;

    /// "Day" as "[!!Ďåýỳ!!]": placeholders, shortcuts and line ends stay.
    [[nodiscard]] static QString stretched(const QString &source);

    /// What of @p shown stands outside all marks.
    [[nodiscard]] static QString untranslated(QString shown);
};

} // namespace clinidesk
