#include "tests/window/Walk.h"
#include "ui/widgets/Spoken.h"
#include "ui/widgets/StateView.h"
#include "ui/widgets/StatusDelegate.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QComboBox>
#include <QProgressBar>
#include <QRegularExpression>
#include <QSet>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

QStringList heard;

} // namespace

/// In place of the one that hands alerts to Qt, which drops them without a screen reader: what
/// would have been read out is written down.
void clinidesk::speak(QWidget *widget)
{
    heard.append(widget->objectName());
}

namespace {

QAccessibleInterface *spoken(const QWidget *widget)
{
    return QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
}

QString nameOf(const QWidget *widget)
{
    return spoken(widget)->text(QAccessible::Name);
}

/// What a screen reader may call @p widget; empty where any role will do.
QList<QAccessible::Role> rolesOf(const QWidget *widget)
{
    using A = QAccessible;
    const QHash<QString, A::Role> ours{{u"clinidesk::Toast"_s, A::AlertMessage},
                                       {u"clinidesk::NoteStrip"_s, A::AlertMessage},
                                       {u"clinidesk::ConnectionBar"_s, A::AlertMessage},
                                       {u"clinidesk::FailureCard"_s, A::AlertMessage},
                                       {u"clinidesk::Skeleton"_s, A::ProgressBar},
                                       {u"clinidesk::PatientBanner"_s, A::Grouping},
                                       {u"clinidesk::CommandPalette"_s, A::Dialog},
                                       {u"clinidesk::HelpOverlay"_s, A::Dialog},
                                       {u"clinidesk::NavigationRail"_s, A::ToolBar},
                                       {u"clinidesk::StatusStrip"_s, A::StatusBar},
                                       {u"clinidesk::ReasonStrip"_s, A::Grouping}};
    const auto found = ours.constFind(QString::fromLatin1(widget->metaObject()->className()));
    if (found != ours.cend())
        return {*found};
    if (qobject_cast<const QAbstractButton *>(widget))
        return {A::Button, A::CheckBox, A::RadioButton, A::ButtonMenu};
    if (qobject_cast<const QLineEdit *>(widget))
        return {A::EditableText};
    if (qobject_cast<const QComboBox *>(widget))
        return {A::ComboBox};
    if (qobject_cast<const QProgressBar *>(widget))
        return {A::ProgressBar};
    if (qobject_cast<const QLabel *>(widget))
        return {A::StaticText, A::Graphic};
    if (widget->inherits("QTableView"))
        return {A::Table};
    if (widget->inherits("QListView"))
        return {A::List};
    return {};
}

/// In sight, or a list in whose place its state is shown now.
bool hasItsPlace(const QWidget *field)
{
    const QObject *owner = field;
    while (owner && !qobject_cast<const StateView *>(owner))
        owner = owner->parent();
    const auto *state = qobject_cast<const StateView *>(owner);
    return field->isVisible() || (state && state->isVisible());
}

void checkView(const QAbstractItemView *view, QStringList &faults)
{
    const QAbstractItemModel *model = view->model();
    QAccessibleTableInterface *table = spoken(view)->tableInterface();
    for (int row = 0; row < std::min(model->rowCount(), 20); ++row) {
        for (int column = 0; column < model->columnCount(); ++column) {
            const QModelIndex index = model->index(row, column);
            const QString shown = index.data().toString();
            QAccessibleInterface *cell = table->cellAt(row, column);
            const QString said = cell ? cell->text(QAccessible::Name) : QString();
            const QString weak = index.data(WeakTextRole).toString().simplified();
            const bool saysAll = said.contains(shown)
                && (weak.isEmpty() || said.contains(weak.section(u' ', 0, 0)));
            if (!shown.isEmpty() && !saysAll)
                faults << u"%1 cell %2, %3 says '%4' for '%5'"_s.arg(walk::describe(view))
                              .arg(row)
                              .arg(column)
                              .arg(said, shown);
        }
    }
}

void checkWidget(const QWidget *widget, QStringList &faults)
{
    QAccessibleInterface *interface = spoken(widget);
    if (!interface) {
        faults << walk::describe(widget) + u" is not accessible"_s;
        return;
    }
    const QList<QAccessible::Role> roles = rolesOf(widget);
    if (!roles.isEmpty() && !roles.contains(interface->role()))
        faults << u"%1 has the role %2"_s.arg(walk::describe(widget)).arg(int(interface->role()));
    const QString name = nameOf(widget);
    const bool mustBeNamed = !roles.isEmpty() || widget->focusPolicy() != Qt::NoFocus;
    const auto *label = qobject_cast<const QLabel *>(widget);
    const bool isBlank = label && label->text().isEmpty() && label->pixmap().isNull();
    if (mustBeNamed && !isBlank && !widget->focusProxy() && name.isEmpty())
        faults << walk::describe(widget) + u" in "_s + walk::describe(widget->parentWidget())
                + u" has no name"_s;
    if (const auto *edit = qobject_cast<const QLineEdit *>(widget); edit
        && edit->echoMode() == QLineEdit::Normal
        && interface->text(QAccessible::Value) != edit->text())
        faults << walk::describe(widget) + u" doesn't say its value"_s;
    if (const auto *box = qobject_cast<const QComboBox *>(widget);
        box && interface->text(QAccessible::Value) != box->currentText())
        faults << walk::describe(widget) + u" says "_s + interface->text(QAccessible::Value);
    if (const auto *view = qobject_cast<const QAbstractItemView *>(widget))
        checkView(view, faults);
}

} // namespace

class tst_U01_Accessibility : public QObject
{
    Q_OBJECT

private slots:
    void init() { heard.clear(); }
    void cleanupTestCase() { qInfo("U1 accessibility: %d widgets", m_count); }

    void everythingInSight_hasARoleANameAndAValue_data() { addScenes(); }
    void everythingInSight_hasARoleANameAndAValue()
    {
        QFETCH(int, scene);
        const auto desk = newDesk();
        walk::everywhere().at(scene).arrange(*desk);
        settle();
        QStringList faults;
        const QWidgetList seen = walk::inSight(desk->window);
        for (const QWidget *widget : seen)
            checkWidget(widget, faults);
        m_count += int(seen.size());

        QHash<QString, const QWidget *> names;
        for (const QWidget *stop : walk::tabStops(desk->window)) {
            const QString name = nameOf(stop);
            if (names.contains(name))
                faults << u"'%1' is the name of %2 and %3"_s.arg(
                    name, walk::describe(names.value(name)), walk::describe(stop));
            names.insert(name, stop);
        }
        QVERIFY2(faults.isEmpty(), qPrintable(u'\n' + faults.join(u'\n')));
    }

    void objectNames_areUniqueInTheWindow()
    {
        const auto desk = newDesk();
        desk->open();
        QStringList twice;
        QSet<QString> names;
        for (const QObject *object : desk->window.findChildren<QObject *>()) {
            const QString name = object->objectName();
            if (name.isEmpty() || name.startsWith(u"qt_"_s) || name.startsWith(u"_q_"_s))
                continue;
            if (names.contains(name))
                twice << name;
            names.insert(name);
        }
        QCOMPARE(twice, QStringList());
    }

    void row_speaksDoctorTimeStatusAndPatient()
    {
        const auto desk = newDesk();
        arrange(*desk, u"today"_s);
        auto *table = named<QAbstractItemView>(&desk->window, "todayTable");
        const QString row = spoken(table)->tableInterface()->cellAt(0, 0)->text(QAccessible::Name);
        for (const QString &part : {table->model()->index(0, 0).data().toString(), u"born"_s})
            QVERIFY2(row.contains(part), qPrintable(row));
        for (int column = 0; column < table->model()->columnCount(); ++column) {
            const QModelIndex cell = table->model()->index(0, column);
            if (cell.data(StatusRole).isValid())
                QVERIFY2(row.contains(cell.data().toString()), qPrintable(row));
        }
    }

    void whatHappens_isAnnounced_data()
    {
        QTest::addColumn<QString>("scene");
        QTest::addColumn<QString>("speaker");
        QTest::newRow("undo offered") << u"today-undo"_s << u"toast"_s;
        QTest::newRow("read failed") << u"today-failed"_s << u"todayStateFailure"_s;
        QTest::newRow("connection lost") << u"today-offline"_s << u"offlineBar"_s;
        QTest::newRow("old figures") << u"today-stale"_s << u"todayStateStale"_s;
        QTest::newRow("step refused") << u"today-refused"_s << u"todayRefusal"_s;
        QTest::newRow("undo refused") << u"today-undo-refused"_s << u"troubleBar"_s;
        QTest::newRow("time taken") << u"booking-taken"_s << u"bookingRefusal"_s;
        QTest::newRow("field at fault") << u"booking-register-faults"_s << u"phoneFault"_s;
        QTest::newRow("duplicates") << u"booking-duplicates"_s << u"duplicateWarning"_s;
        QTest::newRow("nobody found") << u"booking-empty"_s << u"patientSearchNote"_s;
        QTest::newRow("nothing that day") << u"today-empty"_s << u"todayStateEmpty"_s;
        QTest::newRow("password refused") << u"sign-in-refused"_s << u"signInSentence"_s;
        QTest::newRow("palette empty") << u"palette-empty"_s << u"commandPaletteNote"_s;
    }
    void whatHappens_isAnnounced()
    {
        QFETCH(QString, scene);
        QFETCH(QString, speaker);
        const auto desk = newDesk();
        arrange(*desk, scene);
        QVERIFY2(heard.contains(speaker), qPrintable(speaker));
        QVERIFY(!nameOf(named<QWidget>(&desk->window, qPrintable(speaker))).isEmpty());
    }

    void labels_nameTheirFields_orAreTextOfTheirOwn_data() { addScenes(); }
    void labels_nameTheirFields_orAreTextOfTheirOwn()
    {
        QFETCH(int, scene);
        const auto desk = newDesk();
        walk::everywhere().at(scene).arrange(*desk);
        settle();
        for (const QWidget *widget : walk::inSight(desk->window)) {
            const auto *label = qobject_cast<const QLabel *>(widget);
            if (!label || !label->text().contains(QRegularExpression(u"&[^&\\s]"_s)))
                continue;
            QVERIFY2(label->buddy(), qPrintable(label->text()));
            QVERIFY2(hasItsPlace(label->buddy()), qPrintable(label->text()));
        }
    }

private:
    static void addScenes()
    {
        QTest::addColumn<int>("scene");
        const QList<Scene> all = walk::everywhere();
        for (int scene = 0; scene < all.size(); ++scene)
            QTest::addRow("%s", qPrintable(all.at(scene).name)) << scene;
    }
    static void arrange(FakeDesk &desk, const QString &name)
    {
        for (const Scene &scene : walk::everywhere()) {
            if (scene.name == name)
                scene.arrange(desk);
        }
        settle();
    }

    int m_count = 0;
};

CLINIDESK_PAGE_TEST(tst_U01_Accessibility)
#include "tst_U01_Accessibility.moc"
