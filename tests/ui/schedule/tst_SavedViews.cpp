#include "ui/viewmodels/schedule/SavedViews.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

SavedView week(const QString &name)
{
    SavedView view;
    view.name = name;
    view.kind = SavedView::Kind::Week;
    view.clinic = ClinicId(1);
    view.doctor = DoctorId(11);
    view.beside = {ClinicId(3), ClinicId(5)};
    return view;
}

} // namespace

class tst_SavedViews : public QObject
{
    Q_OBJECT

private slots:
    void view_survivesARestart_andIsItsPersonsOwn()
    {
        const QTemporaryDir folder;
        const IniFile file(folder.filePath(u"desk.ini"_s));
        {
            SavedViews views(file, StaffId(7));
            views.save(3, week(u"  Dr Okafor's   week; \"A\" = 1 & more "_s));
            QCOMPARE(views.firstFree(), 1);
        }
        SavedViews again(file, StaffId(7));
        QVERIFY(again.at(3));
        QCOMPARE(*again.at(3), week(u"Dr Okafor's week; \"A\" = 1 & more"_s));
        QVERIFY(!SavedViews(file, StaffId(8)).at(3));
    }

    void view_isRenamedAndDeleted()
    {
        const QTemporaryDir folder;
        const IniFile file(folder.filePath(u"desk.ini"_s));
        SavedViews views(file, StaffId(7));
        views.save(1, week(u"one"_s));
        views.rename(1, u"other"_s);
        views.rename(2, u"nobody"_s);
        QCOMPARE(views.at(1)->name, u"other"_s);
        QCOMPARE(views.at(1)->doctor, DoctorId(11));
        QVERIFY(!views.at(2));
        views.rename(1, u"   "_s);
        QCOMPARE(views.at(1)->name, u"other"_s);
        views.remove(1);
        QVERIFY(!SavedViews(file, StaffId(7)).at(1));
        views.save(10, week(u"too many"_s));
        QVERIFY(!views.at(10));
    }

    void everyView_isReadAsItWasWritten()
    {
        for (const auto kind :
             {SavedView::Kind::Day, SavedView::Kind::Week, SavedView::Kind::Month}) {
            SavedView view = week(u"ä 漢 1 2"_s);
            view.kind = kind;
            view.department = DepartmentId(4);
            view.hasAllColumns = true;
            view.zoom = 3;
            QCOMPARE(savedViewFrom(savedViewText(view)), std::optional(view));
        }
    }

    void nonsenseInTheFile_isNoView()
    {
        for (const QString &text :
             {u""_s, u"week"_s, u"year 1 1 1 0 0 0 name"_s, u"week 1 1 1 0 0 0"_s,
              u"week 1 x 1 0 0 0 name"_s, u"week 1 -4 1 0 0 0 name"_s, u"week 1 1 1 0 0 0   "_s})
            QVERIFY2(!savedViewFrom(text), qPrintable(text));
    }
};

QTEST_GUILESS_MAIN(tst_SavedViews)
#include "tst_SavedViews.moc"
