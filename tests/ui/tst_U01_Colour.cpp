#include "ui/theme/Colour.h"
#include "ui/theme/StatusLook.h"

#include <QSet>
#include <QTest>

#include <array>
#include <cmath>

using namespace clinidesk;

namespace {

constexpr double textContrast = 4.5;
constexpr double signContrast = 3.0;

const QList<Look> looks{Look::Light, Look::Dark, Look::HighContrast};
const QList<Colour> grounds{Colour::Window,     Colour::Surface,  Colour::Rail,
                            Colour::Hover,      Colour::GoodFill, Colour::WarningFill,
                            Colour::DangerFill, Colour::InfoFill, Colour::DeceasedFill};
const QList<Colour> plainGrounds{Colour::Window, Colour::Surface, Colour::Rail, Colour::Hover};

using Vector = std::array<double, 3>;

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

/// How an eye without one kind of cone sees @p colour, by Machado, Oliveira and Fernandes (2009).
Vector seen(const QColor &colour, const std::array<Vector, 3> &eye)
{
    const Vector rgb{linear(double(colour.redF())), linear(double(colour.greenF())),
                     linear(double(colour.blueF()))};
    Vector out{};
    for (size_t row = 0; row < 3; ++row)
        out[row] = std::clamp(eye[row][0] * rgb[0] + eye[row][1] * rgb[1] + eye[row][2] * rgb[2],
                              0.0, 1.0);
    return out;
}

Vector lab(const Vector &rgb)
{
    const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
    const double x = (0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.9505;
    const double y = 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
    const double z = (0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.089;
    return {116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))};
}

double difference(const Vector &a, const Vector &b)
{
    const Vector one = lab(a);
    const Vector other = lab(b);
    return std::hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}

const QList<std::array<Vector, 3>> eyes{
    {Vector{1, 0, 0}, Vector{0, 1, 0}, Vector{0, 0, 1}},
    {Vector{0.152286, 1.052583, -0.204868}, Vector{0.114503, 0.786281, 0.099216},
     Vector{-0.003882, -0.048116, 1.051998}}, // protan
    {Vector{0.367322, 0.860646, -0.227968}, Vector{0.280085, 0.672501, 0.047413},
     Vector{-0.011820, 0.042940, 0.968881}}, // deutan
    {Vector{1.255528, -0.076749, -0.178779}, Vector{-0.078411, 0.930809, 0.147602},
     Vector{0.004733, 0.691367, 0.303900}}, // tritan
};

/// Statuses that one step of a visit connects: what a list shows side by side.
const QList<std::pair<Status, Status>> neighbours{
    {Status::Pending, Status::Booked},       {Status::Pending, Status::Rejected},
    {Status::Booked, Status::Arrived},       {Status::Arrived, Status::InProgress},
    {Status::InProgress, Status::Completed}, {Status::Booked, Status::Cancelled},
    {Status::Booked, Status::NoShow},
};

} // namespace

class tst_U01_Colour : public QObject
{
    Q_OBJECT

private slots:
    void text_reads_onEveryGround()
    {
        for (const Look look : looks) {
            for (const Colour ground : grounds) {
                for (const Colour text : {Colour::Text, Colour::TextWeak})
                    check(look, text, ground, textContrast);
            }
            check(look, Colour::OnSelection, Colour::Selection, textContrast);
            // A pressed button and a status chosen as a filter keep the text of a button.
            check(look, Colour::Text, Colour::Selection, textContrast);
            check(look, Colour::OnAccent, Colour::Accent, textContrast);
            for (const Colour ground : plainGrounds)
                check(look, Colour::Link, ground, textContrast);
        }
    }

    void signs_readAsText_onPlainGroundsAndTheirFill()
    {
        for (const Look look : looks) {
            for (const Colour sign : {Colour::Good, Colour::Warning, Colour::Danger}) {
                for (const Colour ground : plainGrounds)
                    check(look, sign, ground, textContrast);
            }
            check(look, Colour::Good, Colour::GoodFill, textContrast);
            check(look, Colour::Warning, Colour::WarningFill, textContrast);
            check(look, Colour::Danger, Colour::DangerFill, textContrast);
        }
    }

    void linesAndFocus_areSeen_onEveryGround()
    {
        for (const Look look : looks) {
            for (const Colour ground : grounds) {
                for (const Colour line : {Colour::Line, Colour::Focus, Colour::Accent})
                    check(look, line, ground, signContrast);
            }
            check(look, Colour::Focus, Colour::Selection, signContrast);
            check(look, Colour::Accent, Colour::Selection, signContrast); // The mark of the page.
        }
    }

    void status_reads_onListsAndSelection()
    {
        for (const Look look : looks) {
            for (int number = 0; number < statusCount; ++number) {
                const QColor ink = statusColour(look, Status(number));
                for (const Colour ground : {Colour::Window, Colour::Surface, Colour::Selection}) {
                    const double found = contrast(ink, colour(look, ground));
                    QVERIFY2(found >= textContrast,
                             qPrintable(QStringLiteral("look %1, status %2, ground %3: %4")
                                            .arg(int(look))
                                            .arg(number)
                                            .arg(int(ground))
                                            .arg(found)));
                }
            }
        }
    }

    void neighbouringStatuses_differ_forEveryEye()
    {
        for (const Look look : looks) {
            for (const auto &[one, other] : neighbours) {
                for (int eye = 0; eye < eyes.size(); ++eye) {
                    const double found = difference(seen(statusColour(look, one), eyes[eye]),
                                                    seen(statusColour(look, other), eyes[eye]));
                    QVERIFY2(found > 10,
                             qPrintable(QStringLiteral("look %1, statuses %2 and %3, eye %4: %5")
                                            .arg(int(look))
                                            .arg(int(one))
                                            .arg(int(other))
                                            .arg(eye)
                                            .arg(found)));
                }
            }
        }
    }

    void everyStatus_hasAGlyphAndATextOfItsOwn()
    {
        QSet<QString> glyphs;
        QSet<QString> texts;
        for (int number = 0; number < statusCount; ++number) {
            glyphs.insert(statusLook(Status(number)).glyph);
            texts.insert(statusLook(Status(number)).text);
        }
        QCOMPARE(glyphs.size(), statusCount);
        QCOMPARE(texts.size(), statusCount);
    }

    void everyRoleOfThePalette_reads_onItsGround()
    {
        using P = QPalette;
        const QList<std::pair<P::ColorRole, P::ColorRole>> pairs{{P::WindowText, P::Window},
                                                                 {P::Text, P::Base},
                                                                 {P::Text, P::AlternateBase},
                                                                 {P::PlaceholderText, P::Base},
                                                                 {P::ButtonText, P::Button},
                                                                 {P::HighlightedText, P::Highlight},
                                                                 {P::Link, P::Base},
                                                                 {P::LinkVisited, P::Base},
                                                                 {P::ToolTipText, P::ToolTipBase}};
        for (const Look look : looks) {
            const QPalette palette = paletteFor(look);
            // What is greyed must be read, too: it says what will be possible later.
            for (const auto group : {P::Active, P::Inactive, P::Disabled}) {
                for (const auto &[ink, ground] : pairs) {
                    const double found
                        = contrast(palette.color(group, ink), palette.color(group, ground));
                    QVERIFY2(found >= textContrast,
                             qPrintable(QStringLiteral("look %1, group %2, role %3 on %4: %5")
                                            .arg(int(look))
                                            .arg(int(group))
                                            .arg(int(ink))
                                            .arg(int(ground))
                                            .arg(found)));
                }
            }
        }
    }

    void look_isKnown_fromItsPalette()
    {
        for (const Look look : looks)
            QCOMPARE(lookOf(paletteFor(look)), look);
    }

private:
    static void check(Look look, Colour ink, Colour ground, double least)
    {
        const double found = contrast(colour(look, ink), colour(look, ground));
        QVERIFY2(found >= least,
                 qPrintable(QStringLiteral("look %1, colour %2 on %3: %4")
                                .arg(int(look))
                                .arg(int(ink))
                                .arg(int(ground))
                                .arg(found)));
    }
};

QTEST_GUILESS_MAIN(tst_U01_Colour)
#include "tst_U01_Colour.moc"
