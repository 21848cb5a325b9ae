#include "ui/series/SeriesOffers.h"

#include "ui/lists/ShowState.h"
#include "ui/viewmodels/Wording.h"
#include "ui/viewmodels/series/SeriesViewModel.h"
#include "ui/viewmodels/series/SeriesWording.h"
#include "ui/widgets/TextLabel.h"

#include <QListWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace clinidesk {

SeriesOffers::SeriesOffers(SeriesViewModel &series, QWidget *parent)
    : QFrame(parent)
    , m_series(series)
    , m_heading(new TextLabel(TextStyle::Strong, this))
    , m_list(new QListWidget)
    , m_state(new StateView(m_list, u"seriesOfferState"_s, this))
{
    setObjectName(u"seriesOffers"_s);
    m_heading->setObjectName(u"seriesOfferHeading"_s);
    m_heading->setWordWrap(true);
    m_heading->setBuddy(m_list);
    m_list->setObjectName(u"seriesOfferList"_s);
    m_list->setAccessibleName(tr("Other times"));
    m_list->setUniformItemSizes(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_heading);
    column->addWidget(m_state, 1);

    connect(m_list, &QListWidget::itemActivated, &m_series,
            [this](QListWidgetItem *item) { m_series.takeOffer(m_list->row(item)); });
    connect(m_state, &StateView::retried, &m_series,
            [this] { m_series.findOffers(m_series.offerRow()); });
    connect(m_state, &StateView::cancelled, &m_series, &SeriesViewModel::dropOffers);
    hide();
}

void SeriesOffers::present()
{
    const int row = m_series.offerRow();
    setVisible(row >= 0);
    if (row < 0)
        return;
    const QByteArray zone = m_series.appointment().zone;
    m_heading->setText(
        tr("Instead of %1").arg(SeriesWording::when(m_series.table().rows().at(row), zone)));
    QStringList texts;
    const QList<QDateTime> &offers = m_series.offers();
    const bool isTwice
        = m_series.table().rows().at(row).occurrence.kind() == Occurrence::Kind::TwiceThatDay;
    for (int i = 0; i < offers.size(); ++i) {
        const QString when = Wording::when(offers.at(i), zone);
        texts << (!isTwice     ? when
                      : i == 0 ? tr("%1, before the clocks go back").arg(when)
                               : tr("%1, after the clocks go back").arg(when));
    }
    QStringList shown;
    for (int i = 0; i < m_list->count(); ++i)
        shown << m_list->item(i)->text();
    if (texts != shown) {
        m_list->clear();
        m_list->addItems(texts);
        m_list->setCurrentRow(0);
    }
    showState(*m_state,
              {.state = m_series.offerState(),
               .failure = m_series.offerFailure(),
               .what = tr("Other times could not be read"),
               .empty = {.icon = u"calendar"_s,
                         .headline = tr("No free time"),
                         .hint = tr("Within two weeks from this day there is none. Leave this one "
                                    "out, or book it later with another doctor."),
                         .next = nullptr}});
}

void SeriesOffers::takeFocus()
{
    m_list->setFocus(Qt::OtherFocusReason);
}

} // namespace clinidesk
