#include "core/paper/QrCode.h"

#include <qrencode.h>

#include <algorithm>
#include <memory>

namespace clinidesk {

std::optional<QrCode> qrCodeOf(const QByteArray &bytes)
{
    using Drawn = std::unique_ptr<QRcode, decltype(&QRcode_free)>;
    const Drawn drawn(QRcode_encodeData(int(bytes.size()),
                                        reinterpret_cast<const unsigned char *>(bytes.data()), 0,
                                        QR_ECLEVEL_M),
                      &QRcode_free);
    if (!drawn)
        return {};
    QrCode code{.side = drawn->width,
                .modules = QByteArray(qsizetype(drawn->width) * drawn->width, 0)};
    std::transform(drawn->data, drawn->data + code.modules.size(), code.modules.begin(),
                   [](unsigned char module) { return char(module & 1U); });
    return code;
}

} // namespace clinidesk
