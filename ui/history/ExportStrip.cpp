#include "ui/history/ExportStrip.h"

#include "ui/theme/Theme.h"
#include "ui/viewmodels/history/HistoryExport.h"
#include "ui/widgets/FailureDetails.h"
#include "ui/widgets/Spoken.h"
#include "ui/widgets/TextLabel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

QToolButton *button(const QString &name, const QString &icon, const QString &text, QWidget *parent)
{
    auto *made = new QToolButton(parent);
    made->setObjectName(name);
    if (!icon.isEmpty())
        made->setIcon(Theme::icon(icon));
    made->setText(text);
    made->setAccessibleName(text);
    made->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    made->setFocusPolicy(Qt::TabFocus);
    return made;
}

} // namespace

ExportStrip::ExportStrip(HistoryExport &saving, QAction *save, QWidget *parent)
    : QFrame(parent)
    , m_saving(saving)
    , m_text(new TextLabel(TextStyle::Body, this))
    , m_progress(new QProgressBar(this))
    , m_cancel(button(u"exportCancel"_s, u"close"_s, tr("Stop saving"), this))
    , m_close(button(u"exportClose"_s, u"check"_s, tr("Understood"), this))
    , m_details(new FailureDetails(this))
{
    setObjectName(u"exportStrip"_s);
    m_text->setObjectName(u"exportText"_s);
    m_text->setWordWrap(true);
    m_progress->setObjectName(u"exportProgress"_s);
    m_progress->setAccessibleName(tr("Saving"));
    m_progress->setMaximumWidth(Theme::em(this, 12));
    auto *start = button(u"exportStart"_s, {}, save->text(), this);
    start->setDefaultAction(save);
    m_details->nameParts(u"export"_s);
    m_details->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    auto *row = new QHBoxLayout;
    column->addLayout(row);
    column->addWidget(m_details);
    row->addWidget(m_text, 1);
    row->addWidget(m_progress);
    row->addWidget(m_cancel);
    row->addWidget(m_close);
    row->addWidget(start);
    connect(m_cancel, &QToolButton::clicked, &m_saving, &HistoryExport::cancel);
    connect(m_close, &QToolButton::clicked, &m_saving, &HistoryExport::dismiss);
    connect(&m_saving, &HistoryExport::changed, this, &ExportStrip::present);
    present();
}

void ExportStrip::present()
{
    const HistoryExport::Stage stage = m_saving.stage();
    m_text->setText(m_saving.sentence());
    m_text->setColour(stage == HistoryExport::Stage::Failed ? Colour::Danger : Colour::Text);
    m_progress->setVisible(m_saving.isBusy());
    m_progress->setValue(m_saving.percent());
    m_cancel->setVisible(stage == HistoryExport::Stage::Reading);
    m_close->setVisible(stage == HistoryExport::Stage::Saved
                        || stage == HistoryExport::Stage::Failed);
    const bool isExplained = stage == HistoryExport::Stage::Failed && !m_saving.details().isEmpty();
    m_details->setVisible(isExplained);
    setAccessibleName(m_saving.sentence().isEmpty() ? tr("Save the list") : m_saving.sentence());
    if (stage != HistoryExport::Stage::Failed && stage != HistoryExport::Stage::Saved)
        return;
    if (isExplained)
        m_details->setFailure(m_saving.sentence(), m_saving.details());
    speak(this);
}

} // namespace clinidesk
