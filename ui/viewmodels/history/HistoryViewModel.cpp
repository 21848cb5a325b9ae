#include "ui/viewmodels/history/HistoryViewModel.h"

#include "core/base/Clock.h"
#include "core/booking/BookingService.h"
#include "ui/viewmodels/Sentence.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

using Column = AppointmentTable::Column;

} // namespace

HistoryViewModel::HistoryViewModel(const Ports &ports, QObject *parent)
    : QObject(parent)
    , m_history(ports.history)
    , m_clock(ports.clock)
    , m_table({Column::Date, Column::Time, Column::Patient, Column::BirthDate, Column::RecordNumber,
               Column::Doctor, Column::Department, Column::Status, Column::Reason})
    , m_second(
          ports.connection, [this] { refresh(); }, this)
{
    const auto readAgain = [this] {
        if (m_state != ListState::Idle)
            refresh();
    };
    connect(&ports.booking, &BookingService::changed, this, readAgain);
    connect(&ports.connection, &Connection::restored, this, readAgain);
}

bool HistoryViewModel::canGoBack() const
{
    return m_page && m_page->page.number > 1;
}

bool HistoryViewModel::canGoOn() const
{
    return m_page && m_page->page.number < m_page->page.count();
}

QString HistoryViewModel::totalText() const
{
    if (!m_page)
        return {};
    const qint64 total = m_page->page.total;
    if (!m_page->page.isExact)
        return tr("more than %1 appointments").arg(QLocale().toString(total - total % 1000));
    return total == 1 ? tr("1 appointment") : tr("%1 appointments").arg(QLocale().toString(total));
}

void HistoryViewModel::filter(HistoryQuery wanted)
{
    wanted.pageNumber = m_query.pageNumber;
    if (wanted == m_query)
        return;
    m_query = wanted;
    m_query.pageNumber = 1;
    forget();
    m_page.reset();
    if (isAskable())
        return ask(1);
    m_table.setRows({});
    m_state = ListState::Idle;
    emit changed();
}

void HistoryViewModel::setDates(QDate first, QDate last)
{
    HistoryQuery wanted = m_query;
    wanted.firstDay = first;
    wanted.lastDay = last;
    filter(wanted);
}

void HistoryViewModel::setStatuses(const QList<Status> &statuses)
{
    HistoryQuery wanted = m_query;
    wanted.statuses = statuses;
    filter(wanted);
}

void HistoryViewModel::setClinic(ClinicId clinic)
{
    HistoryQuery wanted = m_query;
    wanted.clinics = clinic.isNull() ? QList<ClinicId>() : QList<ClinicId>{clinic};
    filter(wanted);
}

void HistoryViewModel::setDepartment(DepartmentId department)
{
    HistoryQuery wanted = m_query;
    wanted.departments
        = department.isNull() ? QList<DepartmentId>() : QList<DepartmentId>{department};
    filter(wanted);
}

void HistoryViewModel::setDoctor(DoctorId doctor)
{
    HistoryQuery wanted = m_query;
    wanted.doctors = doctor.isNull() ? QList<DoctorId>() : QList<DoctorId>{doctor};
    filter(wanted);
}

void HistoryViewModel::setPatient(PatientId patient)
{
    HistoryQuery wanted = m_query;
    wanted.patient = patient;
    filter(wanted);
}

void HistoryViewModel::setText(const QString &text)
{
    HistoryQuery wanted = m_query;
    wanted.text = text.trimmed();
    filter(wanted);
}

void HistoryViewModel::setOrder(HistoryQuery::Order order)
{
    HistoryQuery wanted = m_query;
    wanted.order = order;
    filter(wanted);
}

void HistoryViewModel::setPageSize(int size)
{
    HistoryQuery wanted = m_query;
    wanted.pageSize = size;
    filter(wanted);
}

void HistoryViewModel::clearFilters()
{
    HistoryQuery open;
    open.order = m_query.order;
    open.pageSize = m_query.pageSize;
    filter(open);
}

void HistoryViewModel::refresh()
{
    forget();
    if (isAskable())
        ask(m_query.pageNumber);
    else
        emit changed();
}

void HistoryViewModel::giveUp()
{
    forget();
    m_failure = Error{Error::Code::Cancelled, {}, {}};
    m_state = m_page ? ListState::Old : ListState::Failed;
    emit changed();
}

void HistoryViewModel::goFirst()
{
    if (canGoBack())
        ask(1);
}

void HistoryViewModel::goBack()
{
    if (canGoBack())
        ask(m_page->page.number - 1);
}

void HistoryViewModel::goOn()
{
    if (canGoOn())
        ask(m_page->page.number + 1);
}

void HistoryViewModel::goLast()
{
    if (canGoOn())
        ask(m_page->page.count());
}

void HistoryViewModel::goTo(const QString &typed)
{
    bool isNumber = false;
    const qlonglong number = QLocale().toLongLong(typed.trimmed(), &isNumber);
    const int last = m_page ? m_page->page.count() : 1;
    m_faults.remove(u"page_number"_s);
    if (!isNumber) {
        say(u"page_number"_s, u"malformed"_s);
    } else if (number < 1) {
        say(u"page_number"_s, u"range"_s, last);
    } else {
        if (number > last)
            m_faults.insert(
                u"page_number"_s,
                tr("There are %1 pages; this is the last one.").arg(QLocale().toString(last)));
        if (m_page)
            return ask(int(std::min<qlonglong>(number, last)));
    }
    emit changed();
}

void HistoryViewModel::ask(int number)
{
    m_query.pageNumber = number;
    m_awaited = number;
    if (isKept(number)) {
        m_awaited = 0;
        show(m_kept.value(number).answer);
        return;
    }
    m_failure.reset();
    if (!m_page)
        m_state = ListState::Loading;
    emit changed();
    request(number);
}

void HistoryViewModel::request(int number)
{
    if (m_onTheWay.contains(number))
        return;
    m_onTheWay.insert(number);
    HistoryQuery query = m_query;
    query.pageNumber = number;
    deliver(m_history.page(query), this,
            [this, number, generation = m_generation](const Result<HistoryPage> &answer) {
                if (generation == m_generation)
                    take(number, answer);
            });
}

void HistoryViewModel::take(int number, const Result<HistoryPage> &answer)
{
    m_onTheWay.remove(number);
    if (answer)
        m_kept.insert(answer->page.number, {*answer, m_clock.steady()});
    if (number != m_awaited)
        return;
    m_awaited = 0;
    if (answer) {
        show(*answer);
        return;
    }
    if (answer.error().code == Error::Code::Cancelled)
        return;
    m_failure = answer.error();
    m_second.note(m_failure);
    m_state = m_page ? ListState::Old : ListState::Failed;
    if (m_page)
        m_query.pageNumber = m_page->page.number;
    else
        m_table.setRows({});
    emit changed();
}

void HistoryViewModel::show(const HistoryPage &answer)
{
    m_page = answer;
    m_query.pageNumber = answer.page.number;
    m_failure.reset();
    m_second.note(m_failure);
    m_state = answer.page.rows.isEmpty() ? ListState::Empty : ListState::Shown;
    m_table.setRows(answer.page.rows);
    emit changed();
    loadNeighbours();
}

void HistoryViewModel::loadNeighbours()
{
    const int number = m_page->page.number;
    if (canGoOn() && !isKept(number + 1))
        request(number + 1);
    if (canGoBack() && !isKept(number - 1))
        request(number - 1);
}

void HistoryViewModel::forget()
{
    ++m_generation;
    m_kept.clear();
    m_onTheWay.clear();
    m_awaited = 0;
}

bool HistoryViewModel::isKept(int number) const
{
    const auto found = m_kept.constFind(number);
    return found != m_kept.cend() && m_clock.steady() - found->at < memoryLife;
}

bool HistoryViewModel::isAskable()
{
    m_faults.clear();
    const auto fault = faultOf(m_query);
    if (fault)
        say(fault->field, fault->problem,
            fault->field == u"search_text"_s ? HistoryQuery::longestText : Page<int>::maxSize);
    return !fault;
}

void HistoryViewModel::say(const QString &field, const QString &problem, int limit)
{
    m_faults.insert(field, Sentence::about(field, problem, limit));
}

SpanDays daysOf(Span span, QDate today)
{
    const QDate month(today.year(), today.month(), 1);
    switch (span) {
    case Span::All:
        return {};
    case Span::Today:
        return {today, today};
    case Span::ThisWeek: {
        const QDate first = today.addDays(1 - today.dayOfWeek());
        return {first, first.addDays(6)};
    }
    case Span::ThisMonth:
        return {month, month.addMonths(1).addDays(-1)};
    case Span::LastMonth:
        return {month.addMonths(-1), month.addDays(-1)};
    case Span::LastTwelveMonths:
        return {today.addMonths(-12).addDays(1), today};
    }
    Q_UNREACHABLE();
}

} // namespace clinidesk
