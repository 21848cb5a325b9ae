#include "ui/lists/NamedParts.h"

#include <QSignalBlocker>

namespace clinidesk {

TextLabel *namedLabel(TextStyle style, const QString &objectName, QWidget *parent)
{
    auto *made = new TextLabel(style, parent);
    made->setObjectName(objectName);
    made->setWordWrap(true);
    return made;
}

QPushButton *namedButton(const QString &text, const QString &objectName, QWidget *parent)
{
    auto *made = new QPushButton(text, parent);
    made->setObjectName(objectName);
    return made;
}

QComboBox *namedCombo(const QString &objectName, QWidget *parent, const QStringList &texts)
{
    auto *made = new QComboBox(parent);
    made->setObjectName(objectName);
    made->addItems(texts);
    made->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    return made;
}

void refill(QComboBox *box, const QStringList &texts, int index)
{
    const QSignalBlocker blocker(box);
    QStringList there;
    for (int place = 0; place < box->count(); ++place)
        there << box->itemText(place);
    if (there != texts) {
        box->clear();
        box->addItems(texts);
    }
    box->setCurrentIndex(index);
}

} // namespace clinidesk
