#include "tests/ui/PageTest.h"
#include "ui/theme/Appearance.h"
#include "ui/theme/Theme.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

class tst_Theme : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void everyIcon_drawsSomething_atEveryScale()
    {
        const QStringList files = QDir(u":/icons"_s).entryList({u"*.svg"_s});
        QVERIFY(files.size() > 40);
        for (const QString &file : files) {
            const QIcon icon = Theme::icon(file.chopped(4));
            for (const int side : {16, 24, 48}) {
                const QImage image = icon.pixmap(side, side).toImage();
                QCOMPARE(image.size(), QSize(side, side));
                int inked = 0;
                for (int y = 0; y < side; ++y) {
                    for (int x = 0; x < side; ++x)
                        inked += qAlpha(image.pixel(x, y)) > 127 ? 1 : 0;
                }
                QVERIFY2(inked > side / 2, qPrintable(file));
            }
        }
    }

    void icon_takesThePalettesColour()
    {
        QApplication::setPalette(paletteFor(Look::Dark));
        const QImage image = Theme::icon(u"cross"_s).pixmap(25, 25).toImage();
        QCOMPARE(QColor(image.pixel(12, 12)).name(), colour(Look::Dark, Colour::Text).name());
    }

    void unknownIcon_isEmptyAndSaysSo()
    {
        QTest::ignoreMessage(QtWarningMsg, "no icon named unheard-of");
        QVERIFY(Theme::icon(u"unheard-of"_s).isNull());
    }

    void choice_isRemembered()
    {
        {
            Appearance appearance(file());
            appearance.choose(Appearance::Choice::Dark);
            appearance.setTextPercent(150);
        }
        const Appearance again(file());
        QCOMPARE(again.choice(), Appearance::Choice::Dark);
        QCOMPARE(again.textPercent(), 150);
        QCOMPARE(lookOf(QApplication::palette()), Look::Dark);
    }

    void textPercent_staysBetweenItsLimits()
    {
        Appearance appearance(file());
        appearance.setTextPercent(900);
        QCOMPARE(appearance.textPercent(), Appearance::largest);
        appearance.setTextPercent(1);
        QCOMPARE(appearance.textPercent(), Appearance::smallest);
    }

    void lengths_followTheText()
    {
        Appearance appearance(file());
        const int before = Theme::em(nullptr, 10);
        appearance.setTextPercent(200);
        QVERIFY(Theme::em(nullptr, 10) >= before * 19 / 10);
        appearance.setTextPercent(100);
    }

private:
    [[nodiscard]] QString file() const { return m_folder->filePath(u"desk.ini"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

CLINIDESK_PAGE_TEST(tst_Theme)
#include "tst_Theme.moc"
