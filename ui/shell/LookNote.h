#pragma once

class QWidget;

namespace clinidesk {

class Appearance;
class NoteStrip;

/// Says that the choice of looks will be gone with the window, and why; hidden while it is saved.
[[nodiscard]] NoteStrip *lookNote(const Appearance &appearance, QWidget *parent);

} // namespace clinidesk
