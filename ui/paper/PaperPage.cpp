#include "ui/paper/PaperPage.h"

#include "ui/lists/ActionOf.h"
#include "ui/lists/Labelled.h"
#include "ui/lists/NamedParts.h"
#include "ui/lists/SaveDialog.h"
#include "ui/lists/SavingStrip.h"
#include "ui/lists/ShowState.h"
#include "ui/lists/ToolButton.h"
#include "ui/paper/PaperPreview.h"
#include "ui/theme/Theme.h"
#include "ui/viewmodels/Wording.h"
#include "ui/widgets/DateField.h"
#include "ui/widgets/EmWidth.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/TextLabel.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

PaperPage::PaperPage(const Ports &ports, ClinicChoice &clinics, const Session &session,
                     QWidget *parent)
    : ShellPage(parent)
    , m_connection(ports.connection)
    , m_paper(ports, clinics, session)
    , m_what(namedCombo(u"paperWhat"_s, this))
    , m_owner(namedCombo(u"paperOwner"_s, this))
    , m_day(new DateField(DateField::Kind::ToCome, u"paperDay"_s, tr("Day"), this))
    , m_initials(new QCheckBox(tr("Initials only"), this))
    , m_slipOf(new TextLabel(TextStyle::Strong, this))
    , m_shown(new TextLabel(TextStyle::Strong, this))
    , m_printer(namedCombo(u"paperPrinter"_s, this))
    , m_copies(new QSpinBox(this))
    , m_noPrinter(new TextLabel(TextStyle::Body, this))
    , m_pageText(new TextLabel(TextStyle::Body, this))
    , m_preview(new PaperPreview(this))
    , m_state(new StateView(m_preview, u"paperState"_s, this))
{
    setObjectName(u"paperPage"_s);
    addActions();
    lay();
    connectParts();
    present();
}

QString PaperPage::title() const
{
    return tr("Print");
}

QString PaperPage::iconName() const
{
    return u"print"_s;
}

void PaperPage::enter()
{
    m_preview->setFocus();
}

void PaperPage::refresh()
{
    m_paper.refresh();
}

void PaperPage::prepare(const PaperWish &wish)
{
    m_preview->setPage(0);
    m_paper.show(wish);
    emit wanted();
}

void PaperPage::showEvent(QShowEvent *event)
{
    ShellPage::showEvent(event);
    m_paper.setActive(true);
}

void PaperPage::hideEvent(QHideEvent *event)
{
    ShellPage::hideEvent(event);
    m_paper.setActive(false);
}

void PaperPage::addActions()
{
    m_print = makeAction(this,
                         {u"printPaper"_s,
                          tr("Print now"),
                          Theme::icon(u"print"_s),
                          {QKeySequence(QKeySequence::Print)}},
                         [this] { m_paper.print(m_printer->currentText(), m_copies->value()); });
    m_savePdf
        = makeAction(this,
                     {u"savePaper"_s,
                      tr("Save as PDF…"),
                      Theme::icon(u"down"_s),
                      {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)}},
                     [this] {
                         askWhereToSave(this,
                                        {.dialog = u"paperDialog"_s,
                                         .title = tr("Save this sheet"),
                                         .kind = tr("Documents (*.pdf)"),
                                         .suffix = u"pdf"_s,
                                         .name = m_paper.suggestedName()},
                                        [this](const QString &path) { m_paper.savePdf(path); });
                     });
    m_previous = makeAction(this,
                            {u"previousSheet"_s,
                             tr("Previous page of the preview"),
                             Theme::icon(u"previous"_s),
                             {QKeySequence(Qt::ALT | Qt::Key_Left)}},
                            [this] { m_preview->setPage(m_preview->page() - 1); });
    m_next = makeAction(this,
                        {u"nextSheet"_s,
                         tr("Next page of the preview"),
                         Theme::icon(u"next"_s),
                         {QKeySequence(Qt::ALT | Qt::Key_Right)}},
                        [this] { m_preview->setPage(m_preview->page() + 1); });
    m_back = makeAction(this,
                        {u"closePaper"_s,
                         tr("Back to where I came from"),
                         Theme::icon(u"close"_s),
                         {QKeySequence(Qt::Key_Escape)}},
                        [this] { emit finished(); });
    // Not while something lies over the page that Escape closes first.
    m_back->setShortcutContext(Qt::WidgetWithChildrenShortcut);
}

void PaperPage::lay()
{
    auto *column = new QVBoxLayout(this);
    column->addWidget(choiceBar());
    column->addWidget(pressBar());
    column->addWidget(m_state, 1);
    column->addWidget(pageBar());
    column->addWidget(new SavingStrip(m_paper.saving(), u"paperSaving"_s, {}, this));
}

QWidget *PaperPage::choiceBar()
{
    m_what->setAccessibleName(tr("Sheet"));
    m_owner->setAccessibleName(tr("Whose"));
    m_initials->setObjectName(u"paperInitials"_s);
    m_slipOf->setObjectName(u"paperSlipOf"_s);
    m_shown->setObjectName(u"paperShown"_s);
    EmWidth::set(m_day, 13);
    auto *heading = new TextLabel(title(), TextStyle::Title, this);
    heading->setObjectName(u"paperHeading"_s);
    auto *bar = new QWidget(this);
    auto *row = new FlowLayout(bar);
    m_ownerPart = labelledBeside(tr("&Whose"), m_owner, bar);
    m_dayPart = labelledBeside(tr("&Day"), m_day, bar);
    row->addCentred(heading);
    row->addCentred(m_slipOf);
    row->addCentred(m_shown);
    row->addSpring();
    row->addCentred(labelledBeside(tr("&Sheet"), m_what, bar));
    row->addCentred(m_ownerPart);
    row->addCentred(m_dayPart);
    row->addCentred(m_initials);
    row->addCentred(toolButton(m_back, Qt::ToolButtonIconOnly, bar));
    return bar;
}

QWidget *PaperPage::pressBar()
{
    m_printer->setAccessibleName(tr("Printer"));
    m_copies->setObjectName(u"paperCopies"_s);
    m_copies->setAccessibleName(tr("Copies"));
    m_copies->setRange(1, PaperViewModel::mostCopies);
    m_noPrinter->setObjectName(u"paperNoPrinter"_s);
    m_noPrinter->setWordWrap(true);
    m_noPrinter->wrapWhereNeeded();
    auto *bar = new QWidget(this);
    auto *row = new FlowLayout(bar);
    row->addCentred(toolButton(m_print, Qt::ToolButtonTextBesideIcon, bar));
    row->addCentred(toolButton(m_savePdf, Qt::ToolButtonTextBesideIcon, bar));
    row->addCentred(labelledBeside(tr("&Printer"), m_printer, bar));
    row->addCentred(labelledBeside(tr("C&opies"), m_copies, bar));
    row->addCentred(m_noPrinter);
    return bar;
}

QWidget *PaperPage::pageBar()
{
    m_pageText->setObjectName(u"paperPageText"_s);
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->addStretch();
    row->addWidget(toolButton(m_previous, Qt::ToolButtonIconOnly, bar));
    row->addWidget(m_pageText);
    row->addWidget(toolButton(m_next, Qt::ToolButtonIconOnly, bar));
    row->addStretch();
    return bar;
}

void PaperPage::connectParts()
{
    connect(&m_paper, &PaperViewModel::changed, this, &PaperPage::present);
    connect(&m_paper.saving(), &Saving::saved, this,
            [this](const QString &sentence) { emit announced(sentence, false); });
    connect(m_preview, &PaperPreview::pageChanged, this, &PaperPage::presentPages);
    connect(m_state, &StateView::retried, &m_paper, &PaperViewModel::refresh);
    connect(m_state, &StateView::cancelled, &m_paper, &PaperViewModel::giveUp);
    connect(m_what, &QComboBox::currentIndexChanged, this,
            [this](int index) { m_paper.setWhat(Paper(index)); });
    connect(m_owner, &QComboBox::currentIndexChanged, &m_paper, &PaperViewModel::setOwnerIndex);
    connect(m_initials, &QCheckBox::toggled, this, [this](bool isChecked) {
        m_paper.setNames(isChecked ? PaperNames::Initials : PaperNames::Full);
    });
    connect(m_day, &DateField::submitted, this, [this] {
        if (m_day->hasError())
            return;
        m_paper.setDate(m_day->date().value_or(QDate()));
        m_day->setDate({});
        m_preview->setFocus();
    });
}

void PaperPage::present()
{
    presentChoices();
    presentPrinters();
    showState(*m_state,
              {.state = m_paper.state(),
               .failure = m_paper.failure(),
               .freshness = m_paper.freshness(),
               .connection = m_connection.state().kind,
               .what = tr("What is to be printed could not be read"),
               .empty = {.icon = u"empty"_s,
                         .headline = m_paper.emptySentence(),
                         .hint = tr("Choose another sheet or another day."),
                         .next = {}}});
    m_preview->setDocument(m_paper.document());
    m_print->setEnabled(m_paper.canPrint());
    m_savePdf->setEnabled(m_paper.canSave());
    presentPages();
    if (m_paper.freshness())
        emit freshnessChanged(*m_paper.freshness());
}

void PaperPage::presentChoices()
{
    const bool isSlip = m_paper.what() == Paper::Slip;
    QStringList sheets{tr("Day sheet"), tr("Week sheet")};
    if (m_paper.hasSlip())
        sheets << tr("Appointment slip");
    refill(m_what, sheets, int(m_paper.what()));
    QStringList owners;
    for (const std::optional<SheetOwner> &owner : m_paper.owners())
        owners << (owner ? PaperText::owner(*owner) : tr("Everybody, a sheet each"));
    refill(m_owner, owners, m_paper.ownerIndex());
    m_slipOf->setText(isSlip ? m_paper.slipPatient() : QString());
    m_slipOf->setVisible(isSlip);
    m_shown->setText(m_paper.date().isValid() ? Wording::day(m_paper.date()) : QString());
    for (QWidget *part : {m_ownerPart, m_dayPart})
        part->setVisible(!isSlip);
    m_initials->setVisible(!isSlip);
    if (m_paper.today().isValid())
        m_day->setToday(m_paper.today());
}

void PaperPage::presentPrinters()
{
    const auto &printers = m_paper.printers();
    const QStringList names = printers.value_or(QStringList());
    refill(m_printer, names, int(std::max<qsizetype>(0, names.indexOf(m_printer->currentText()))));
    const bool isThere = printers && !printers->isEmpty();
    m_printer->parentWidget()->setVisible(isThere);
    m_copies->parentWidget()->setVisible(isThere);
    m_noPrinter->setText(!printers ? tr("Looking for printers…")
                                   : tr("No printer is set up on this computer. Save a PDF "
                                        "instead."));
    m_noPrinter->setVisible(!isThere);
}

void PaperPage::presentPages()
{
    const int count = m_preview->pageCount();
    const bool isShown = count > 0 && !m_paper.document().isEmpty();
    m_pageText->setText(isShown ? tr("Page %1 of %2").arg(m_preview->page() + 1).arg(count)
                                : QString());
    m_previous->setEnabled(isShown && m_preview->page() > 0);
    m_next->setEnabled(isShown && m_preview->page() + 1 < count);
    m_preview->setAccessibleName(tr("Preview: %1").arg(m_paper.summary()));
    m_preview->setAccessibleDescription(m_pageText->text());
}

} // namespace clinidesk
