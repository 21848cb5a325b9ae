#pragma once

#include <QLayout>

namespace clinidesk {

/// Widgets in a row that wraps where it ends, from the leading edge: fields stay reachable at 200 %
/// and in narrow windows.
class FlowLayout final : public QLayout
{
    Q_OBJECT

public:
    explicit FlowLayout(QWidget *parent = nullptr);
    ~FlowLayout() override;

    void addItem(QLayoutItem *item) override;
    [[nodiscard]] int count() const override { return int(m_items.size()); }
    [[nodiscard]] QLayoutItem *itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem *takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    void setGeometry(const QRect &room) override;
    [[nodiscard]] QSize sizeHint() const override { return minimumSize(); }
    [[nodiscard]] QSize minimumSize() const override;

private:
    enum class Pass { Measure, Place };
    [[nodiscard]] int arrange(const QRect &room, Pass pass) const;

    QList<QLayoutItem *> m_items;
};

} // namespace clinidesk
