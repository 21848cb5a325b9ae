#include "ui/viewmodels/history/HistoryViewModel.h"

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
    , m_table({Column::Date, Column::Time, Column::Patient, Column::BirthDate, Column::RecordNumber,
               Column::Doctor, Column::Department, Column::Status, Column::Reason})
    , m_second(
          ports.connection, [this] { read(Reading::Usual); }, this)
{
    const auto readAgain = [this] {
        if (m_state != ListState::Idle)
            read(Reading::Usual);
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
    read(Reading::PastTheCache);
}

void HistoryViewModel::read(Reading reading)
{
    forget();
    if (isAskable())
        ask(m_query.pageNumber, reading);
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

void HistoryViewModel::ask(int number, Reading reading)
{
    forget();
    m_query.pageNumber = number;
    if (const auto kept = reading == Reading::Usual ? m_history.peek(m_query) : std::nullopt)
        return show(*kept);
    m_failure.reset();
    if (!m_page)
        m_state = ListState::Loading;
    emit changed();
    deliver(m_history.page(m_query, reading), this,
            [this, generation = m_generation](const Result<HistoryPage> &answer) {
                if (generation == m_generation)
                    take(answer);
            });
}

void HistoryViewModel::take(const Result<HistoryPage> &answer)
{
    if (answer)
        return show(*answer);
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
    m_failure = failureBehind(answer.freshness);
    m_second.note(m_failure);
    m_state = stateOf(answer.freshness, answer.page.rows.isEmpty());
    m_table.setRows(answer.page.rows);
    emit changed();
    prepareNeighbours();
}

void HistoryViewModel::prepareNeighbours()
{
    if (m_state == ListState::Old)
        return;
    HistoryQuery neighbour = m_query;
    if (canGoOn()) {
        neighbour.pageNumber = m_page->page.number + 1;
        m_history.prepare(neighbour);
    }
    if (canGoBack()) {
        neighbour.pageNumber = m_page->page.number - 1;
        m_history.prepare(neighbour);
    }
}

void HistoryViewModel::forget()
{
    ++m_generation; // What is on its way answers an earlier question.
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
