#include "tests/e2e/Tour.h"

#include "app/desktop/DesktopWiring.h"
#include "core/demo/DemoAccounts.h"
#include "tests/e2e/ProcessFigures.h"
#include "ui/theme/Appearance.h"
#include "ui/widgets/ShellPage.h"
#include "ui/widgets/StateView.h"
#include "ui/widgets/StatusDelegate.h"

#include <QAbstractItemView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSet>
#include <QThread>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

/// The column of @p model whose heading is @p heading; -1 when there is none.
int columnOf(const QAbstractItemModel *model, const QString &heading)
{
    for (int column = 0; column < model->columnCount(); ++column) {
        if (model->headerData(column, Qt::Horizontal).toString() == heading)
            return column;
    }
    return -1;
}

std::optional<Status> statusIn(const QAbstractItemModel *model, int row)
{
    for (int column = 0; column < model->columnCount(); ++column) {
        if (const QVariant status = model->index(row, column).data(StatusRole); status.isValid())
            return Status(status.toInt());
    }
    return std::nullopt;
}

QString cell(const QAbstractItemModel *model, int row, const QString &heading)
{
    // Marks that keep dates in order in right-to-left windows are not part of what is read.
    QString text = model->index(row, columnOf(model, heading)).data().toString();
    return text.remove(QChar(0x200E));
}

} // namespace

Tour::Tour(EventWatchdog &application, DesktopWiring &wiring, PaintTimes &paints,
           const QString &pictures)
    : m_wiring(wiring)
    , m_paints(paints)
    , m_stage(application, wiring.window(), pictures)
{
}

bool Tour::run()
{
    if (!m_stage.hands().isReady()) {
        m_stage.note(u"The tour needs an X display with the XTest extension."_s);
        return false;
    }
    const bool isDone = signIn() && findPatient() && book() && seeInHistory() && jumpDeep()
        && checkIn() && cancelAndUndo();
    if (isDone)
        lookAround();
    printFigures();
    return isDone && m_stage.failures() == 0;
}

bool Tour::signIn()
{
    const bool isUsable = m_stage.step(
        u"start"_s, [] {},
        [this] {
            const auto *name = m_stage.find<QLineEdit>(u"signInLogin"_s);
            return name && name->isVisible() && name->isEnabled();
        });
    m_stage.hands().focus(m_stage.ask([this] { return m_wiring.window().winId(); }));
    const auto canSignIn
        = [this] { return m_stage.find<QPushButton>(u"signInButton"_s)->isEnabled(); };
    m_stage.step(
        u"servers ready"_s, [] {},
        [this, canSignIn] {
            const bool isWorking = m_stage.find<QWidget>(u"signInProgress"_s)->isVisible();
            return canSignIn() || !isWorking;
        },
        300s);
    if (!isUsable || !m_stage.ask(canSignIn)) {
        m_stage.note(textOf(u"signInSentence"_s));
        return false;
    }
    m_stage.print(u"window.start_to_sign_in_ms"_s,
                  m_paints.since(u"signInPage"_s, m_paints.began()), 300);

    const DemoAccount account = demoAccounts().constFirst();
    m_stage.step(
        u"type name and password"_s,
        [&] {
            m_stage.click(u"signInLogin"_s);
            m_stage.hands().type(account.login);
            m_stage.hands().press(u"Return"_s);
            m_stage.hands().type(account.password);
        },
        [this, account] {
            return m_stage.find<QLineEdit>(u"signInPassword"_s)->text() == account.password;
        });
    const auto pressed = PaintTimes::Clock::now();
    const bool isIn = m_stage.step(
        u"sign in"_s, [this] { m_stage.hands().press(u"Return"_s); },
        [this] {
            const auto *list = m_stage.find<StateView>(u"todayState"_s);
            return isInFront(u"todayPage"_s) && list->state() == StateView::State::Content;
        });
    m_stage.print(u"window.sign_in_to_first_page_ms"_s, m_paints.since(u"todayPage"_s, pressed),
                  300);
    return isIn;
}

bool Tour::findPatient()
{
    const bool hasName = m_stage.ask([this] {
        const auto *model = m_stage.find<QAbstractItemView>(u"todayTable"_s)->model();
        static const QRegularExpression typable(u"^([A-Za-z]{4,}), ([A-Za-z]{3,})$"_s);
        QSet<QString> expected; // Who still comes today might be busy at the next free time.
        for (int row = 0; row < model->rowCount(); ++row) {
            if (const auto status = statusIn(model, row); status && isLive(*status))
                expected.insert(cell(model, row, u"Record no."_s));
        }
        for (int row = 0; row < model->rowCount(); ++row) {
            const auto name = typable.match(cell(model, row, u"Patient"_s));
            if (!name.hasMatch() || expected.contains(cell(model, row, u"Record no."_s)))
                continue;
            m_typedName = name.captured(1).toLower() + u' ' + name.captured(2).toLower();
            m_mrn = cell(model, row, u"Record no."_s);
            return true;
        }
        return false;
    });
    if (!hasName)
        m_stage.note(u"nobody of today has a name this keyboard can type"_s);
    return hasName
        && m_stage.step(
            u"find a patient"_s,
            [this] {
                m_stage.hands().press(u"Ctrl+N"_s);
                m_stage.waitFor(
                    [this] { return m_stage.find<QLineEdit>(u"patientSearch"_s)->hasFocus(); });
                m_stage.hands().type(m_typedName);
            },
            [this] {
                const auto *edit = m_stage.find<QLineEdit>(u"patientSearch"_s);
                const auto *list = m_stage.find<QAbstractItemView>(u"patientSearchMatches"_s);
                return edit->text() == m_typedName && list->isVisible() && list->isEnabled()
                    && list->model()->rowCount() > 0;
            });
}

bool Tour::book()
{
    // Namesakes stand beside each other: the record number tells who is meant.
    const int down = m_stage.ask([this] {
        const auto *model = m_stage.find<QAbstractItemView>(u"patientSearchMatches"_s)->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            if (model->index(row, 0).data(WeakTextRole).toString().contains(m_mrn))
                return row;
        }
        return 0;
    });
    const bool isChosen = m_stage.step(
        u"choose the patient"_s,
        [this, down] {
            for (int row = 0; row < down; ++row)
                m_stage.hands().press(u"Down"_s);
            m_stage.hands().press(u"Return"_s);
        },
        [this] {
            const auto *banner = m_stage.find<QWidget>(u"patientBanner"_s);
            const auto *book = m_stage.find<QPushButton>(u"book"_s);
            return banner->isVisible() && book->isEnabled();
        });
    if (!isChosen)
        return false;
    m_mrn = textOf(u"patientBannerMrn"_s);
    const bool isBooked = m_stage.step(
        u"book"_s, [this] { m_stage.hands().press(u"Return"_s); },
        [this] { return m_stage.find<QWidget>(u"toast"_s)->isVisible(); });
    static const QRegularExpression dateAndTime(u"\\d\\d-\\w{3}-\\d{4} \\d\\d:\\d\\d"_s);
    m_bookedAt = dateAndTime.match(textOf(u"toastText"_s).remove(QChar(0x200E))).captured();
    return isBooked && !m_bookedAt.isEmpty();
}

bool Tour::seeInHistory()
{
    const bool isFound = m_stage.step(
        u"palette finds the patient"_s,
        [this] {
            m_stage.hands().press(u"Ctrl+K"_s);
            m_stage.waitFor(
                [this] { return m_stage.find<QLineEdit>(u"commandPaletteText"_s)->hasFocus(); });
            m_stage.hands().type(m_mrn);
        },
        [this] {
            const auto *list = m_stage.find<QAbstractItemView>(u"commandPaletteList"_s);
            const auto *model = list->model();
            return list->isVisible() && model->rowCount() > 0
                && model->index(0, 0).data(Qt::AccessibleTextRole).toString().contains(m_mrn);
        });
    return isFound
        && m_stage.step(
            u"see it in the history"_s, [this] { m_stage.hands().press(u"Return"_s); },
            [this] {
                if (!isInFront(u"historyPage"_s))
                    return false;
                const auto *model = m_stage.find<QAbstractItemView>(u"historyTable"_s)->model();
                for (int row = 0; row < model->rowCount(); ++row) {
                    const QString when
                        = cell(model, row, u"Date"_s) + u' ' + cell(model, row, u"Time"_s);
                    const auto status = statusIn(model, row);
                    if (cell(model, row, u"Record no."_s) == m_mrn && when == m_bookedAt && status
                        && isLive(*status))
                        return true;
                }
                return false;
            });
}

bool Tour::jumpDeep()
{
    m_stage.step(
        u"all appointments again"_s,
        [this] {
            m_stage.hands().press(u"Ctrl+K"_s);
            m_stage.waitFor(
                [this] { return m_stage.find<QLineEdit>(u"commandPaletteText"_s)->hasFocus(); });
            m_stage.hands().type(u"show all app"_s);
            m_stage.hands().press(u"Return"_s);
        },
        [this] {
            const auto *state = m_stage.find<StateView>(u"historyState"_s);
            QString total = m_stage.find<QLabel>(u"totalCount"_s)->text();
            return total.remove(QRegularExpression(u"\\D"_s)).toInt() > 1000
                && state->state() == StateView::State::Content;
        });
    const QString before = m_stage.ask([this] {
        return cell(m_stage.find<QAbstractItemView>(u"historyTable"_s)->model(), 0, u"Date"_s);
    });
    return m_stage.step(
        u"jump to page 4000"_s,
        [this] {
            m_stage.hands().press(u"Ctrl+G"_s);
            m_stage.waitFor(
                [this] { return m_stage.find<QLineEdit>(u"pageNumber"_s)->hasFocus(); });
            m_stage.hands().type(u"4000"_s);
            m_stage.hands().press(u"Return"_s);
        },
        [this, before] {
            const auto *model = m_stage.find<QAbstractItemView>(u"historyTable"_s)->model();
            const auto *state = m_stage.find<StateView>(u"historyState"_s);
            QString number = m_stage.find<QLineEdit>(u"pageNumber"_s)->text();
            return number.remove(u',') == u"4000"_s && state->state() == StateView::State::Content
                && model->rowCount() > 0 && cell(model, 0, u"Date"_s) != before;
        });
}

bool Tour::checkIn()
{
    m_stage.step(
        u"today"_s, [this] { m_stage.hands().press(u"Ctrl+1"_s); },
        [this] { return isInFront(u"todayPage"_s) && rowsIn(u"todayTable"_s) > 0; });
    m_checkedIn = m_stage.ask([this] { return dayRow({Status::Booked}); });
    if (m_checkedIn.number < 0) {
        m_stage.note(u"nobody is booked for the rest of today: nobody to check in"_s);
        return false;
    }
    chooseDayRow(m_checkedIn.number);
    return m_stage.step(
        u"check in"_s, [this] { m_stage.click(u"checkInButton"_s); },
        [this] { return hasDayRow(m_checkedIn.mrn, Status::Arrived); });
}

bool Tour::cancelAndUndo()
{
    const Row row = m_stage.ask([this] { return dayRow({Status::Booked, Status::Arrived}); });
    chooseDayRow(row.number);
    const bool isAsked = m_stage.step(
        u"cancel asks why"_s, [this] { m_stage.click(u"cancelAppointmentButton"_s); },
        [this] { return m_stage.find<QLineEdit>(u"reasonWhy"_s)->hasFocus(); });
    const bool isCancelled = isAsked
        && m_stage.step(
            u"cancel"_s,
            [this] {
                m_stage.hands().type(u"Patient called"_s);
                m_stage.hands().press(u"Return"_s);
            },
            [this, row] { return hasDayRow(row.mrn, Status::Cancelled); });
    return isCancelled
        && m_stage.step(
            u"undo"_s, [this] { m_stage.hands().press(u"Ctrl+Z"_s); },
            [this, row] { return hasDayRow(row.mrn, row.status); });
}

void Tour::lookAround()
{
    const auto show = [this](const QString &name, const QString &keys, const QString &page) {
        m_stage.step(
            name, [this, keys] { m_stage.hands().press(keys); },
            [this, page] { return isInFront(page); });
    };
    const auto choose = [this](Appearance::Choice choice) {
        m_stage.ask([this, choice] {
            m_wiring.appearance().choose(choice);
            return true;
        });
    };
    const auto resize = [this](QSize size) {
        m_stage.ask([this, size] {
            m_wiring.window().setGeometry(QRect(QPoint(0, 0), size));
            return true;
        });
        QThread::msleep(400);
    };
    const auto pages = [&](const QString &look) {
        show(look + u" today"_s, u"Ctrl+1"_s, u"todayPage"_s);
        show(look + u" day board"_s, u"Ctrl+2"_s, u"schedulePage"_s);
        show(look + u" booking"_s, u"Ctrl+3"_s, u"bookingPage"_s);
        show(look + u" history"_s, u"Ctrl+4"_s, u"historyPage"_s);
    };
    choose(Appearance::Choice::Dark);
    pages(u"dark"_s);
    choose(Appearance::Choice::HighContrast);
    pages(u"contrast"_s);
    choose(Appearance::Choice::Light);
    m_stage.step(
        u"help"_s, [this] { m_stage.hands().press(u"F1"_s); },
        [this] { return m_stage.find<QWidget>(u"helpOverlay"_s)->isVisible(); });
    m_stage.hands().press(u"Escape"_s);
    if (const QSize large(1920, 1080); m_stage.hands().screenSize().width() >= large.width()) {
        resize(large);
        pages(u"large"_s);
        resize({1280, 800});
    }
    m_stage.step(
        u"lock"_s, [this] { m_stage.hands().press(u"Ctrl+L"_s); },
        [this] { return m_stage.find<QWidget>(u"signInPage"_s)->isVisible(); });
}

void Tour::printFigures()
{
    m_stage.print(u"window.memory_mb"_s, residentMegabytes(), 120);
    m_stage.print(u"window.worst_event_ms"_s, double(m_stage.worstEvent().count()) / 1000.0, 16);
    m_stage.print(u"window.events_over_budget"_s, m_stage.eventsOverBudget(), 0);
}

Tour::Row Tour::dayRow(const QList<Status> &statuses)
{
    const auto *model = m_stage.find<QAbstractItemView>(u"todayTable"_s)->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        const auto status = statusIn(model, row);
        if (status && statuses.contains(*status))
            return {row, cell(model, row, u"Patient"_s), cell(model, row, u"Record no."_s),
                    *status};
    }
    return {};
}

bool Tour::hasDayRow(const QString &mrn, Status status)
{
    const auto *model = m_stage.find<QAbstractItemView>(u"todayTable"_s)->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        if (cell(model, row, u"Record no."_s) == mrn && statusIn(model, row) == status)
            return true;
    }
    return false;
}

void Tour::chooseDayRow(int number)
{
    const QPoint where = m_stage.ask([this, number] {
        auto *table = m_stage.find<QAbstractItemView>(u"todayTable"_s);
        const QModelIndex index = table->model()->index(number, 1);
        table->scrollTo(index);
        return table->viewport()->mapToGlobal(table->visualRect(index).center());
    });
    m_stage.hands().click(where);
    m_stage.waitFor([this, number] {
        return m_stage.find<QAbstractItemView>(u"todayTable"_s)->currentIndex().row() == number;
    });
}

QString Tour::textOf(const QString &objectName)
{
    return m_stage.ask([this, objectName] {
        const auto *label = m_stage.find<QLabel>(objectName);
        return label ? label->text() : QString();
    });
}

int Tour::rowsIn(const QString &objectName)
{
    return m_stage.find<QAbstractItemView>(objectName)->model()->rowCount();
}

bool Tour::isInFront(const QString &pageName)
{
    const ShellPage *page = m_wiring.window().currentPage();
    return page && page->objectName() == pageName && page->isVisible();
}

} // namespace clinidesk
