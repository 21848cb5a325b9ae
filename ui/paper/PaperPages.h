#pragma once

#include "ui/paper/PaperList.h"
#include "ui/paper/PaperType.h"
#include "ui/viewmodels/paper/PaperDocument.h"

#include <QCoreApplication>
#include <QSizeF>

namespace clinidesk {

/// A document laid out on pages. A value; any thread.
class PaperPages
{
    Q_DECLARE_TR_FUNCTIONS(PaperPages)

public:
    PaperPages(PaperDocument document, const PaperType &type);

    [[nodiscard]] int count() const;
    [[nodiscard]] static QSizeF size(PaperFormat format);
    [[nodiscard]] QSizeF size() const { return size(m_document.format); }
    [[nodiscard]] const PaperDocument &document() const { return m_document; }

    /// Page @p page, the first one being 0, in black. One unit of @p painter is one of paper's, its
    /// origin the corner of the sheet.
    void paint(QPainter &painter, int page) const;

private:
    [[nodiscard]] QRectF room() const;
    void paintFrame(QPainter &painter, int page) const;

    PaperDocument m_document;
    PaperType m_type;
    QList<PaperList> m_lists;
};

} // namespace clinidesk
