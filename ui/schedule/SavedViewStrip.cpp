#include "ui/schedule/SavedViewStrip.h"

#include "ui/lists/Labelled.h"
#include "ui/lists/NamedParts.h"
#include "ui/widgets/EmWidth.h"
#include "ui/widgets/FlowLayout.h"

#include <QKeyEvent>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace clinidesk {

SavedViewStrip::SavedViewStrip(SavedViews &views, QWidget *parent)
    : QFrame(parent)
    , m_views(views)
    , m_number(namedCombo(u"savedViewNumber"_s, this))
    , m_name(new QLineEdit(this))
    , m_save(namedButton(tr("&Save this view"), u"savedViewSave"_s, this))
    , m_rename(namedButton(tr("&Rename"), u"savedViewRename"_s, this))
    , m_delete(namedButton(tr("D&elete"), u"savedViewDelete"_s, this))
    , m_close(namedButton(tr("Close"), u"savedViewClose"_s, this))
{
    setObjectName(u"savedViewStrip"_s);
    setAccessibleName(tr("Save this view"));
    m_name->setObjectName(u"savedViewName"_s);
    m_name->setMaxLength(SavedViews::longestName);
    EmWidth::set(m_name, 15);
    auto *row = new FlowLayout(this);
    row->addCentred(labelledBeside(tr("&Number"), m_number, this));
    row->addCentred(labelledBeside(tr("Na&me"), m_name, this));
    for (QPushButton *button : {m_save, m_rename, m_delete, m_close})
        row->addCentred(button);
    hide();
    connect(m_number, &QComboBox::currentIndexChanged, this, [this] {
        const auto view = m_views.at(number());
        m_name->setText(view ? view->name : m_proposal);
        present();
    });
    connect(m_name, &QLineEdit::textChanged, this, &SavedViewStrip::present);
    connect(m_name, &QLineEdit::returnPressed, this, &SavedViewStrip::save);
    connect(m_save, &QPushButton::clicked, this, &SavedViewStrip::save);
    connect(m_rename, &QPushButton::clicked, this,
            [this] { m_views.rename(number(), m_name->text()); });
    connect(m_delete, &QPushButton::clicked, this, [this] { m_views.remove(number()); });
    connect(m_close, &QPushButton::clicked, this, &SavedViewStrip::dismissed);
    connect(&m_views, &SavedViews::changed, this, &SavedViewStrip::fill);
    fill();
}

int SavedViewStrip::number() const
{
    return m_number->currentIndex() + 1;
}

void SavedViewStrip::ask(const QString &name)
{
    m_proposal = name.left(SavedViews::longestName);
    refill(m_number, {}, -1);
    fill();
    m_number->setCurrentIndex(m_views.firstFree() - 1);
    const auto view = m_views.at(number());
    m_name->setText(view ? view->name : m_proposal);
    present();
    show();
    m_name->setFocus(Qt::OtherFocusReason);
    m_name->selectAll();
}

void SavedViewStrip::fill()
{
    QStringList texts;
    for (int each = 1; each <= SavedViews::most; ++each) {
        const auto view = m_views.at(each);
        texts << (view ? tr("%1: %2").arg(each).arg(view->name) : tr("%1: free").arg(each));
    }
    refill(m_number, texts, std::max(0, m_number->currentIndex()));
    present();
}

void SavedViewStrip::present()
{
    const auto view = m_views.at(number());
    const QString name = m_name->text().simplified();
    m_save->setEnabled(!name.isEmpty());
    m_save->setText(view ? tr("&Save this view instead") : tr("&Save this view"));
    m_rename->setEnabled(view && !name.isEmpty() && name != view->name);
    m_delete->setEnabled(view.has_value());
}

void SavedViewStrip::save()
{
    if (m_save->isEnabled())
        emit saveWanted(number(), m_name->text());
}

void SavedViewStrip::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape)
        return QFrame::keyPressEvent(event);
    emit dismissed();
}

} // namespace clinidesk
