#include "core/booking/SlotWish.h"

#include "core/booking/TypedTime.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr qsizetype fewestLetters = 3;
const QTime midnight(0, 0);
const QTime noon(12, 0);

std::optional<Qt::DayOfWeek> weekdayOf(const QString &word, const DateWords &words)
{
    if (word.size() < fewestLetters)
        return {};
    for (qsizetype i = 0; i < words.weekdays.size(); ++i) {
        if (words.weekdays.at(i).startsWith(word))
            return Qt::DayOfWeek(i + 1);
    }
    return {};
}

/// "14", "14:30", "9h30", "2pm"
std::optional<QTime> clockTime(const QString &typed)
{
    static const QRegularExpression bare(u"^\\d{1,2}$"_s);
    const QString text = bare.match(typed).hasMatch() ? QString(typed % u'h') : typed;
    return wallTime(text);
}

/// Reads word by word; what is no wish is a name.
class WishReader final
{
public:
    WishReader(const QString &text, const DateWords &words)
        : m_words(words)
    {
        QString apart = text.simplified();
        apart.replace(u","_s, u" , "_s);
        m_typed = apart.split(u' ', Qt::SkipEmptyParts);
    }

    std::optional<SlotWish> read()
    {
        while (m_at < m_typed.size()) {
            if (!readOne())
                return {};
        }
        endName();
        if (m_after || m_before) {
            const WallHours between{m_after.value_or(midnight), m_before.value_or(midnight)};
            if (!add(between))
                return {};
        }
        return m_wish;
    }

private:
    /// False where a time has to follow and does not.
    bool readOne()
    {
        const QString typed = m_typed.at(m_at++);
        const QString word = typed.toLower();
        if (word == u","_s) {
            endName();
        } else if (isAfterTitle()) {
            m_name.append(typed);
        } else if (const auto weekday = weekdayOf(word, m_words)) {
            if (!m_wish.weekdays.contains(*weekday))
                m_wish.weekdays.append(*weekday);
        } else if (word == u"am"_s || word == m_words.morning) {
            return add({midnight, noon});
        } else if (word == u"pm"_s || word == m_words.afternoon) {
            return add({noon, midnight});
        } else if (word == m_words.after) {
            return (m_after = nextTime()).has_value();
        } else if (word == m_words.before) {
            return (m_before = nextTime()).has_value();
        } else if (word.front().isDigit()) {
            return addSpan(word);
        } else {
            m_name.append(typed);
        }
        return true;
    }

    /// There are people called Sun and Friday.
    [[nodiscard]] bool isAfterTitle() const
    {
        static const QStringList titles{u"dr"_s, u"dr."_s, u"prof"_s, u"prof."_s};
        return !m_name.isEmpty() && titles.contains(m_name.last().toLower());
    }

    std::optional<QTime> nextTime()
    {
        if (m_at >= m_typed.size())
            return {};
        QString time = m_typed.at(m_at++).toLower();
        const QString half = m_typed.value(m_at).toLower();
        if (half == u"am"_s || half == u"pm"_s) {
            time += half;
            ++m_at;
        }
        return clockTime(time);
    }

    bool addSpan(const QString &word)
    {
        const QStringList ends = word.split(u'-');
        if (ends.size() != 2)
            return false;
        const auto from = clockTime(ends.first());
        const auto until = ends.last() == u"24"_s || ends.last() == u"24:00"_s
            ? midnight
            : clockTime(ends.last());
        return from && until && add({*from, *until});
    }

    bool add(const WallHours &hours)
    {
        if (hours.until != midnight && hours.until <= hours.from)
            return false;
        m_wish.hours.append(hours);
        return true;
    }

    void endName()
    {
        if (!m_name.isEmpty())
            m_wish.whom.append(m_name.join(u' '));
        m_name.clear();
    }

    const DateWords &m_words;
    QStringList m_typed;
    QStringList m_name;
    qsizetype m_at = 0;
    std::optional<QTime> m_after;
    std::optional<QTime> m_before;
    SlotWish m_wish;
};

} // namespace

std::optional<SlotWish> slotWish(const QString &text, const DateWords &words)
{
    return WishReader(text, words).read();
}

} // namespace clinidesk
