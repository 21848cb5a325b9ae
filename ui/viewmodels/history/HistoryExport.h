#pragma once

#include "core/history/AppointmentHistory.h"
#include "ui/viewmodels/Ports.h"
#include "ui/viewmodels/paper/AppointmentCsv.h"
#include "ui/viewmodels/paper/Saving.h"

#include <QSet>

#include <functional>

namespace clinidesk {

/// Saves exactly the filtered list as CSV: all its pages, read in the background, as they stand on
/// screen and with ISO dates. What changes while it is read is read again from the start, so that
/// no appointment is missing or there twice. The file is written whole or not at all.
class HistoryExport final : public Saving
{
    Q_OBJECT

public:
    static constexpr int pageSize = Page<Appointment>::maxSize;
    /// What a working clinic leaves unchanged long enough to be read to its end.
    static constexpr qint64 most = 25'000;
    static constexpr int mostAttempts = 3;

    using Save = std::function<Async<Done>(const QString &path, const QByteArray &bytes)>;

    explicit HistoryExport(const Ports &ports, QObject *parent = nullptr);
    /// @p save instead of a real file.
    HistoryExport(const Ports &ports, Save save, QObject *parent = nullptr);

    [[nodiscard]] int percent() const override;
    /// "appointments-2026-11-26.csv": today in the clinic's @p zone; without one, at this desk.
    [[nodiscard]] QString suggestedName(const QByteArray &zone) const;

    /// Does nothing while busy.
    void start(const HistoryQuery &query, const QString &path);

public slots:
    void cancel() override;

private:
    void begin();
    void ask(int number);
    void take(int number, const Result<HistoryPage> &answer);
    void add(const QList<Appointment> &rows);
    void finish();
    void takeSaved(const Result<Done> &answer);
    [[nodiscard]] QString refusal(const Page<Appointment> &page) const;

    AppointmentHistory &m_history;
    const Clock &m_clock;
    Save m_save;
    ReadReports *m_reads;
    AppointmentCsv m_csv;
    HistoryQuery m_query;
    QString m_path;
    QByteArray m_bytes;
    QSet<AppointmentId> m_seen;
    qint64 m_total = 0;
    int m_attempts = 0;
    int m_generation = 0; ///< Answers to an earlier one are dropped.
};

} // namespace clinidesk
