#pragma once

#include "ui/theme/Colour.h"

#include <QObject>

class QSettings;

namespace clinidesk {

/// The person's choice of palette and text size: puts it on the application and remembers it.
/// One per program, GUI thread.
class Appearance final : public QObject
{
    Q_OBJECT

public:
    enum class Choice { System, Light, Dark, HighContrast };
    Q_ENUM(Choice)

    static constexpr int smallest = 100; ///< Percent of the system's text size.
    static constexpr int largest = 200;
    static constexpr int step = 25;

    /// Reads what was chosen from @p settings, which must outlive this, and applies it.
    explicit Appearance(QSettings &settings, QObject *parent = nullptr);

    [[nodiscard]] Choice choice() const { return m_choice; }
    [[nodiscard]] Look look() const;
    [[nodiscard]] int textPercent() const { return m_percent; }

    void choose(Choice choice);
    /// Out of smallest to largest it becomes the nearer of them.
    void setTextPercent(int percent);

signals:
    void changed();

private:
    void apply();

    QSettings &m_settings;
    Choice m_choice = Choice::System;
    int m_percent = smallest;
    Look m_systemLook; ///< Asked before a palette of ours hides it.
    qreal m_systemPoints;
};

/// Light or dark as the desktop prefers; Light where it does not say. Only before the first
/// Appearance: afterwards the palette is ours.
[[nodiscard]] Look systemLook();

} // namespace clinidesk
