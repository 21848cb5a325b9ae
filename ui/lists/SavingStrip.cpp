#include "ui/lists/SavingStrip.h"

#include "ui/theme/Theme.h"
#include "ui/viewmodels/paper/Saving.h"
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

SavingStrip::SavingStrip(Saving &saving, const QString &prefix, const QList<QAction *> &ways,
                         QWidget *parent)
    : QFrame(parent)
    , m_saving(saving)
    , m_hasWays(!ways.isEmpty())
    , m_text(new TextLabel(TextStyle::Body, this))
    , m_progress(new QProgressBar(this))
    , m_cancel(button(prefix + u"Cancel"_s, u"close"_s, tr("Stop saving"), this))
    , m_close(button(prefix + u"Close"_s, u"check"_s, tr("Understood"), this))
    , m_details(new FailureDetails(this))
{
    setObjectName(prefix + u"Strip"_s);
    m_text->setObjectName(prefix + u"Text"_s);
    m_text->setWordWrap(true);
    m_progress->setObjectName(prefix + u"Progress"_s);
    m_progress->setAccessibleName(tr("Saving"));
    m_progress->setMaximumWidth(Theme::em(this, 12));
    m_details->nameParts(prefix);
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
    for (QAction *way : ways) {
        auto *start = button(way->objectName() + u"Button"_s, {}, way->text(), this);
        start->setDefaultAction(way);
        row->addWidget(start);
    }
    connect(m_cancel, &QToolButton::clicked, &m_saving, &Saving::cancel);
    connect(m_close, &QToolButton::clicked, &m_saving, &Saving::dismiss);
    connect(&m_saving, &Saving::changed, this, &SavingStrip::present);
    present();
}

void SavingStrip::present()
{
    const Saving::Stage stage = m_saving.stage();
    setVisible(m_hasWays || stage != Saving::Stage::Idle);
    m_text->setText(m_saving.sentence());
    m_text->setColour(stage == Saving::Stage::Failed ? Colour::Danger : Colour::Text);
    m_progress->setVisible(m_saving.isBusy());
    m_progress->setValue(m_saving.percent());
    m_cancel->setVisible(stage == Saving::Stage::Reading);
    m_close->setVisible(stage == Saving::Stage::Saved || stage == Saving::Stage::Failed);
    const bool isExplained = stage == Saving::Stage::Failed && !m_saving.details().isEmpty();
    m_details->setVisible(isExplained);
    setAccessibleName(m_saving.sentence().isEmpty() ? tr("Save the list") : m_saving.sentence());
    if (stage != Saving::Stage::Failed && stage != Saving::Stage::Saved)
        return;
    if (isExplained)
        m_details->setFailure(m_saving.sentence(), m_saving.details());
    speak(this);
}

} // namespace clinidesk
