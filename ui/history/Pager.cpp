#include "ui/history/Pager.h"

#include "ui/lists/Labelled.h"
#include "ui/lists/ToolButton.h"
#include "ui/viewmodels/history/HistoryViewModel.h"
#include "ui/widgets/EmWidth.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/TextLabel.h"

#include <QAction>
#include <QComboBox>
#include <QLineEdit>
#include <QLocale>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace clinidesk {

Pager::Pager(HistoryViewModel &history, const Steps &steps, QWidget *parent)
    : QWidget(parent)
    , m_history(history)
    , m_steps(steps)
    , m_number(new QLineEdit(this))
    , m_count(new TextLabel(TextStyle::Body, this))
    , m_total(new TextLabel(TextStyle::Strong, this))
    , m_size(new QComboBox(this))
{
    setObjectName(u"pager"_s);
    m_number->setObjectName(u"pageNumber"_s);
    m_number->setAccessibleName(tr("Page"));
    EmWidth::set(m_number, 6);
    m_number->setAlignment(Qt::AlignCenter);
    m_fault = new FieldFault(m_number, this);
    m_count->setObjectName(u"pageCount"_s);
    m_total->setObjectName(u"totalCount"_s);
    m_size->setObjectName(u"pageSize"_s);
    m_size->setAccessibleName(tr("Appointments on a page"));
    for (const int size : {10, 25, 50})
        m_size->addItem(QLocale().toString(size), size);
    m_size->setCurrentIndex(m_size->findData(history.query().pageSize));

    auto *fields = new QWidget(this);
    auto *row = new FlowLayout(fields);
    row->addCentred(m_total);
    row->addSpring();
    row->addCentred(toolButton(steps.first, Qt::ToolButtonIconOnly, fields));
    row->addCentred(toolButton(steps.back, Qt::ToolButtonIconOnly, fields));
    auto *pageLabel = new TextLabel(tr("Page"), TextStyle::Body, fields);
    pageLabel->setBuddy(m_number);
    row->addCentred(pageLabel);
    row->addCentred(m_number);
    row->addCentred(m_count);
    row->addCentred(toolButton(steps.on, Qt::ToolButtonIconOnly, fields));
    row->addCentred(toolButton(steps.last, Qt::ToolButtonIconOnly, fields));
    row->addSpring();
    row->addCentred(labelledBeside(tr("On a page"), m_size, fields));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(fields);
    column->addWidget(m_fault, 0, Qt::AlignHCenter);

    connect(m_number, &QLineEdit::returnPressed, this,
            [this] { m_history.goTo(m_number->text()); });
    connect(m_size, &QComboBox::currentIndexChanged, this,
            [this] { m_history.setPageSize(m_size->currentData().toInt()); });
    connect(&m_history, &HistoryViewModel::changed, this, &Pager::present);
    present();
}

void Pager::present()
{
    const auto &page = m_history.page();
    m_total->setText(m_history.totalText());
    m_count->setText(page ? tr("of %1").arg(QLocale().toString(page->page.count())) : QString());
    const int number = page ? page->page.number : 1;
    // What someone typed stays until there is another page in front of them.
    if (number != m_shownNumber || !m_number->hasFocus()) {
        m_shownNumber = number;
        m_number->setText(QLocale().toString(number));
    }
    m_fault->say(m_history.fault(u"page_number"_s));
    m_steps.first->setEnabled(m_history.canGoBack());
    m_steps.back->setEnabled(m_history.canGoBack());
    m_steps.on->setEnabled(m_history.canGoOn());
    m_steps.last->setEnabled(m_history.canGoOn());
}

} // namespace clinidesk
