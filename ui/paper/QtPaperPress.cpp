#include "ui/paper/QtPaperPress.h"

#include "ui/paper/PaperPages.h"

#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>
#include <QPrinter>
#include <QPrinterInfo>

#include <memory>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

QPageLayout pageLayout(PaperFormat format)
{
    return {QPageSize(format == PaperFormat::A4 ? QPageSize::A4 : QPageSize::Letter),
            QPageLayout::Portrait,
            {}};
}

/// Paints all of @p pages on @p device, whose painter stands at the corner of the sheet.
bool paintAll(const PaperPages &pages, QPagedPaintDevice &device)
{
    QPainter painter;
    if (!painter.begin(&device))
        return false;
    const qreal scale = qreal(device.logicalDpiX()) / PaperUnit::perInch;
    bool isGoingOn = true;
    for (int page = 0; isGoingOn && page < pages.count(); ++page) {
        isGoingOn = page == 0 || device.newPage();
        painter.resetTransform();
        painter.scale(scale, scale);
        pages.paint(painter, page);
    }
    return painter.end() && isGoingOn;
}

Result<Done> printed(const PaperPages &pages, const PaperPress::Job &job)
{
    const QPrinterInfo info = QPrinterInfo::printerInfo(job.printer);
    if (info.isNull())
        return Error{Error::Code::NotFound, u"printer: not there"_s, {}};
    QPrinter printer(info, QPrinter::HighResolution);
    printer.setFullPage(true);
    printer.setPageLayout(pageLayout(pages.document().format));
    printer.setCopyCount(job.copies);
    printer.setDocName(pages.document().name);
    printer.setCreator(u"CliniDesk"_s);
    const bool isTaken = paintAll(pages, printer);
    if (!isTaken || printer.printerState() == QPrinter::Error
        || printer.printerState() == QPrinter::Aborted)
        return Error{Error::Code::Unavailable, u"printer: took nothing"_s, {}};
    return Done{};
}

template <typename T, typename Work> Async<T> inThread(QThreadPool &pool, Work work)
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    pool.start([promise, work = std::move(work)] {
        promise->addResult(work());
        promise->finish();
    });
    return promise->future();
}

} // namespace

QtPaperPress::QtPaperPress()
{
    m_thread.setMaxThreadCount(1);
}

QtPaperPress::~QtPaperPress() = default;

Async<QByteArray> QtPaperPress::pdf(const PaperDocument &document)
{
    return inThread<QByteArray>(m_thread, [document, type = PaperType::ofWindow()] {
        return Result<QByteArray>(pdfOf(document, type));
    });
}

Async<PaperPress::Printers> QtPaperPress::printers()
{
    return inThread<Printers>(m_thread, [] {
        Printers found{QPrinterInfo::availablePrinterNames()};
        const QString usual = QPrinterInfo::defaultPrinterName();
        if (found.names.removeOne(usual))
            found.names.prepend(usual);
        return Result<Printers>(found);
    });
}

Async<Done> QtPaperPress::print(const PaperDocument &document, const Job &job)
{
    return inThread<Done>(m_thread, [document, job, type = PaperType::ofWindow()] {
        return printed(PaperPages(document, type), job);
    });
}

QByteArray pdfOf(const PaperDocument &document, const PaperType &type)
{
    const PaperPages pages(document, type);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPdfVersion(QPagedPaintDevice::PdfVersion_A1b);
    writer.setResolution(PaperUnit::perInch);
    writer.setPageLayout(pageLayout(document.format));
    writer.setTitle(document.name);
    writer.setCreator(u"CliniDesk"_s);
    paintAll(pages, writer);
    return bytes;
}

} // namespace clinidesk
