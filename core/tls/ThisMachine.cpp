#include "core/tls/ThisMachine.h"

#include <QHostAddress>

using namespace Qt::StringLiterals;

namespace clinidesk {

bool isThisMachine(const QString &host)
{
    return host == u"localhost"_s || QHostAddress(host).isLoopback();
}

} // namespace clinidesk
