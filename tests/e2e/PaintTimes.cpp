#include "tests/e2e/PaintTimes.h"

#include <QApplication>
#include <QEvent>

using namespace Qt::StringLiterals;

namespace clinidesk {

PaintTimes::PaintTimes(Clock::time_point began)
    : m_began(began)
{
}

void PaintTimes::watch()
{
    qApp->installEventFilter(this);
}

double PaintTimes::since(const QString &page, Clock::time_point start) const
{
    const std::scoped_lock lock(m_mutex);
    const auto first = m_firsts.constFind(page);
    if (first == m_firsts.constEnd())
        return -1;
    return std::chrono::duration<double, std::milli>(*first - start).count();
}

bool PaintTimes::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Paint && watched->objectName().endsWith(u"Page"_s)) {
        const std::scoped_lock lock(m_mutex);
        if (!m_firsts.contains(watched->objectName()))
            m_firsts.insert(watched->objectName(), Clock::now());
    }
    return false;
}

} // namespace clinidesk
