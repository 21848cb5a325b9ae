#pragma once

#include "ui/viewmodels/paper/PaperViewModel.h"
#include "ui/widgets/ShellPage.h"

class QAction;
class QCheckBox;
class QComboBox;
class QSpinBox;

namespace clinidesk {

class DateField;
class NoteStrip;
class PaperPreview;
class StateView;
class TextLabel;

/// Day sheets, week sheets and slips: what is wanted, how it will look, and onto which paper or
/// into which file. Other pages lead here with what is in front there.
class PaperPage final : public ShellPage
{
    Q_OBJECT

public:
    PaperPage(const Ports &ports, ClinicChoice &clinics, const Session &session,
              QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString iconName() const override;
    [[nodiscard]] bool isOnRail() const override { return false; }
    void enter() override;
    void refresh() override;

    /// Comes to the front with it.
    void prepare(const PaperWish &wish);
    [[nodiscard]] PaperViewModel &viewModel() { return m_paper; }

protected:
    void hideEvent(QHideEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void addActions();
    void lay();
    [[nodiscard]] QWidget *choiceBar();
    [[nodiscard]] QWidget *pressBar();
    [[nodiscard]] QWidget *pageBar();
    void connectParts();
    void present();
    void presentChoices();
    void presentPrinters();
    void presentPages();

    Connection &m_connection;
    PaperViewModel m_paper;
    QAction *m_print = nullptr;
    QAction *m_savePdf = nullptr;
    QAction *m_back = nullptr;
    QAction *m_previous = nullptr;
    QAction *m_next = nullptr;
    QComboBox *m_what;
    QComboBox *m_owner;
    QWidget *m_ownerPart = nullptr;
    QWidget *m_dayPart = nullptr;
    DateField *m_day;
    QCheckBox *m_initials;
    TextLabel *m_slipOf;
    TextLabel *m_shown; ///< The day or week in front.
    QComboBox *m_printer;
    QSpinBox *m_copies;
    TextLabel *m_noPrinter;
    TextLabel *m_pageText;
    PaperPreview *m_preview;
    StateView *m_state;
};

} // namespace clinidesk
