#pragma once

#include "ui/widgets/TextLabel.h"

#include <QComboBox>
#include <QPushButton>

/// The parts of a form, called by their object names.
namespace clinidesk {

/// A text that wraps.
[[nodiscard]] TextLabel *namedLabel(TextStyle style, const QString &objectName, QWidget *parent);
[[nodiscard]] QPushButton *namedButton(const QString &text, const QString &objectName,
                                       QWidget *parent);
/// As wide as its texts.
[[nodiscard]] QComboBox *namedCombo(const QString &objectName, QWidget *parent,
                                    const QStringList &texts = {});

/// Puts @p texts into @p box and chooses @p index, without a signal. Nothing happens to a box whose
/// list is open, unless the list is another.
void refill(QComboBox *box, const QStringList &texts, int index);

} // namespace clinidesk
