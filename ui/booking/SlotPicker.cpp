#include "ui/booking/SlotPicker.h"

#include "ui/lists/ShowState.h"
#include "ui/viewmodels/booking/BookingViewModel.h"
#include "ui/widgets/StatusDelegate.h"
#include "ui/widgets/TextLabel.h"

#include <QKeyEvent>
#include <QListView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace clinidesk {

static_assert(int(SlotList::weakTextRole) == int(WeakTextRole));

SlotPicker::SlotPicker(BookingViewModel &booking, QWidget *parent)
    : QWidget(parent)
    , m_booking(booking)
    , m_list(new QListView)
    , m_state(new StateView(m_list, u"slotState"_s, this))
{
    setObjectName(u"slotPicker"_s);
    m_list->setObjectName(u"freeTimes"_s);
    m_list->setAccessibleName(tr("Free times"));
    m_list->setModel(&m_booking.freeTimes());
    auto *delegate = new StatusDelegate(m_list);
    delegate->setWeakColumn(13.5);
    m_list->setItemDelegate(delegate);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setUniformItemSizes(true);
    m_list->installEventFilter(this);
    setFocusProxy(m_list);
    auto *label = new TextLabel(tr("Free &times"), TextStyle::Small, this);
    label->setColour(Colour::TextWeak);
    label->setBuddy(m_list);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(label);
    column->addWidget(m_state, 1);

    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &current) {
                if (!m_isShowing)
                    m_booking.choose(current.row());
            });
    connect(m_list, &QListView::doubleClicked, this, &SlotPicker::submitted);
    connect(m_state, &StateView::retried, &m_booking, &BookingViewModel::readSlotsAnew);
    connect(m_state, &StateView::cancelled, &m_booking, &BookingViewModel::stopReadingSlots);
    connect(&m_booking, &BookingViewModel::changed, this, &SlotPicker::present);
    present();
}

bool SlotPicker::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            emit submitted();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void SlotPicker::present()
{
    m_isShowing = true;
    showState(*m_state,
              {.state = m_booking.slotState(),
               .failure = m_booking.slotFailure(),
               .what = tr("The free times could not be read"),
               .empty = {.icon = u"calendar"_s,
                         .headline = tr("No free time"),
                         .hint = tr("Within two months from this day there is none. Choose "
                                    "another doctor, department or day."),
                         .next = nullptr}});
    const QModelIndex chosen = m_booking.freeTimes().index(m_booking.chosen());
    if (m_list->currentIndex() != chosen)
        m_list->setCurrentIndex(chosen);
    m_isShowing = false;
}

} // namespace clinidesk
