#pragma once

#include "core/settings/IniFile.h"
#include "ui/theme/Colour.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <optional>

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

    /// Writing that failed is tried again this long after.
    static constexpr std::chrono::seconds saveAgainAfter{15};

    /// Reads what was chosen from @p file and applies it.
    explicit Appearance(const QString &file, QObject *parent = nullptr);

    [[nodiscard]] Choice choice() const { return m_choice; }
    [[nodiscard]] Look look() const;
    [[nodiscard]] int textPercent() const { return m_percent; }

    /// Why what was chosen last is not in the file, as saveWhole() says it; it holds all the same
    /// until the program ends.
    [[nodiscard]] const std::optional<Error> &unsaved() const { return m_unsaved; }

    void choose(Choice choice);
    /// Out of smallest to largest it becomes the nearer of them.
    void setTextPercent(int percent);

signals:
    void changed();
    void unsavedChanged();

private:
    void apply();
    void save();

    IniFile m_file;
    QTimer m_saveAgain;
    std::optional<Error> m_unsaved;
    Choice m_choice = Choice::System;
    int m_percent = smallest;
    Look m_systemLook; ///< Asked before a palette of ours hides it.
    qreal m_systemPoints;
};

/// Light or dark as the desktop prefers; Light where it does not say. Only before the first
/// Appearance: afterwards the palette is ours.
[[nodiscard]] Look systemLook();

} // namespace clinidesk
