#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace clinidesk {

/// What other programs make of a PDF of ours: poppler reads its text, fonts and pages, zbar its
/// codes.
class PaperReader
{
public:
    explicit PaperReader(QByteArray pdf)
        : m_pdf(std::move(pdf))
    {
    }

    /// Whether poppler and zbar are on this machine.
    [[nodiscard]] static bool isThere();
    /// The text of a page, words apart by one space, without marks of direction; 0: of all.
    [[nodiscard]] QString text(int page = 0) const;
    [[nodiscard]] int pageCount() const;
    /// "595.2 x 841.92"
    [[nodiscard]] QString pageSize() const;
    /// Whether there are fonts, each of them inside.
    [[nodiscard]] bool hasItsFonts() const;
    /// What the code on the first page says, printed with @p dpi.
    [[nodiscard]] QByteArray code(int dpi) const;
    /// Keeps the pages as `<name>-1.png` … where CLINIDESK_SHOTS names a folder: for people.
    void shoot(const QString &name) const;

private:
    [[nodiscard]] QString fact(const QString &name) const;

    QByteArray m_pdf;
};

} // namespace clinidesk
