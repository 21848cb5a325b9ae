#pragma once

#include "core/booking/Status.h"

#include <QString>

#include <functional>

class QAction;
class QWidget;

namespace clinidesk {

/// One step of a visit as an action of @p page: called "checkIn", "start", … behind @p prefix, if
/// there is one. Its key is a single letter and acts only in @p list, where no one can be typing.
[[nodiscard]] QAction *stepAction(Action step, const QString &prefix, QWidget *page, QWidget *list,
                                  const std::function<void()> &deed);

} // namespace clinidesk
