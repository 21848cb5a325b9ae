#include "tests/pictures/MonitorScenes.h"

#include "tests/pictures/InventedClinic.h"
#include "tests/window/FakeDesk.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

using Kind = Scene::Kind;

void openFigures(FakeDesk &desk, const CacheFigures &figures, SharedLayer::State redis)
{
    desk.ports.monitor.shown = figures;
    desk.ports.shared.setState(redis);
    desk.open();
    QTest::keyClick(named<QWidget>(&desk.window, "statusStrip"), Qt::Key_Return);
}

} // namespace

QList<Scene> monitorScenes()
{
    return {
        {u"monitor"_s, Kind::Content,
         [](FakeDesk &desk) {
             openFigures(desk, invented::figures(), SharedLayer::State::Working);
         }},
        {u"monitor-empty"_s, Kind::Other,
         [](FakeDesk &desk) { openFigures(desk, {}, SharedLayer::State::Working); }},
        {u"monitor-away"_s, Kind::Other,
         [](FakeDesk &desk) {
             CacheFigures figures = invented::figures();
             figures.isListening = false;
             figures.breaker = u"open"_s;
             figures.redisErrors = 14;
             figures.owedBumps = 6;
             openFigures(desk, figures, SharedLayer::State::Away);
         }},
    };
}

} // namespace clinidesk
