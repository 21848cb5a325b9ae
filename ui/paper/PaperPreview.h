#pragma once

#include "ui/viewmodels/paper/PaperDocument.h"

#include <QImage>
#include <QScrollArea>
#include <QTimer>

namespace clinidesk {

class SheetView;

/// One page of a document as it will be on paper, as wide as there is room. It is painted behind
/// the window; what is there stays until the new page is ready.
class PaperPreview final : public QScrollArea
{
    Q_OBJECT

public:
    explicit PaperPreview(QWidget *parent = nullptr);

    /// Stays on its page, or the last one there is.
    void setDocument(const PaperDocument &document);
    /// The first one is 0.
    void setPage(int page);
    [[nodiscard]] int page() const { return m_page; }
    /// 0 until the first one is painted.
    [[nodiscard]] int pageCount() const { return m_count; }
    /// What is on screen, for tests.
    [[nodiscard]] const QImage &image() const;

signals:
    /// Another page, or the number of them.
    void pageChanged();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Painted
    {
        QImage image;
        int page = 0;
        int count = 0;
    };
    [[nodiscard]] int sheetWidth() const;
    void render();
    void take(const Painted &painted);

    PaperDocument m_document;
    SheetView *m_sheet;
    QTimer m_soon;
    int m_page = 0;
    int m_count = 0;
    int m_generation = 0; ///< Pages of an earlier one are dropped.
};

} // namespace clinidesk
