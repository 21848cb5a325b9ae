#pragma once

#include "core/base/Async.h"
#include "ui/viewmodels/paper/PaperDocument.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace clinidesk {

/// Puts documents on paper, without holding up the window. GUI thread.
class PaperPress
{
public:
    struct Printers
    {
        QStringList names; ///< The usual one first.
    };
    struct Job
    {
        QString printer;
        int copies = 1;
    };

    virtual ~PaperPress() = default;

    [[nodiscard]] virtual Async<QByteArray> pdf(const PaperDocument &document) = 0;
    /// Those this computer account can use now.
    [[nodiscard]] virtual Async<Printers> printers() = 0;
    /// Done when the printer has taken it. Fails with NotFound when there is no such printer now,
    /// with Unavailable when it takes nothing.
    [[nodiscard]] virtual Async<Done> print(const PaperDocument &document, const Job &job) = 0;

protected:
    PaperPress() = default;
    Q_DISABLE_COPY_MOVE(PaperPress)
};

} // namespace clinidesk
