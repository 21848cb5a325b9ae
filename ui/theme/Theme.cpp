#include "ui/theme/Theme.h"

#include <QApplication>
#include <QFile>
#include <QFontInfo>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>
#include <QWidget>

#include <cmath>
#include <optional>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

bool isDirectional(const QString &name)
{
    static const QStringList names{u"previous"_s, u"next"_s,     u"first"_s,   u"last"_s,
                                   u"undo"_s,     u"sign-out"_s, u"sign-in"_s, u"open"_s,
                                   u"arrived"_s,  u"command"_s};
    return names.contains(name);
}

/// Draws the outline of an SVG file as a mask and fills it with the colour of the moment, so that a
/// change of theme needs no new icons.
class TintedIconEngine final : public QIconEngine
{
public:
    TintedIconEngine(const QString &name, std::optional<Colour> role)
        : m_name(name)
        , m_role(role)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal scale = painter->device() ? painter->device()->devicePixelRatioF() : 1;
        painter->drawPixmap(rect, scaledPixmap(rect.size() * scale, mode, state, scale));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        const QColor tint = tintFor(mode);
        const bool isMirrored = QGuiApplication::isRightToLeft() && isDirectional(m_name);
        const QString key = u"icon/%1/%2x%3@%4/%5/%6"_s.arg(m_name)
                                .arg(size.width())
                                .arg(size.height())
                                .arg(scale)
                                .arg(tint.name())
                                .arg(isMirrored);
        QPixmap drawn;
        if (QPixmapCache::find(key, &drawn))
            return drawn;
        drawn = draw(size, tint, isMirrored);
        drawn.setDevicePixelRatio(scale);
        QPixmapCache::insert(key, drawn);
        return drawn;
    }

    QSize actualSize(const QSize &size, QIcon::Mode, QIcon::State) override { return size; }
    [[nodiscard]] QIconEngine *clone() const override { return new TintedIconEngine(*this); }
    [[nodiscard]] bool isNull() override { return !QFile::exists(path()); }
    QString iconName() override { return m_name; }

private:
    [[nodiscard]] QString path() const { return u":/icons/"_s + m_name + u".svg"_s; }

    [[nodiscard]] QColor tintFor(QIcon::Mode mode) const
    {
        const QPalette palette = QApplication::palette();
        if (mode == QIcon::Disabled)
            return palette.color(QPalette::Disabled, QPalette::ButtonText);
        if (mode == QIcon::Selected)
            return colour(palette, Colour::OnSelection);
        return colour(palette, m_role.value_or(Colour::Text));
    }

    [[nodiscard]] QPixmap draw(const QSize &size, const QColor &tint, bool isMirrored) const
    {
        QImage image(size, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QSvgRenderer renderer(path());
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        const int side = std::min(size.width(), size.height());
        renderer.render(
            &painter,
            QRectF((size.width() - side) / 2.0, (size.height() - side) / 2.0, side, side));
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(image.rect(), tint);
        painter.end();
        return QPixmap::fromImage(isMirrored ? image.mirrored(true, false) : image);
    }

    QString m_name;
    std::optional<Colour> m_role;
};

QIcon tinted(const QString &name, std::optional<Colour> role)
{
    if (!QFile::exists(u":/icons/"_s + name + u".svg"_s)) {
        qWarning("no icon named %s", qPrintable(name));
        return {};
    }
    return QIcon(new TintedIconEngine(name, role));
}

} // namespace

int Theme::em(const QWidget *widget, qreal ems)
{
    const QFont font = widget ? widget->font() : QApplication::font();
    return int(std::lround(ems * QFontInfo(font).pixelSize()));
}

QFont Theme::font(const QFont &base, TextStyle style)
{
    QFont styled = base;
    const qreal points = base.pointSizeF();
    switch (style) {
    case TextStyle::Body:
        break;
    case TextStyle::Small:
        styled.setPointSizeF(points * 0.9);
        break;
    case TextStyle::Strong:
        styled.setWeight(QFont::DemiBold);
        break;
    case TextStyle::Heading:
        styled.setPointSizeF(points * 1.2);
        styled.setWeight(QFont::DemiBold);
        break;
    case TextStyle::Title:
        styled.setPointSizeF(points * 1.6);
        styled.setWeight(QFont::DemiBold);
        break;
    }
    return styled;
}

QIcon Theme::icon(const QString &name)
{
    return tinted(name, std::nullopt);
}

QIcon Theme::icon(const QString &name, Colour role)
{
    return tinted(name, role);
}

} // namespace clinidesk
