#include "ui/theme/Colour.h"

#include <array>
#include <cmath>

namespace clinidesk {

namespace {

using Row = std::array<QRgb, 3>; // Light, Dark, HighContrast

// In the order of Colour.
constexpr std::array<Row, colourCount> table{{
    {0xfff2f5f8, 0xff14181d, 0xff000000}, // Window
    {0xffffffff, 0xff1b2128, 0xff000000}, // Surface
    {0xffe6ecf2, 0xff0f1317, 0xff000000}, // Rail
    {0xffe4eef8, 0xff26303a, 0xff1c1c1c}, // Hover
    {0xffcde2f7, 0xff173e66, 0xff0b3d91}, // Selection
    {0xff0b1f33, 0xffffffff, 0xffffffff}, // OnSelection
    {0xff14202c, 0xffe8edf2, 0xffffffff}, // Text
    {0xff465463, 0xffb2becb, 0xffffffff}, // TextWeak
    {0xffd3dbe3, 0xff333e4a, 0xff8a8a8a}, // Hairline
    {0xff6d7b8a, 0xff8391a0, 0xffffffff}, // Line
    {0xff0a57a6, 0xff7cc0ff, 0xffffe600}, // Focus
    {0xff0a57a6, 0xff6ab4fb, 0xffffe600}, // Accent
    {0xffffffff, 0xff071a2d, 0xff000000}, // OnAccent
    {0xff0a57a6, 0xff86c3ff, 0xffffe600}, // Link
    {0xff14603a, 0xff72d493, 0xff6bff9c}, // Good
    {0xff7d4a00, 0xfff3bd54, 0xffffd23f}, // Warning
    {0xffab211a, 0xffff9189, 0xffff9c94}, // Danger
    {0xffdcf3e4, 0xff16331f, 0xff00280f}, // GoodFill
    {0xffffeecb, 0xff3b2d0d, 0xff332500}, // WarningFill
    {0xfffbe3e1, 0xff44201e, 0xff3a0000}, // DangerFill
    {0xffdbebfb, 0xff15304a, 0xff001c3d}, // InfoFill
    {0xffdbd6e6, 0xff393345, 0xff2a2a2a}, // DeceasedFill
}};

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &of)
{
    return 0.2126 * linear(double(of.redF())) + 0.7152 * linear(double(of.greenF()))
        + 0.0722 * linear(double(of.blueF()));
}

} // namespace

QColor colour(Look look, Colour role)
{
    return QColor::fromRgba(table[size_t(role)][size_t(look)]);
}

Look lookOf(const QPalette &palette)
{
    const QColor ground = palette.color(QPalette::Active, QPalette::Window);
    if (ground == Qt::black)
        return Look::HighContrast;
    return ground.lightness() < 128 ? Look::Dark : Look::Light;
}

QColor colour(const QPalette &palette, Colour role)
{
    return colour(lookOf(palette), role);
}

QPalette paletteFor(Look look)
{
    const auto of = [look](Colour role) { return colour(look, role); };
    QPalette palette;
    palette.setColor(QPalette::Window, of(Colour::Window));
    palette.setColor(QPalette::WindowText, of(Colour::Text));
    palette.setColor(QPalette::Base, of(Colour::Surface));
    palette.setColor(QPalette::AlternateBase, of(Colour::Window));
    palette.setColor(QPalette::Text, of(Colour::Text));
    palette.setColor(QPalette::PlaceholderText, of(Colour::TextWeak));
    palette.setColor(QPalette::Button, of(Colour::Surface));
    palette.setColor(QPalette::ButtonText, of(Colour::Text));
    palette.setColor(QPalette::BrightText, of(Colour::Danger));
    palette.setColor(QPalette::Highlight, of(Colour::Selection));
    palette.setColor(QPalette::HighlightedText, of(Colour::OnSelection));
    palette.setColor(QPalette::Link, of(Colour::Link));
    palette.setColor(QPalette::LinkVisited, of(Colour::Link));
    palette.setColor(QPalette::ToolTipBase, of(Colour::Surface));
    palette.setColor(QPalette::ToolTipText, of(Colour::Text));
    palette.setColor(QPalette::Light, of(Colour::Surface));
    palette.setColor(QPalette::Midlight, of(Colour::Hover));
    palette.setColor(QPalette::Mid, of(Colour::Hairline));
    palette.setColor(QPalette::Dark, of(Colour::Line));
    palette.setColor(QPalette::Shadow, of(Colour::Line));
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText}) {
        palette.setColor(QPalette::Disabled, role, of(Colour::TextWeak));
    }
    palette.setColor(QPalette::Disabled, QPalette::Base, of(Colour::Window));
    palette.setColor(QPalette::Disabled, QPalette::Button, of(Colour::Window));
    return palette;
}

double contrast(const QColor &one, const QColor &other)
{
    const double a = luminance(one) + 0.05;
    const double b = luminance(other) + 0.05;
    return a > b ? a / b : b / a;
}

} // namespace clinidesk
