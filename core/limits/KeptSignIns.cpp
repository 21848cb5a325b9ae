#include "core/limits/KeptSignIns.h"

#include "core/base/Log.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

const QString valueName = u"sign_in/failed_at"_s;
constexpr qsizetype most = 1'000;

} // namespace

KeptSignIns::KeptSignIns(IniFile file, const LimitAsk &desk, LocalLimiter &limiter,
                         const Clock &clock)
    : m_file(std::move(file))
    , m_desk(desk)
    , m_limiter(limiter)
    , m_clock(clock)
{
}

void KeptSignIns::restore()
{
    const qint64 now = m_clock.now().toMSecsSinceEpoch();
    QList<std::chrono::milliseconds> ages;
    const QStringList texts = m_file.read().value(valueName).split(u' ', Qt::SkipEmptyParts);
    for (const QString &text : texts.first(std::min(texts.size(), most))) {
        bool isTime = false;
        const qint64 at = text.toLongLong(&isTime);
        // A clock that was set back doesn't make them count for longer.
        if (isTime)
            ages << std::chrono::milliseconds(std::max<qint64>(0, now - at));
    }
    std::sort(ages.begin(), ages.end(), std::greater<>());
    m_limiter.restore(m_desk, ages);
}

void KeptSignIns::keep()
{
    const qint64 now = m_clock.now().toMSecsSinceEpoch();
    QStringList texts;
    for (const std::chrono::milliseconds age : m_limiter.spent(m_desk))
        texts << QString::number(now - age.count());
    if (const auto written = m_file.write({{valueName, texts.join(u' ')}}); !written)
        qCInfo(lcDesk) << "failed sign-ins are not kept:" << written.error().detail;
}

} // namespace clinidesk
