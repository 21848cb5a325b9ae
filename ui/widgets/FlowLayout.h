#pragma once

#include <QLayout>

namespace clinidesk {

/// Widgets in a row that wraps where it ends, from the leading edge: fields stay reachable at 200 %
/// and in narrow windows. What is wider than a whole row wraps within it, if it can. Items stand at
/// the top of their row unless they are added centred.
class FlowLayout final : public QLayout
{
    Q_OBJECT

public:
    explicit FlowLayout(QWidget *parent = nullptr);
    ~FlowLayout() override;

    void addItem(QLayoutItem *item) override;
    /// Adds @p widget in the middle of its row's height: for texts beside fields and buttons.
    void addCentred(QWidget *widget);
    /// Takes what its row leaves, so that what follows stands at the far end; two share it.
    void addSpring();
    [[nodiscard]] int count() const override { return int(m_items.size()); }
    [[nodiscard]] QLayoutItem *itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem *takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    void setGeometry(const QRect &whole) override;
    [[nodiscard]] QSize sizeHint() const override { return minimumSize(); }
    [[nodiscard]] QSize minimumSize() const override;

private:
    struct Row
    {
        QList<QLayoutItem *> items;
        int width = 0; ///< With the gaps between items.
        int height = 0;
    };
    [[nodiscard]] static QSize sizeOf(const QLayoutItem *item, int width);
    [[nodiscard]] QList<Row> rowsIn(int width) const;
    [[nodiscard]] int gap() const;
    void place(const Row &row, const QRect &room) const;

    QList<QLayoutItem *> m_items;
};

} // namespace clinidesk
