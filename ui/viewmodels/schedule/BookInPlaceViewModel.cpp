#include "ui/viewmodels/schedule/BookInPlaceViewModel.h"

#include "ui/viewmodels/Sentence.h"
#include "ui/viewmodels/schedule/BoardChanges.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

BookInPlaceViewModel::BookInPlaceViewModel(const Ports &ports, QObject *parent)
    : QObject(parent)
    , m_search(ports)
{
    connect(&m_search, &PatientSearchViewModel::picked, this, [this](const Patient &patient) {
        if (isOpen() && reasonFault().isEmpty())
            emit chosen(patient);
    });
}

QString BookInPlaceViewModel::reasonFault() const
{
    if (m_reason.contains(QChar(u'\0')))
        return Sentence::about(u"reason"_s, u"unprintable"_s);
    return m_reason.trimmed().size() > longestReason
        ? Sentence::about(u"reason"_s, u"too_long"_s, longestReason)
        : QString();
}

void BookInPlaceViewModel::open(const BoardTime &time, const QString &where)
{
    m_time = time;
    m_where = where;
    if (!m_search.typed().isEmpty())
        m_search.searchAgain();
    emit changed();
}

void BookInPlaceViewModel::close()
{
    m_time.reset();
    emit changed();
}

bool BookInPlaceViewModel::carry(const BoardSheet &before, const BoardSheet &now)
{
    const BoardColumn *column = m_time ? before.column(m_time->column) : nullptr;
    if (!column)
        return true;
    const bool isSameDay = before.clinic == now.clinic && before.day == now.day;
    const int carried
        = isSameDay ? now.indexOf(column->doctor, column->department, column->clinic) : -1;
    if (carried >= 0)
        m_time->column = carried;
    else
        close();
    return carried >= 0;
}

void BookInPlaceViewModel::setNote(const QString &note)
{
    if (note == m_note)
        return;
    m_note = note;
    emit changed();
}

BookInPlaceViewModel::Draft BookInPlaceViewModel::take()
{
    Draft draft{.who = m_search.typed(), .reason = m_reason};
    m_reason.clear();
    m_search.clear();
    emit changed();
    return draft;
}

void BookInPlaceViewModel::giveBack(const Draft &draft)
{
    if (isOpen())
        return;
    m_reason = draft.reason;
    m_search.setTyped(draft.who);
    emit changed();
}

void BookInPlaceViewModel::setLength(std::chrono::minutes length)
{
    if (!m_time)
        return;
    m_time->length = std::clamp(length, BoardChanges::shortest, BoardChanges::longest);
    emit changed();
}

void BookInPlaceViewModel::setReason(const QString &reason)
{
    m_reason = reason;
    emit changed();
}

} // namespace clinidesk
