#include "tests/pictures/FindTimeScenes.h"

#include "tests/window/FakeDesk.h"
#include "ui/findtime/FindTimePage.h"
#include "ui/widgets/StateView.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

using Kind = Scene::Kind;

void type(FakeDesk &desk, const char *field, const QString &text)
{
    auto *edit = named<QLineEdit>(&desk.window, field);
    edit->setFocus(Qt::TabFocusReason);
    QTest::keyClicks(edit, text);
}

void openSearch(FakeDesk &desk)
{
    desk.open();
    desk.show("findTimePage");
    QCoreApplication::processEvents();
}

void waitFor(FakeDesk &desk, StateView::State state)
{
    QTRY_COMPARE(named<StateView>(&desk.window, "findTimeState")->state(), state);
}

} // namespace

QList<Scene> findTimeScenes()
{
    return {
        {u"find-time"_s, Kind::Content,
         [](FakeDesk &desk) {
             openSearch(desk);
             type(desk, "findTimeWhom", u"dr"_s);
             type(desk, "findTimeHours", u"after 9:00"_s);
             waitFor(desk, StateView::State::Content);
         }},
        {u"find-time-none"_s, Kind::Other,
         [](FakeDesk &desk) {
             desk.ports.freeSlots.findCall.always(QList<Slot>{});
             openSearch(desk);
             waitFor(desk, StateView::State::Empty);
         }},
    };
}

QList<Scene> rareFindTimeScenes()
{
    return {
        {u"find-time-unknown"_s, Kind::Other,
         [](FakeDesk &desk) {
             openSearch(desk);
             type(desk, "findTimeWhom", u"dr who"_s);
             QTRY_VERIFY(named<QWidget>(&desk.window, "findTimeWhomFaultText")->isVisible());
         }},
        {u"find-time-failed"_s, Kind::Other,
         [](FakeDesk &desk) {
             desk.ports.freeSlots.findCall.always(samples::failure(Error::Code::Unavailable));
             openSearch(desk);
             waitFor(desk, StateView::State::Failed);
         }},
        {u"find-time-elsewhere"_s, Kind::Other,
         [](FakeDesk &desk) {
             openSearch(desk);
             waitFor(desk, StateView::State::Content);
             auto *page = named<FindTimePage>(&desk.window, "findTimePage");
             Slot slot = page->viewModel().table().found().first();
             slot.department = DepartmentId(2);
             desk.ports.freeSlots.findCall.always(QList<Slot>{slot});
             page->viewModel().refresh();
             QTRY_COMPARE(page->viewModel().table().found().size(), 1);
             page->viewModel().choose(0);
             QTRY_VERIFY(named<QWidget>(page, "findTimeRefusal")->isVisible());
         }},
    };
}

} // namespace clinidesk
