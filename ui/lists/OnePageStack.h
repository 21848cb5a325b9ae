#pragma once

#include <QStackedWidget>

namespace clinidesk {

/// Pages of which one is seen, as large as that one: the hidden ones ask for no room.
class OnePageStack final : public QStackedWidget
{
    Q_OBJECT

public:
    explicit OnePageStack(QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
};

} // namespace clinidesk
