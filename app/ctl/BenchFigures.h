#pragma once

#include <QJsonObject>
#include <QString>

#include <chrono>
#include <vector>

namespace clinidesk {

/// The time of every single operation of a bench, and what is said about them.
class BenchFigures
{
public:
    using Duration = std::chrono::nanoseconds;

    void add(Duration sample) { m_samples.push_back(sample); }
    void add(const BenchFigures &others);
    [[nodiscard]] qsizetype count() const { return qsizetype(m_samples.size()); }

    /// The sample below which @p share of them lie; 0 without any.
    [[nodiscard]] double microseconds(double share) const;

    /// `p50_us` and `p99_us`.
    [[nodiscard]] QJsonObject percentiles() const;

private:
    mutable std::vector<Duration> m_samples;
    mutable bool m_isSorted = false;
};

/// A number with four significant digits, as the benchmark lines have them.
[[nodiscard]] double rounded(double number);

/// Prints one benchmark line to standard output: `{"bench": …, "peer": "clinidesk", …facts}`, or
/// the same for people to read.
void printFigures(const QString &bench, const QJsonObject &facts, bool isJson);

/// Keeps this program and what it starts from here on to one core: a wake-up on another one takes
/// longer than many an operation. Does nothing where the system can't.
void pinToOneCore();

} // namespace clinidesk
