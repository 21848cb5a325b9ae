#pragma once

#include "core/base/Async.h"
#include "core/monitor/ReadLog.h"
#include "ui/viewmodels/Ports.h"
#include "ui/viewmodels/paper/PaperPress.h"
#include "ui/viewmodels/paper/Saving.h"

#include <functional>

namespace clinidesk {

/// Has documents printed, or saved as PDF whole or not at all. Each is noted for the audit before
/// it leaves, so that none gets out unseen; one that then fails is noted, too.
class PaperSaving final : public Saving
{
    Q_OBJECT

public:
    using Save = std::function<Async<Done>(const QString &path, const QByteArray &bytes)>;

    explicit PaperSaving(const Ports &ports, QObject *parent = nullptr);
    /// @p save instead of a real file.
    PaperSaving(const Ports &ports, Save save, QObject *parent = nullptr);

    /// What goes out and how the audit calls it; `action` is "day_sheet", "week_sheet" or "slip".
    struct Sheet
    {
        PaperDocument document;
        QList<KeptRead> looks;
    };

    /// Both do nothing while busy.
    void print(const Sheet &sheet, const PaperPress::Job &job);
    void savePdf(const Sheet &sheet, const QString &path);

private:
    void note(const Sheet &sheet, const QString &verb);
    void takePdf(const Result<QByteArray> &answer, const QString &path);

    PaperPress *m_press;
    ReadReports *m_reads;
    Save m_save;
};

} // namespace clinidesk
