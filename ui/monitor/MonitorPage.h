#pragma once

#include "ui/viewmodels/monitor/MonitorViewModel.h"
#include "ui/widgets/ShellPage.h"

class QAction;

namespace clinidesk {

class FigureView;
class NoteStrip;
class StateView;
class TextLabel;

/// How fast this desk's answers come, and from where: for everybody, and for whoever is asked why
/// it is slow. Nothing of a patient is among it. The palette and the status bar lead here.
class MonitorPage final : public ShellPage
{
    Q_OBJECT

public:
    explicit MonitorPage(const Ports &ports, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString iconName() const override;
    [[nodiscard]] bool isOnRail() const override { return false; }
    void enter() override;
    void refresh() override;

protected:
    void hideEvent(QHideEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void addActions();
    void lay();
    void present();

    MonitorViewModel m_monitor;
    QAction *m_copy = nullptr;
    QAction *m_back = nullptr;
    TextLabel *m_asOf;
    TextLabel *m_sentence;
    NoteStrip *m_trouble;
    FigureView *m_layers;
    FigureView *m_kinds;
    FigureView *m_store;
    StateView *m_state = nullptr;
};

} // namespace clinidesk
