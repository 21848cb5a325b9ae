#pragma once

#include <QList>
#include <QString>

#include <functional>

namespace clinidesk {

struct FakeDesk;

/// One thing the window can show, and how to get there on scripted ports.
struct Scene
{
    /// Content and Failed are also kept in every size of text and turned round.
    enum class Kind { Content, Failed, Other };

    QString name; ///< "today-offline"
    Kind kind = Kind::Other;
    std::function<void(FakeDesk &)> arrange;
};

/// Every page in each state it has.
[[nodiscard]] QList<Scene> scenes();

} // namespace clinidesk
