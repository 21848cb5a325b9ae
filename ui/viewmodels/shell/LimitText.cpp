#include "ui/viewmodels/shell/LimitText.h"

#include "ui/viewmodels/Sentence.h"

#include <QLocale>

namespace clinidesk {

QString LimitText::left(const std::optional<LimitStanding> &low)
{
    if (!low)
        return {};
    const QLocale locale;
    const QString text = low->kind == LimitKind::Booking
        ? tr("%1 of %2 bookings of this patient left")
        : tr("%1 of %2 changes left");
    return text.arg(locale.toString(low->remaining), locale.toString(low->limit));
}

QString LimitText::hint(const std::optional<LimitStanding> &low)
{
    if (!low)
        return {};
    const QString window = Sentence::duration(low->window);
    return low->kind == LimitKind::Booking
        ? tr("A patient is booked at most %1 times within %2. After that the next booking of the "
             "same patient has to wait.")
              .arg(QLocale().toString(low->limit), window)
        : tr("You may change at most %1 things within %2. Wait a little, and more become "
             "available.")
              .arg(QLocale().toString(low->limit), window);
}

} // namespace clinidesk
