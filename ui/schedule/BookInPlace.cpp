#include "ui/schedule/BookInPlace.h"

#include "ui/lists/Labelled.h"
#include "ui/patients/PatientFinder.h"
#include "ui/schedule/DayBoard.h"
#include "ui/theme/Theme.h"
#include "ui/viewmodels/schedule/DayBoardViewModel.h"
#include "ui/widgets/Spoken.h"
#include "ui/widgets/TextLabel.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

BookInPlace::BookInPlace(BookInPlaceViewModel &booking, DayBoard *board)
    : QFrame(board->viewport())
    , m_booking(booking)
    , m_board(board)
    , m_where(new TextLabel(TextStyle::Strong, this))
    , m_finder(new PatientFinder(booking.search(), u"boardPatient"_s, tr("&Patient"),
                                 PatientFinder::Creating::NotOffered, this))
    , m_length(new QSpinBox(this))
    , m_reason(new QLineEdit(this))
    , m_fault(nullptr)
    , m_note(new TextLabel(TextStyle::Body, this))
{
    setObjectName(u"bookInPlace"_s);
    m_where->setObjectName(u"boardSlot"_s);
    m_where->setWordWrap(true);
    m_length->setObjectName(u"boardLength"_s);
    m_length->setRange(int(BoardChanges::shortest.count()), int(BoardChanges::longest.count()));
    m_length->setSingleStep(int(DayBoardViewModel::lengthStep.count()));
    m_length->setSuffix(tr(" min"));
    m_reason->setObjectName(u"boardReasonText"_s);
    m_reason->setPlaceholderText(tr("Optional"));
    m_fault = new FieldFault(m_reason, this);
    m_note->setObjectName(u"boardSlotNote"_s);
    m_note->setWordWrap(true);
    m_note->setColour(Colour::TextWeak);
    setFocusProxy(m_finder);

    auto *column = new QVBoxLayout(this);
    const int edge = Theme::em(this, 0.9);
    column->setContentsMargins(edge, edge, edge, edge);
    column->addWidget(m_where);
    column->addWidget(m_finder);
    auto *row = new QHBoxLayout;
    row->addWidget(labelled(tr("&Length"), m_length, this));
    row->addWidget(labelled(tr("&Reason"), m_reason, this), 1);
    column->addLayout(row);
    column->addWidget(m_fault);
    column->addWidget(m_note); // Last: it comes while somebody types, and moves nothing of that.
    hide();

    connect(m_length, &QSpinBox::valueChanged, &m_booking,
            [this](int minutes) { m_booking.setLength(std::chrono::minutes(minutes)); });
    connect(m_reason, &QLineEdit::textChanged, &m_booking, &BookInPlaceViewModel::setReason);
    connect(m_reason, &QLineEdit::returnPressed, m_finder, &PatientFinder::submit);
    connect(&m_booking, &BookInPlaceViewModel::changed, this, &BookInPlace::present);
    connect(&m_booking.search(), &PatientSearchViewModel::changed, this, &BookInPlace::place);
    m_board->viewport()->installEventFilter(this);
}

void BookInPlace::present()
{
    m_fault->say(m_booking.reasonFault());
    if (m_reason->text() != m_booking.reason())
        m_reason->setText(m_booking.reason());
    if (!m_booking.isOpen()) {
        if (isAncestorOf(QApplication::focusWidget()))
            m_board->setFocus(Qt::OtherFocusReason);
        return hide();
    }
    m_where->setText(m_booking.where());
    const bool isNews = m_note->text() != m_booking.note();
    m_note->setText(m_booking.note());
    m_note->setVisible(!m_booking.note().isEmpty());
    const QSignalBlocker blocker(m_length);
    m_length->setValue(int(m_booking.time().length.count()));
    const bool wasHidden = isHidden();
    show();
    raise();
    place();
    if (isNews && m_note->isVisible())
        speak(m_note);
    if (wasHidden)
        setFocus(Qt::OtherFocusReason);
}

/// The finder's own layout first: it would tell of its new height only with the next event.
int BookInPlace::heightWith(int matches, int width)
{
    m_finder->setRowsShown(matches);
    m_finder->layout()->activate();
    layout()->activate();
    return std::max(layout()->heightForWidth(width), layout()->sizeHint().height());
}

/// Beneath the slot where there is room, else above it, else wherever it fits.
void BookInPlace::place()
{
    if (isHidden())
        return;
    const QRect room = m_board->geometryNow().grid().adjusted(2, 2, -2, -2);
    const int width = std::min(room.width(), Theme::em(this, 32));
    int height = heightWith(7, width);
    for (int rows = 6; rows >= 1 && height > room.height(); --rows)
        height = heightWith(rows, width);
    height = std::min(height, room.height());
    const QRect slot = m_board->cursorRect();
    int top = slot.bottom() + 4;
    if (top + height > room.bottom())
        top = slot.top() - height - 4;
    top = std::clamp(top, room.top(), std::max(room.top(), room.bottom() + 1 - height));
    int left = layoutDirection() == Qt::LeftToRight ? slot.left() : slot.right() + 1 - width;
    left = std::clamp(left, room.left(), std::max(room.left(), room.right() + 1 - width));
    setGeometry(left, top, width, height);
}

bool BookInPlace::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        place();
    return QFrame::eventFilter(watched, event);
}

void BookInPlace::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        emit dismissed();
    else
        event->accept(); // No key here is meant for the board beneath.
}

void BookInPlace::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(QPen(colour(palette(), Colour::Focus), 2));
    painter.setBrush(colour(palette(), Colour::Surface));
    painter.drawRect(rect().adjusted(1, 1, -2, -2));
}

} // namespace clinidesk
