#include "tests/e2e/Stage.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTextStream>
#include <QThread>

using namespace std::chrono;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

double inMs(microseconds time)
{
    return double(time.count()) / 1000.0;
}

void say(const QString &line)
{
    QTextStream(stdout) << line << Qt::endl;
}

} // namespace

Stage::Stage(EventWatchdog &application, QWidget &window, const QString &pictures)
    : m_application(application)
    , m_window(window)
    , m_pictures(pictures)
{
    m_pictures.mkpath(u"."_s);
}

bool Stage::waitFor(const std::function<bool()> &isTrue, milliseconds patience)
{
    const auto until = steady_clock::now() + patience;
    while (!ask(isTrue)) {
        if (steady_clock::now() > until)
            return false;
        QThread::msleep(4);
    }
    return true;
}

bool Stage::click(const QString &objectName)
{
    const QPoint middle = ask([&]() -> QPoint {
        auto *widget = find<QWidget>(objectName);
        if (!widget || !widget->isVisible())
            return {-1, -1};
        return widget->mapToGlobal(widget->rect().center());
    });
    if (middle.x() < 0)
        return false;
    m_hands.click(middle);
    return true;
}

bool Stage::step(const QString &name, const std::function<void()> &act,
                 const std::function<bool()> &isDone, milliseconds patience)
{
    (void)m_application.take();
    const auto began = steady_clock::now();
    act();
    const bool isOk = waitFor(isDone, patience);
    const auto took = duration_cast<microseconds>(steady_clock::now() - began);
    const WatchReport watch = m_application.take();
    // What is painted last may still be on its way to the screen.
    QThread::msleep(200);
    ++m_number;
    takePicture(
        u"%1-%2"_s.arg(m_number, 2, 10, QChar(u'0')).arg(QString(name).replace(u' ', u'-')));

    m_failures += isOk ? 0 : 1;
    m_overBudget += watch.overBudget;
    m_worst = std::max(m_worst, watch.worstOwn);
    say(u"%1 %2  %3 ms  worst event %4 ms own (%5 ms wall, gap %6 ms)%7"_s
            .arg(isOk ? u"ok    "_s : u"FAILED"_s, name)
            .arg(inMs(took), 0, 'f', 1)
            .arg(inMs(watch.worstOwn), 0, 'f', 1)
            .arg(inMs(watch.worstWall), 0, 'f', 1)
            .arg(inMs(watch.worstGap), 0, 'f', 1)
            .arg(watch.overBudget > 0 ? u"  over budget: "_s + watch.worstEvent : QString()));
    return isOk;
}

void Stage::takePicture(const QString &name)
{
    const QRect place = ask([this] { return m_window.geometry(); });
    m_hands.picture(place).save(m_pictures.filePath(name + u".png"_s));
}

void Stage::print(const QString &name, double milliseconds, double aim)
{
    const QJsonObject line{{u"name"_s, name}, {u"value"_s, milliseconds}, {u"aim"_s, aim}};
    say(QString::fromUtf8(QJsonDocument(line).toJson(QJsonDocument::Compact)));
}

void Stage::note(const QString &sentence)
{
    say(sentence);
}

} // namespace clinidesk
