#include "ui/theme/Appearance.h"

#include "ui/theme/DeskStyle.h"

#include <QApplication>
#include <QFont>
#include <QFontDatabase>
#include <QMetaEnum>
#include <QPixmapCache>
#include <QSettings>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

QString choiceKey()
{
    return u"appearance/theme"_s;
}

QString percentKey()
{
    return u"appearance/textPercent"_s;
}

} // namespace

Look systemLook()
{
#ifdef Q_OS_WIN
    const QSettings personal(u"HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion"
                             "\\Themes\\Personalize"_s,
                             QSettings::NativeFormat);
    return personal.value(u"AppsUseLightTheme"_s, 1).toInt() == 0 ? Look::Dark : Look::Light;
#else
    const QPalette palette;
    return palette.color(QPalette::Window).lightness()
            < palette.color(QPalette::WindowText).lightness()
        ? Look::Dark
        : Look::Light;
#endif
}

Appearance::Appearance(const QString &file, QObject *parent)
    : QObject(parent)
    , m_file(file)
    , m_systemLook(systemLook())
    , m_systemPoints(std::max(qreal(8), QApplication::font().pointSizeF()))
{
    const auto choices = QMetaEnum::fromType<Choice>();
    bool isKnown = false;
    const IniValues kept = m_file.read();
    const QByteArray word = kept.value(choiceKey()).toUtf8();
    const int choice = choices.keyToValue(word.constData(), &isKnown);
    if (isKnown)
        m_choice = Choice(choice);
    m_percent = std::clamp(kept.value(percentKey()).toInt(), smallest, largest);
    m_saveAgain.setSingleShot(true);
    connect(&m_saveAgain, &QTimer::timeout, this, &Appearance::save);
    QApplication::setStyle(new DeskStyle);
    apply();
}

Look Appearance::look() const
{
    switch (m_choice) {
    case Choice::System:
        return m_systemLook;
    case Choice::Light:
        return Look::Light;
    case Choice::Dark:
        return Look::Dark;
    case Choice::HighContrast:
        return Look::HighContrast;
    }
    Q_UNREACHABLE();
}

void Appearance::choose(Choice choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    save();
    apply();
}

void Appearance::setTextPercent(int percent)
{
    const int bounded = std::clamp(percent, smallest, largest);
    if (bounded == m_percent)
        return;
    m_percent = bounded;
    save();
    apply();
}

void Appearance::save()
{
    IniValues kept = m_file.read();
    const char *word = QMetaEnum::fromType<Choice>().valueToKey(int(m_choice));
    kept.insert(choiceKey(), QString::fromLatin1(word));
    kept.insert(percentKey(), QString::number(m_percent));
    const Result<Done> answer = m_file.write(kept);
    const auto unsaved = answer ? std::nullopt : std::optional(answer.error());
    if (unsaved)
        m_saveAgain.start(saveAgainAfter);
    else
        m_saveAgain.stop();
    if (unsaved == m_unsaved)
        return;
    m_unsaved = unsaved;
    emit unsavedChanged();
}

void Appearance::apply()
{
    QFont font = QApplication::font();
    font.setPointSizeF(m_systemPoints * m_percent / 100.0);
    if (font != QApplication::font())
        QApplication::setFont(font);
    if (const QPalette palette = paletteFor(look()); palette != QApplication::palette())
        QApplication::setPalette(palette);
    emit changed();
}

} // namespace clinidesk
