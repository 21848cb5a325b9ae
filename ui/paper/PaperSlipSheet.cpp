#include "ui/paper/PaperSlipSheet.h"

#include "core/paper/QrCode.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>

namespace clinidesk {

namespace {

using Style = PaperType::Style;

constexpr qreal smallestCode = 40 * PaperUnit::millimetre;
constexpr qreal smallestModule = 0.45 * PaperUnit::millimetre; ///< What any telephone can read.
constexpr int quiet = 4; ///< Modules of margin around a code.
constexpr qreal gap = 12 * PaperUnit::point;

qreal sideOf(const QrCode &code)
{
    return std::max(smallestCode, smallestModule * (code.side + 2 * quiet));
}

void paintCode(QPainter &painter, const QrCode &code, const QRectF &room)
{
    const qreal module = room.width() / (code.side + 2 * quiet);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(room, Qt::white);
    for (int row = 0; row < code.side; ++row) {
        for (int column = 0; column < code.side; ++column) {
            if (!code.isDark(column, row))
                continue;
            // Dark neighbours in one piece: no hair of white between them.
            int end = column;
            while (end < code.side && code.isDark(end, row))
                ++end;
            painter.fillRect(QRectF(room.x() + (column + quiet) * module,
                                    room.y() + (row + quiet) * module, (end - column) * module,
                                    module * 1.02),
                             Qt::black);
            column = end;
        }
    }
    painter.restore();
}

} // namespace

void paintSlip(QPainter &painter, const QRectF &room, const PaperSlip &slip, const QString &clinic,
               const PaperType &type)
{
    const auto code = qrCodeOf(slip.code);
    const qreal codeSide = code ? sideOf(*code) : 0;
    const qreal textWidth = room.width() - (code ? codeSide + gap : 0);
    const auto placed = [&](const QRectF &place) {
        return type.turned(place, room.width()).translated(room.topLeft());
    };
    qreal y = 0;
    const auto say = [&](const QString &text, Style style, qreal below) {
        if (!text.isEmpty())
            y += type.draw(painter, placed({0, y, textWidth, 0}), {.text = text, .style = style})
                + below * PaperUnit::point;
    };
    say(clinic, Style::Title, 2);
    say(QCoreApplication::translate("PaperSlipSheet", "Appointment"), Style::Head, 14);
    say(slip.who, Style::Title, 2);
    say(slip.identifiers, Style::Body, 16);
    say(slip.day, Style::Title, 2);
    say(slip.time, Style::Large, 8);
    say(slip.with, Style::Title, 12);
    say(slip.remark, Style::Head, 0);
    if (!code)
        return;
    paintCode(painter, *code, placed({textWidth + gap, 0, codeSide, codeSide}));
    type.draw(painter, placed({textWidth + gap, codeSide, codeSide, 0}),
              {.text = slip.codeHint, .style = Style::Small});
}

} // namespace clinidesk
