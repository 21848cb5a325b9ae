#pragma once

#include "tests/ui/PageMain.h"
#include "ui/theme/Colour.h"
#include "ui/theme/DeskStyle.h"

#include <QAccessible>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPalette>
#include <QStackedWidget>
#include <QTest>

#include <ctime>

namespace clinidesk {

/// The widget of @p name inside @p parent; without it the test is wrong and stops.
template <typename Widget> [[nodiscard]] Widget *named(const QWidget *parent, const char *name)
{
    auto *found = parent->findChild<Widget *>(QString::fromLatin1(name));
    if (!found)
        qFatal("no widget is called %s", name);
    return found;
}

/// The application as the desk dresses it.
inline void dress()
{
    QApplication::setStyle(new DeskStyle);
    QApplication::setPalette(paletteFor(Look::Light));
}

/// Saves @p page as a picture when CLINIDESK_SHOTS names a folder: to be looked at by people.
inline void shoot(QWidget *page, const QString &name)
{
    const QString folder = qEnvironmentVariable("CLINIDESK_SHOTS");
    if (folder.isEmpty())
        return;
    for (const Look look : {Look::Light, Look::Dark}) {
        QApplication::setPalette(paletteFor(look));
        QCoreApplication::processEvents();
        page->grab().save(
            folder + u'/' + name
            + (look == Look::Light ? QStringLiteral("-light.png") : QStringLiteral("-dark.png")));
    }
    QApplication::setPalette(paletteFor(Look::Light));
}

/// Microseconds of processor time @p work takes: what a busy machine doesn't change.
template <typename Work> [[nodiscard]] qint64 ownTime(Work work)
{
    const std::clock_t before = std::clock();
    work();
    return qint64(std::clock() - before) * 1000000 / CLOCKS_PER_SEC;
}

/// Every control of @p page a person can reach has an object name and a name for screen readers.
inline QStringList unnamedControls(QWidget *page)
{
    QStringList missing;
    for (QWidget *widget : page->findChildren<QWidget *>()) {
        const bool isControl = widget->focusPolicy() != Qt::NoFocus && !widget->focusProxy();
        const bool isQtsOwn = widget->objectName().startsWith(QLatin1String("qt_"))
            || widget->inherits("QComboBoxListView");
        if (!isControl || isQtsOwn || !widget->isVisibleTo(page))
            continue;
        QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(widget);
        if (widget->objectName().isEmpty() || !spoken || spoken->text(QAccessible::Name).isEmpty())
            missing << QStringLiteral("%1 %2").arg(
                QString::fromLatin1(widget->metaObject()->className()), widget->objectName());
    }
    return missing;
}

} // namespace clinidesk
