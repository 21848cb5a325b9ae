#pragma once

#include "core/limits/Limiter.h"

#include <QCoreApplication>
#include <QString>

#include <optional>

namespace clinidesk {

/// What is said of limits where people look, before they hurt and when they do.
class LimitText
{
    Q_DECLARE_TR_FUNCTIONS(LimitText)

public:
    /// For the status strip: "3 of 100 changes left"; empty while there is plenty.
    [[nodiscard]] static QString left(const std::optional<LimitStanding> &low);
    /// What that means, for the tool tip and screen readers.
    [[nodiscard]] static QString hint(const std::optional<LimitStanding> &low);
};

} // namespace clinidesk
