#pragma once

#include "core/monitor/CacheFigures.h"
#include "core/monitor/SharedLayer.h"

#include <QCoreApplication>
#include <QStringList>

#include <chrono>

namespace clinidesk {

/// How the monitor words its figures. Rows are in the order and the number of their headings.
class FigureWording
{
    Q_DECLARE_TR_FUNCTIONS(FigureWording)

public:
    /// "1,204"
    [[nodiscard]] static QString count(quint64 count);
    /// "92 %", "< 1 %"; a dash of nothing at all.
    [[nodiscard]] static QString share(quint64 part, quint64 whole);
    /// "31 ns", "0.4 µs", "12 ms", "2.5 s"; a dash below zero.
    [[nodiscard]] static QString time(std::chrono::nanoseconds time);
    /// "640 B", "1.6 MB"; a dash below zero.
    [[nodiscard]] static QString bytes(qint64 bytes);

    /// All questions that were asked of anything.
    [[nodiscard]] static quint64 questions(const CacheFigures &figures);
    /// "Redis answers in 0.2 ms. Memory answered 92 % of 1,204 questions since the program was
    /// started."
    [[nodiscard]] static QString sentence(const CacheFigures &figures, SharedLayer::State shared);

    [[nodiscard]] static QStringList layerHeadings();
    [[nodiscard]] static QList<QStringList> layerRows(const CacheFigures &figures);
    [[nodiscard]] static QStringList kindHeadings();
    [[nodiscard]] static QList<QStringList> kindRows(const CacheFigures &figures);
    [[nodiscard]] static QStringList storeHeadings();
    [[nodiscard]] static QList<QStringList> storeRows(const CacheFigures &figures,
                                                      SharedLayer::State shared);

private:
    [[nodiscard]] static QString kind(const QString &name);
    [[nodiscard]] static QString redisState(SharedLayer::State shared);
    [[nodiscard]] static QString breaker(const QString &word);
};

} // namespace clinidesk
