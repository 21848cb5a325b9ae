#include "ui/viewmodels/monitor/MonitorViewModel.h"

#include "core/base/Clock.h"
#include "core/monitor/Monitor.h"
#include "ui/viewmodels/monitor/FigureWording.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace clinidesk {

MonitorViewModel::MonitorViewModel(Ports ports, QObject *parent)
    : QObject(parent)
    , m_ports(std::move(ports))
    , m_layers(FigureWording::layerHeadings())
    , m_kinds(FigureWording::kindHeadings())
    , m_store(FigureWording::storeHeadings())
{
    m_timer.setInterval(beat);
    connect(&m_timer, &QTimer::timeout, this, &MonitorViewModel::refresh);
    refresh();
}

void MonitorViewModel::setActive(bool isActive)
{
    if (!isActive)
        return m_timer.stop();
    refresh();
    m_timer.start();
}

void MonitorViewModel::refresh()
{
    const CacheFigures figures = m_ports.monitor ? m_ports.monitor->figures() : CacheFigures();
    const auto shared = m_ports.shared ? m_ports.shared->state() : SharedLayer::State::NotUsed;
    m_isEmpty = FigureWording::questions(figures) == 0;
    m_sentence = FigureWording::sentence(figures, shared);
    m_trouble = shared == SharedLayer::State::Away
        ? tr("Redis doesn't answer. Everything works on, from memory and the database; nothing "
             "that is shown is older than it says.")
        : QString();
    m_asOf = tr("as of %1").arg(m_ports.clock.now().toLocalTime().toString(u"HH:mm:ss"_s));
    m_layers.setRows(FigureWording::layerRows(figures));
    m_kinds.setRows(FigureWording::kindRows(figures));
    m_store.setRows(FigureWording::storeRows(figures, shared));
    emit changed();
}

QString MonitorViewModel::text() const
{
    const QStringList parts{m_sentence + u' ' + m_asOf, m_layers.text(), m_kinds.text(),
                            m_store.text()};
    // What keeps figures in order in a right-to-left window has no place in a spreadsheet.
    return parts.join(u'\n').remove(QChar(0x200E));
}

} // namespace clinidesk
