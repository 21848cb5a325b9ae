#include "tests/pictures/InventedDesk.h"
#include "tests/pictures/Picture.h"
#include "tests/pictures/Scenes.h"
#include "tests/ui/PageMain.h"
#include "ui/viewmodels/SecondReading.h"

#include <QElapsedTimer>
#include <QFont>
#include <QFontInfo>
#include <QPainter>
#include <QPixmapCache>
#include <QToolButton>

#include <algorithm>
#include <memory>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

using Choice = Appearance::Choice;

/// One way of looking at a scene. The screen's own scale is the program's: see CMakeLists.txt.
struct View
{
    QString name;
    Choice choice = Choice::Light;
    QSize size{1280, 800};
    int percent = 100;
    Qt::LayoutDirection direction = Qt::LeftToRight;
};

/// The screen's own scale this program runs at, as people say it: 100, 125, 150, 200.
int screenPercent()
{
    return int(std::lround(qGuiApp->devicePixelRatio() * 100));
}

/// Which combinations are kept, and why:
/// - every scene in the three palettes at 1280×800: colours and states meet there;
/// - content and failures also with text of 150 and 200 % and turned round, in light only: room is
///   a matter of layout, not of colour;
/// - the three lists at 1920×1080 and at the screen scales 150 and 200 %: everything is larger by
///   itself there, so only sharpness and rounding can go wrong.
/// 125 % lies between two that are kept.
QList<View> viewsOf(const Scene &scene)
{
    const bool isList = QStringList{u"today"_s, u"booking"_s, u"history"_s}.contains(scene.name);
    if (screenPercent() != 100) {
        if (!isList)
            return {};
        return {{u"screen%1"_s.arg(screenPercent())}};
    }
    QList<View> views{
        {u"light"_s}, {u"dark"_s, Choice::Dark}, {u"contrast"_s, Choice::HighContrast}};
    if (scene.kind == Scene::Kind::Other)
        return views;
    if (isList)
        views.append({u"wide"_s, Choice::Light, QSize(1920, 1080)});
    for (const int percent : {150, 200})
        views.append({u"text%1"_s.arg(percent), Choice::Light, QSize(1280, 800), percent});
    views.append({u"mirrored"_s, Choice::Light, QSize(1280, 800), 100, Qt::RightToLeft});
    return views;
}

/// The application as it is before anybody chose anything.
void undress(Qt::LayoutDirection direction)
{
    QFont font(u"Noto Sans"_s);
    font.setPointSizeF(10);
    font.setHintingPreference(QFont::PreferNoHinting);
    QApplication::setFont(font);
    QApplication::setLayoutDirection(direction);
    QPixmapCache::clear();
}

QtMessageHandler strictHandler = nullptr;

/// Keeps out of the report what every machine says: that Noto Sans leaves Devanagari, in the list
/// of languages, to the next font.
void passOn(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    if (!message.contains(u"OpenType support missing for \"Noto Sans\""_s))
        strictHandler(type, context, message);
}

QImage grab(FakeDesk &desk)
{
    // Nobody's pointer rests on anything.
    for (QWidget *widget : desk.window.findChildren<QWidget *>()) {
        if (!widget->underMouse())
            continue;
        QEvent leave(QEvent::Leave);
        widget->setAttribute(Qt::WA_UnderMouse, false);
        QCoreApplication::sendEvent(widget, &leave);
    }
    settle();
    // A field's clear button fades in and out.
    (void)QTest::qWaitFor([&] {
        const auto fields = desk.window.findChildren<QToolButton *>();
        return std::none_of(fields.begin(), fields.end(), [](const QToolButton *button) {
            const qreal shown = button->property("opacity").toReal();
            return shown > 0 && shown < 1;
        });
    });
    settle();
    return desk.window.grab().toImage();
}

} // namespace

class tst_Pictures : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QCOMPARE(QFontInfo(QFont(u"Noto Sans"_s)).family(), u"Noto Sans"_s);
        QApplication::setCursorFlashTime(0);
        strictHandler = qInstallMessageHandler(passOn);
    }

    void movedButton_isSeen_andASoftenedEdgeIsNot()
    {
        QImage before(200, 100, QImage::Format_RGB32);
        before.fill(Qt::white);
        QImage moved = before;
        QImage softened = before;
        const auto drawButton = [](QImage &image, const QColor &edge, int x) {
            QPainter painter(&image);
            painter.setPen(edge);
            painter.drawRect(x, 30, 80, 28);
        };
        drawButton(before, QColor(90, 90, 90), 50);
        drawButton(softened, QColor(110, 110, 110), 50);
        drawButton(moved, QColor(90, 90, 90), 51);
        const int allowed = pictures::Tolerance().pixels;
        QVERIFY(pictures::differingPixels(moved, before) > allowed);
        QVERIFY(pictures::differingPixels(softened, before) <= allowed);
        QVERIFY(pictures::differingPixels(before.copy(0, 0, 199, 100), before) > allowed);
    }

    void fewerColours_stayWithinTheTolerance()
    {
        QImage rich(256, 256, QImage::Format_RGB32);
        for (int y = 0; y < rich.height(); ++y) {
            for (int x = 0; x < rich.width(); ++x)
                rich.setPixel(x, y, qRgb(x, y, (x + y) / 2));
        }
        const QImage small = pictures::withPalette(rich);
        QVERIFY(small.colorCount() <= 256);
        QCOMPARE(pictures::differingPixels(small, rich), 0);
    }

    void fewerColours_keepThoseOfAreas()
    {
        QImage near(64, 64, QImage::Format_RGB32);
        near.fill(Qt::white);
        QPainter(&near).fillRect(0, 0, 64, 20, QColor(242, 245, 248));
        QCOMPARE(pictures::withPalette(near).convertToFormat(near.format()), near);
    }

    void window_looksAsApproved_data()
    {
        QTest::addColumn<int>("scene");
        QTest::addColumn<int>("view");
        const QList<Scene> all = scenes();
        for (int scene = 0; scene < all.size(); ++scene) {
            const QList<View> views = viewsOf(all.at(scene));
            for (int view = 0; view < views.size(); ++view)
                QTest::addRow("%s", qPrintable(all.at(scene).name + u'/' + views.at(view).name))
                    << scene << view;
        }
    }

    void window_looksAsApproved()
    {
        QFETCH(int, scene);
        QFETCH(int, view);
        const Scene shown = scenes().at(scene);
        const View look = viewsOf(shown).at(view);
        // One window serves all views of a scene: what a person changes in it changes there, too.
        if (!m_desk || m_scene != scene || m_direction != look.direction) {
            m_desk.reset();
            undress(look.direction);
            m_desk = newDesk();
            m_scene = scene;
            m_direction = look.direction;
            shown.arrange(*m_desk);
            if (QTest::currentTestFailed())
                return;
            if (shown.name.endsWith(u"-failed"_s)) // A page asks once more before it rests.
                QTest::qWait(int(SecondReading::pause.count()) + 300);
        }
        m_desk->window.resize(look.size);
        m_desk->appearance.choose(look.choice);
        m_desk->appearance.setTextPercent(look.percent);
        const QImage picture = grab(*m_desk);
        ++m_count;

        QCOMPARE(m_desk->window.size(), look.size); // Nothing pushes the window out of the screen.
        const QString problem = pictures::judge(picture, shown.name + u'/' + look.name);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }

    void cleanupTestCase()
    {
        m_desk.reset();
        qInstallMessageHandler(strictHandler);
        qInfo("U1 pictures: %d at screen scale %d %%, in %.1f s", m_count, screenPercent(),
              double(m_timer.elapsed()) / 1000);
    }

private:
    std::unique_ptr<FakeDesk> m_desk;
    int m_scene = -1;
    Qt::LayoutDirection m_direction = Qt::LeftToRight;
    int m_count = 0;
    QElapsedTimer m_timer = [] {
        QElapsedTimer timer;
        timer.start();
        return timer;
    }();
};

int main(int argc, char **argv)
{
    qputenv("FONTCONFIG_FILE", CLINIDESK_PICTURES "/fonts.conf");
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("TZ", "Europe/Berlin");
    qputenv("LC_ALL", "C.UTF-8");
    qunsetenv("QT_FONT_DPI");
    QGuiApplication::setHighDpiScaleFactorRoundingPolicy(
        Qt::HighDpiScaleFactorRoundingPolicy::PassThrough);
    return runPageTest(argc, argv, [] { return std::make_unique<tst_Pictures>(); });
}

#include "tst_Pictures.moc"
