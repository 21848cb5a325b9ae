#include "ui/paper/PaperPreview.h"

#include "core/base/Async.h"
#include "ui/paper/PaperPages.h"

#include <QEvent>
#include <QPainter>
#include <QScrollBar>
#include <QThreadPool>

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace clinidesk {

/// The sheet itself, white in every theme: paper is.
class SheetView final : public QWidget
{
public:
    using QWidget::QWidget;

    void show(const QImage &image)
    {
        m_image = image;
        const QSizeF size = image.deviceIndependentSize();
        setFixedSize(size.toSize());
        update();
    }
    [[nodiscard]] const QImage &image() const { return m_image; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.drawImage(0, 0, m_image);
        painter.setPen(palette().color(QPalette::Mid));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }

private:
    QImage m_image;
};

PaperPreview::PaperPreview(QWidget *parent)
    : QScrollArea(parent)
    , m_sheet(new SheetView)
{
    setObjectName(u"paperPreview"_s);
    setWidget(m_sheet);
    m_sheet->setObjectName(u"paperSheet"_s);
    setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // Else the width would swing.
    m_soon.setSingleShot(true);
    m_soon.setInterval(30ms);
    connect(&m_soon, &QTimer::timeout, this, &PaperPreview::render);
}

const QImage &PaperPreview::image() const
{
    return m_sheet->image();
}

void PaperPreview::setDocument(const PaperDocument &document)
{
    if (document == m_document)
        return;
    m_document = document;
    m_soon.start();
}

void PaperPreview::setPage(int page)
{
    page = std::clamp(page, 0, std::max(0, m_count - 1));
    if (page == m_page)
        return;
    m_page = page;
    verticalScrollBar()->setValue(0);
    emit pageChanged();
    m_soon.start();
}

void PaperPreview::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    if (std::abs(sheetWidth() - m_sheet->width()) > 1)
        m_soon.start();
}

void PaperPreview::changeEvent(QEvent *event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LayoutDirectionChange)
        m_soon.start();
}

int PaperPreview::sheetWidth() const
{
    // As large as on paper at most; in small windows as large as the room.
    const qreal real = PaperPages::size(m_document.format).width() / PaperUnit::perInch
        * std::max(96, logicalDpiX()) * 1.25;
    return std::clamp(viewport()->width(), 1, int(real));
}

void PaperPreview::render()
{
    ++m_generation;
    if (m_document.isEmpty() || !isVisible())
        return;
    const qreal ratio = devicePixelRatioF();
    auto promise = std::make_shared<QPromise<Result<Painted>>>();
    promise->start();
    QThreadPool::globalInstance()->start([promise, document = m_document, wanted = m_page, ratio,
                                          width = sheetWidth(), type = PaperType::ofWindow()] {
        const PaperPages pages(document, type);
        const int page = std::clamp(wanted, 0, pages.count() - 1);
        const qreal scale = width * ratio / pages.size().width();
        QImage image((pages.size() * scale).toSize(), QImage::Format_RGB32);
        image.fill(Qt::white);
        {
            QPainter painter(&image);
            painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
            painter.scale(scale, scale);
            pages.paint(painter, page);
        }
        image.setDevicePixelRatio(ratio);
        promise->addResult(Painted{image, page, pages.count()});
        promise->finish();
    });
    deliver(promise->future(), this,
            [this, generation = m_generation](const Result<Painted> &page) {
                if (page && generation == m_generation)
                    take(*page);
            });
}

void PaperPreview::take(const Painted &painted)
{
    m_sheet->show(painted.image);
    if (std::pair(painted.page, painted.count) == std::pair(m_page, m_count))
        return;
    m_page = painted.page;
    m_count = painted.count;
    emit pageChanged();
}

} // namespace clinidesk
