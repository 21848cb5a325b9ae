#include "tests/pictures/InventedClinic.h"
#include "tests/window/Layout.h"
#include "tests/window/PseudoLocale.h"
#include "tests/window/Walk.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QRegularExpression>
#include <QSet>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

/// What is data or a name and no sentence of ours.
bool isNoSentence(const QString &rest)
{
    static const QRegularExpression dates(u"\\d{1,2}-[A-Z][a-z]{2}-\\d{4}"_s);
    // Weekdays and months come from the system's language; keys are written on the keyboard;
    // languages are called by their own names; the program's name is the same everywhere.
    static const QRegularExpression words(
        u"\\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun|November|Ctrl|Shift|Alt|Esc|"
        u"Return|Home|End|Left|Right|PgUp|PgDown|"
        "Del|F\\d+|CliniDesk|Mara|Rosa|Reception|Berta|Desk|"
        "Northgate|Zorro|Nadia|mara|mul|qqqq|abc|"
        "clinidesk|localhost)\\b"_s);
    QString left = rest;
    left.remove(dates).remove(words);
    return !left.contains(QRegularExpression(u"\\p{L}{2,}"_s));
}

/// The words the invented clinic brings along.
const QSet<QString> &dataWords()
{
    static const QSet<QString> known = [] {
        QStringList texts;
        for (const QList<Appointment> &rows :
             {invented::today().appointments, invented::todayOfDoctor().appointments,
              invented::historyPage().page.rows}) {
            for (const Appointment &row : rows)
                texts << listName(row.family, row.given) << row.family << row.given
                      << row.doctorName << row.departmentName << row.mrn << row.reason
                      << QString::fromLatin1(row.zone);
        }
        QList<Patient> people{invented::deceased()};
        for (const PatientMatch &match : invented::matches())
            people << match.patient;
        for (const Patient &one : people)
            texts << listName(one.family, one.given) << one.title << one.mrn << one.phone
                  << one.email;
        for (const AppointmentEvent &event : invented::events())
            texts << event.staffName << event.why;
        for (const Clinic &clinic : invented::clinics())
            texts << clinic.name;
        for (const Department &department : invented::departments())
            texts << department.name;
        for (const Doctor &doctor : invented::doctors())
            texts << doctorName(doctor);
        for (const Slot &slot : invented::freeTimes())
            texts << slot.doctorName;
        QSet<QString> words;
        static const QRegularExpression apart(u"[^\\p{L}\\p{M}\\d]+"_s);
        for (const QString &text : std::as_const(texts)) {
            for (const QString &word : text.split(apart, Qt::SkipEmptyParts))
                words.insert(word);
        }
        return words;
    }();
    return known;
}

QString withoutData(const QString &text)
{
    static const QRegularExpression apart(u"[^\\p{L}\\p{M}\\d]+"_s);
    QStringList left;
    for (const QString &word : PseudoLocale::untranslated(text).split(apart, Qt::SkipEmptyParts)) {
        if (!dataWords().contains(word))
            left << word;
    }
    return left.join(u' ');
}

void judge(const QWidget *widget, const QString &what, const QString &text, QStringList &faults)
{
    const QString rest = PseudoLocale::untranslated(text);
    if (rest.isEmpty() || isNoSentence(rest) || isNoSentence(withoutData(text)))
        return;
    faults << u"%1: %2 '%3'"_s.arg(walk::describe(widget), what, text);
}

void judgeTexts(const QWidget *widget, QStringList &faults)
{
    judge(widget, u"tool tip"_s, widget->toolTip(), faults);
    judge(widget, u"accessible name"_s, widget->accessibleName(), faults);
    judge(widget, u"accessible description"_s, widget->accessibleDescription(), faults);
    // Accounts a server offers on trial, and what it said in its own words for the help desk.
    if (widget->objectName().startsWith(u"signInAs_"_s)
        || widget->objectName().endsWith(u"DetailsText"_s))
        return;
    if (const auto *label = qobject_cast<const QLabel *>(widget))
        judge(widget, u"text"_s, label->text(), faults);
    if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
        judge(widget, u"text"_s, button->text(), faults);
    if (const auto *edit = qobject_cast<const QLineEdit *>(widget))
        judge(widget, u"placeholder"_s, edit->placeholderText(), faults);
    if (const auto *box = qobject_cast<const QComboBox *>(widget);
        box && box->objectName() != u"language"_s) {
        for (int row = 0; row < box->count(); ++row)
            judge(widget, u"choice"_s, box->itemText(row), faults);
    }
    const auto *view = qobject_cast<const QAbstractItemView *>(widget);
    for (int row = 0; view && row < std::min(20, view->model()->rowCount()); ++row) {
        for (int column = 0; column < view->model()->columnCount(); ++column) {
            const QModelIndex cell = view->model()->index(row, column);
            judge(widget, u"cell"_s, cell.data().toString(), faults);
            judge(widget, u"heading"_s,
                  view->model()->headerData(column, Qt::Horizontal).toString(), faults);
        }
    }
}

} // namespace

class tst_U01_PseudoLocale : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(QCoreApplication::installTranslator(&m_language)); }
    void cleanupTestCase()
    {
        QApplication::setFont(m_usual);
        qInfo("U1 pseudo-locale: %d scenes", m_count);
    }

    void stretching_keepsWhatMustStay()
    {
        QCOMPARE(PseudoLocale::stretched(u"&Day"_s), u"[!!&Dåý!!]"_s);
        const QString longer = PseudoLocale::stretched(u"%1 from %2 to %n days in all"_s);
        for (const QString &kept : {u"%1"_s, u"%2"_s, u"%n"_s})
            QVERIFY2(longer.contains(kept), qPrintable(longer));
        QVERIFY(longer.size() >= 28 * 7 / 5);
        QCOMPARE(PseudoLocale::untranslated(u"Kirk: [!!ä [!!b!!] c!!]"_s), u"Kirk:"_s);
    }

    void everySentence_isTranslated_data() { addScenes({100}); }
    void everySentence_isTranslated()
    {
        QFETCH(int, scene);
        const auto desk = newDesk();
        walk::everywhere().at(scene).arrange(*desk);
        settle();
        QStringList faults;
        for (const QWidget *widget : walk::inSight(desk->window))
            judgeTexts(widget, faults);
        for (const QAction *action : desk->window.allActions())
            judge(&desk->window, u"deed"_s, action->text(), faults);
        faults.removeDuplicates();
        QVERIFY2(faults.isEmpty(), qPrintable(u'\n' + faults.join(u'\n')));
    }

    void nothing_isCutOff_data() { addScenes({100, 150, 200}); }
    void nothing_isCutOff()
    {
        QFETCH(int, scene);
        QFETCH(int, percent);
        if (!m_desk || m_scene != scene) {
            m_desk.reset();
            m_desk = newDesk();
            m_scene = scene;
            walk::everywhere().at(scene).arrange(*m_desk);
        }
        m_desk->appearance.setTextPercent(percent);
        m_desk->window.resize(1280, 800);
        settle();
        ++m_count;
        shoot(&m_desk->window,
              u"pseudo-%1-%2"_s.arg(walk::everywhere().at(scene).name).arg(percent));
        QStringList faults = walk::layoutFaults(m_desk->window);
        if (m_desk->window.size() != QSize(1280, 800))
            faults << u"the window needs %1×%2"_s.arg(m_desk->window.width())
                          .arg(m_desk->window.height());
        QVERIFY2(faults.isEmpty(), qPrintable(u'\n' + faults.join(u'\n')));
    }

    void cleanup()
    {
        if (qstrcmp(QTest::currentTestFunction(), "nothing_isCutOff") != 0)
            m_desk.reset();
    }

private:
    static void addScenes(const QList<int> &percents)
    {
        QTest::addColumn<int>("scene");
        QTest::addColumn<int>("percent");
        const QList<Scene> all = walk::everywhere();
        for (int scene = 0; scene < all.size(); ++scene) {
            for (const int percent : percents)
                QTest::addRow("%s, %d %%", qPrintable(all.at(scene).name), percent)
                    << scene << percent;
        }
    }

    PseudoLocale m_language;
    std::unique_ptr<FakeDesk> m_desk;
    QFont m_usual = QApplication::font();
    int m_scene = -1;
    int m_count = 0;
};

CLINIDESK_PAGE_TEST(tst_U01_PseudoLocale)
#include "tst_U01_PseudoLocale.moc"
