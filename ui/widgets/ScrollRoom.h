#pragma once

#include <QScrollArea>

namespace clinidesk {

/// Room for a page: as large as the window gives, and scrolled where the page needs more, so that
/// large letters never push a window out of the screen or cut a field in half.
class ScrollRoom final : public QScrollArea
{
    Q_OBJECT

public:
    ScrollRoom(QWidget *page, QWidget *parent);

    [[nodiscard]] QSize minimumSizeHint() const override { return {}; }
    /// The page's; none once the page is gone.
    [[nodiscard]] QSize sizeHint() const override
    {
        return widget() ? widget()->sizeHint() : QSize();
    }
};

} // namespace clinidesk
