#pragma once

#include "ui/paper/PaperType.h"
#include "ui/viewmodels/paper/PaperPress.h"

#include <QThreadPool>

namespace clinidesk {

/// The press of this computer: PDF by Qt's writer (PDF/A-1b, fonts inside), printers as Qt knows
/// them. All of it happens in a thread of its own, one thing after the other.
class QtPaperPress final : public PaperPress
{
public:
    QtPaperPress();
    /// Waits for what is being printed.
    ~QtPaperPress() override;

    [[nodiscard]] Async<QByteArray> pdf(const PaperDocument &document) override;
    [[nodiscard]] Async<Printers> printers() override;
    [[nodiscard]] Async<Done> print(const PaperDocument &document, const Job &job) override;

private:
    QThreadPool m_thread;
};

/// In the caller's thread, whichever that is.
[[nodiscard]] QByteArray pdfOf(const PaperDocument &document, const PaperType &type);

} // namespace clinidesk
