// S2: names, reasons and titles that look like markup, in every place of the window that shows what
// a server says: they are read letter by letter, nothing of them is obeyed.
#include "tests/attacks/HostileTexts.h"
#include "tests/window/FakeDesk.h"
#include "ui/widgets/RowTable.h"
#include "ui/widgets/ShellPage.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QGroupBox>
#include <QPushButton>
#include <QTextDocument>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

/// Texts that a reader of markup or of keys would change.
QStringList marked()
{
    QStringList texts;
    for (const QString &text : markupTexts()) {
        if (text.contains(u'<') || text.contains(u'&'))
            texts << text;
    }
    return texts;
}

/// A hostile text for the place @p number.
QString hostile(int number)
{
    const QStringList texts = marked();
    return u"Zq "_s + texts[number % texts.size()];
}

bool holdsHostile(const QString &text)
{
    return text.contains(u"Zq "_s, Qt::CaseInsensitive);
}

/// A place of the window where a text could be taken for something else.
struct Place
{
    enum class Reader { Plain, Guessing, Keys };

    QString where;
    QString text;
    Reader reader = Reader::Plain;
};

QString withoutDoubled(const QString &text)
{
    return QString(text).remove(u"&&"_s);
}

/// What is wrong with @p place; empty when nothing is.
QString faultOf(const Place &place)
{
    if (!holdsHostile(place.text))
        return {};
    switch (place.reader) {
    case Place::Reader::Plain:
        return {};
    case Place::Reader::Guessing: {
        if (!Qt::mightBeRichText(place.text))
            return {};
        QTextDocument read;
        read.setHtml(place.text);
        for (const QString &text : marked()) {
            if (read.toPlainText().contains(u"Zq "_s + text, Qt::CaseInsensitive))
                return {};
        }
        return u"is read as markup"_s;
    }
    case Place::Reader::Keys:
        return withoutDoubled(place.text).contains(u'&') ? u"makes a key of &"_s : QString();
    }
    Q_UNREACHABLE();
}

QList<Place> placesOf(const QWidget *widget)
{
    using Reader = Place::Reader;
    const QString name
        = QString::fromLatin1(widget->metaObject()->className()) % u' ' % widget->objectName();
    QList<Place> places{{name % u" tool tip"_s, widget->toolTip(), Reader::Guessing},
                        {name % u" what's this"_s, widget->whatsThis(), Reader::Guessing},
                        {name % u" spoken name"_s, widget->accessibleName(), Reader::Plain}};
    if (const auto *label = qobject_cast<const QLabel *>(widget)) {
        const bool isPlain = label->textFormat() == Qt::PlainText;
        places << Place{name, label->text(), isPlain ? Reader::Plain : Reader::Guessing};
        if (isPlain && label->buddy())
            places << Place{name, label->text(), Reader::Keys};
    }
    if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
        places << Place{name, button->text(), Reader::Keys};
    if (const auto *group = qobject_cast<const QGroupBox *>(widget))
        places << Place{name, group->title(), Reader::Keys};
    for (const QAction *action : widget->actions()) {
        places << Place{action->objectName(), action->text(), Reader::Keys}
               << Place{action->objectName() % u" tool tip"_s, action->toolTip(), Reader::Guessing};
    }
    return places;
}

QList<Place> placesOf(const QString &name, const QAbstractItemModel &model)
{
    QList<Place> places;
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < model.columnCount(); ++column) {
            const QModelIndex index = model.index(row, column);
            places << Place{name, index.data(Qt::DisplayRole).toString(), Place::Reader::Plain}
                   << Place{name % u" tool tip"_s, index.data(Qt::ToolTipRole).toString(),
                            Place::Reader::Guessing};
        }
    }
    return places;
}

Patient hostilePatient(int number)
{
    Patient patient = samples::patient(number, hostile(number), hostile(number + 1));
    patient.title = hostile(number + 2);
    patient.phone = hostile(number + 3);
    patient.email = hostile(number + 4);
    patient.mrn = hostile(number + 5);
    return patient;
}

Appointment hostileAppointment(int number)
{
    Appointment made = samples::appointment(number, number, Status::Booked);
    made.family = hostile(number);
    made.given = hostile(number + 1);
    made.mrn = hostile(number + 2);
    made.reason = hostile(number + 3);
    made.doctorName = hostile(number + 4);
    made.departmentName = hostile(number + 5);
    return made;
}

QList<Appointment> hostileAppointments()
{
    QList<Appointment> rows;
    for (int number = 1; number <= marked().size(); ++number)
        rows << hostileAppointment(number);
    return rows;
}

QList<PatientMatch> hostileMatches()
{
    QList<PatientMatch> matches;
    for (int number = 1; number <= 20; ++number)
        matches << samples::match(hostilePatient(number));
    return matches;
}

AppointmentEvent hostileEvent()
{
    AppointmentEvent event;
    event.id = EventId(1);
    event.at = QDateTime(samples::today, QTime(7, 0), Qt::UTC);
    event.staffName = hostile(1);
    event.action = u"move"_s;
    event.was = {{u"doctor"_s, hostile(2)}, {u"department"_s, hostile(3)}};
    event.became = {{u"doctor"_s, hostile(4)}, {u"department"_s, hostile(5)}};
    event.why = hostile(6);
    return event;
}

} // namespace

class TestS02Markup final : public QObject
{
    Q_OBJECT

private slots:
    void door_readsNothingAsMarkup()
    {
        FakeDesk desk;
        ServerProfile server;
        server.name = hostile(3);
        ServerProfile second = server;
        second.name = hostile(9);
        desk.signIn.setServers({server, second});
        QTest::keyClicks(named<QLineEdit>(&desk.window, "signInLogin"), hostile(0));
        look(desk, 1);
    }

    void today_readsNothingAsMarkup()
    {
        FakeDesk desk;
        open(desk);
        desk.show("todayPage");
        auto *table = named<RowTable>(&desk.window, "todayTable");
        QTRY_VERIFY(table->model()->rowCount() > 20);
        table->selectRow(3);
        QTest::keyClick(table, Qt::Key_I);
        look(desk, 100);
        desk.ports.book.actCall.answer(samples::change(AppointmentId(4), Status::Arrived));
        QTRY_VERIFY(named<QWidget>(&desk.window, "toast")->isVisible());
        look(desk, 100);
    }

    void booking_readsNothingAsMarkup()
    {
        FakeDesk desk;
        open(desk);
        desk.show("bookingPage");
        auto *search = named<QLineEdit>(&desk.window, "patientSearch");
        QTest::keyClicks(search, hostile(0));
        QTRY_VERIFY(named<QWidget>(&desk.window, "patientSearchMatches")->isVisible());
        look(desk, 20);
        QTest::keyClick(search, Qt::Key_Return);
        QTRY_VERIFY(named<QPushButton>(&desk.window, "book")->isEnabled());
        look(desk, 20);
        named<QPushButton>(&desk.window, "book")->click();
        desk.ports.book.takenByCall.always(hostile(2));
        desk.ports.book.bookCall.answer(samples::failure(
            Error::Code::Conflict, {{u"taken"_s, u"doctor"_s}, {u"appointment"_s, 31}}));
        QTRY_VERIFY(desk.window.findChild<QPushButton *>(u"alternative1"_s));
        look(desk, 20);
    }

    void registering_readsNothingAsMarkup()
    {
        FakeDesk desk;
        open(desk);
        desk.ports.patients.searchCall.always(QList<PatientMatch>{});
        desk.ports.patients.duplicatesCall.always(
            QList<Patient>{hostilePatient(1), hostilePatient(2), hostilePatient(18)});
        desk.show("bookingPage");
        QTest::keyClicks(named<QLineEdit>(&desk.window, "patientSearch"), hostile(0));
        auto *create = named<QPushButton>(&desk.window, "patientSearchCreate");
        QTRY_VERIFY(create->isVisible());
        look(desk, 1);
        create->click();
        QTest::keyClicks(named<QLineEdit>(&desk.window, "givenNames"), hostile(1));
        QTest::keyClicks(named<QLineEdit>(&desk.window, "birthDate"), u"5 nov 1977"_s);
        QTRY_VERIFY(desk.window.findChild<QPushButton *>(u"duplicate1"_s));
        look(desk, 5);
    }

    void history_readsNothingAsMarkup()
    {
        FakeDesk desk;
        open(desk);
        HistoryPage page = samples::historyPage(40, 1, 10);
        page.page.rows = hostileAppointments();
        desk.ports.history.pageCall.always(page);
        desk.ports.book.eventsCall.always(QList<AppointmentEvent>{hostileEvent()});
        desk.ports.book.appointmentCall.always(hostileAppointment(17));
        desk.show("historyPage");
        auto *table = named<RowTable>(&desk.window, "historyTable");
        QTRY_VERIFY(table->model()->rowCount() > 20);
        table->setFocus();
        table->selectRow(16);
        QTest::keyClick(table, Qt::Key_Return);
        look(desk, 100);
    }

    void palette_readsNothingAsMarkup()
    {
        FakeDesk desk;
        open(desk);
        desk.press(Qt::Key_K, Qt::ControlModifier);
        auto *edit = named<QLineEdit>(&desk.window, "commandPaletteText");
        QTRY_VERIFY(edit->hasFocus());
        QTest::keyClicks(edit, u"zq"_s);
        auto *list = named<QAbstractItemView>(&desk.window, "commandPaletteList");
        QTRY_VERIFY(list->model()->rowCount() > 0);
        look(desk, 10);
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_COMPARE(desk.window.currentPage()->objectName(), u"historyPage"_s);
        look(desk, 3);
    }

private:
    static void open(FakeDesk &desk)
    {
        Clinic berlin = samples::berlin();
        berlin.name = hostile(1);
        Clinic harbour = samples::newYork();
        harbour.name = hostile(15);
        desk.ports.clinics.clinicsCall.always(QList<Clinic>{berlin, harbour});
        QList<Department> departments = samples::departments();
        for (int number = 0; number < departments.size(); ++number)
            departments[number].name = hostile(number + 2);
        desk.ports.clinics.departmentsCall.always(departments);
        QList<Doctor> doctors = samples::doctors();
        for (int number = 0; number < doctors.size(); ++number) {
            doctors[number].family = hostile(number + 14);
            doctors[number].given = hostile(number + 18);
        }
        desk.ports.clinics.doctorsCall.always(doctors);
        desk.ports.days.dayCall.always(samples::day(hostileAppointments()));
        QList<Slot> free;
        for (int number = 0; number < 6; ++number) {
            free << samples::slot(60 + 20 * number);
            free.last().doctorName = hostile(number + 13);
        }
        desk.ports.freeSlots.findCall.always(free);
        desk.ports.patients.searchCall.always(hostileMatches());
        desk.ports.patients.patientCall.always(hostilePatient(17));
        desk.open();
    }

    /// Looks at every widget, action and row there is, seen or not, and wants to find hostile
    /// texts in @p least places.
    static void look(FakeDesk &desk, int least)
    {
        QTest::qWait(20);
        QList<Place> places;
        for (const QWidget *widget : desk.window.findChildren<QWidget *>()) {
            places << placesOf(widget);
            if (const auto *view = qobject_cast<const QAbstractItemView *>(widget);
                view && view->model())
                places << placesOf(view->objectName(), *view->model());
            if (const auto *box = qobject_cast<const QComboBox *>(widget))
                places << placesOf(box->objectName(), *box->model());
        }
        int hostilePlaces = 0;
        QStringList faults;
        for (const Place &place : std::as_const(places)) {
            hostilePlaces += holdsHostile(place.text) ? 1 : 0;
            if (const QString fault = faultOf(place); !fault.isEmpty())
                faults << place.where % u' ' % fault % u": "_s % place.text.left(120);
        }
        qInfo("S2 markup: %d texts in sight of %s, %d of them hostile, %d read as markup",
              int(places.size()), QTest::currentTestFunction(), hostilePlaces, int(faults.size()));
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
        QVERIFY2(hostilePlaces >= least, qPrintable(QString::number(hostilePlaces)));
    }
};

CLINIDESK_PAGE_TEST(TestS02Markup)
#include "tst_S02_Markup.moc"
