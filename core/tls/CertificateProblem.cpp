#include "core/tls/CertificateProblem.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

QString certificateProblem(const QList<QSslError> &errors)
{
    using Fault = QSslError;
    struct Meaning
    {
        QList<Fault::SslError> faults;
        QString word;
    };
    const QList<Meaning> meanings{
        {{Fault::CertificateRevoked}, u"revoked"_s},
        {{Fault::SelfSignedCertificate, Fault::SelfSignedCertificateInChain,
          Fault::UnableToGetLocalIssuerCertificate, Fault::UnableToGetIssuerCertificate,
          Fault::UnableToVerifyFirstCertificate, Fault::CertificateUntrusted,
          Fault::CertificateSignatureFailed, Fault::InvalidCaCertificate},
         u"unknown"_s},
        {{Fault::CertificateExpired}, u"expired"_s},
        {{Fault::CertificateNotYetValid}, u"not_yet"_s},
        {{Fault::HostNameMismatch}, u"host"_s},
    };
    for (const Meaning &meaning : meanings) {
        if (std::any_of(errors.begin(), errors.end(), [&meaning](const QSslError &error) {
                return meaning.faults.contains(error.error());
            }))
            return meaning.word;
    }
    return errors.isEmpty() ? QString() : u"unknown"_s;
}

} // namespace clinidesk
