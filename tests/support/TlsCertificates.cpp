#include "tests/support/TlsCertificates.h"

#include "core/standalone/Account.h"

#include <QDir>
#include <QFile>
#include <QTcpServer>

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <memory>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

using Kind = TlsCertificates::Kind;
using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;

constexpr long day = 24 * 60 * 60;

struct Wish
{
    QByteArray name;
    QByteArray hosts{}; ///< "DNS:…,IP:…"; empty for an authority.
    long firstDay = -1; ///< Counted from today.
    long lastDay = 30;
};

struct Issuer
{
    X509 *certificate; ///< Null: signs itself.
    EVP_PKEY *key;
};

Key newKey()
{
    return {EVP_EC_gen("P-256"), EVP_PKEY_free};
}

void extend(X509 *certificate, int what, const QByteArray &value)
{
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, nullptr, what, value.constData());
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

Certificate newCertificate(const Wish &wish, EVP_PKEY *key, const Issuer &issuer)
{
    static long serial = 0;
    Certificate made(X509_new(), X509_free);
    X509_set_version(made.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(made.get()), ++serial);
    X509_gmtime_adj(X509_getm_notBefore(made.get()), wish.firstDay * day);
    X509_gmtime_adj(X509_getm_notAfter(made.get()), wish.lastDay * day);
    X509_set_pubkey(made.get(), key);
    X509_NAME *name = X509_get_subject_name(made.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                               reinterpret_cast<const uchar *>(wish.name.constData()), -1, -1, 0);
    X509_set_issuer_name(made.get(),
                         issuer.certificate ? X509_get_subject_name(issuer.certificate) : name);
    const bool isAuthority = wish.hosts.isEmpty();
    extend(made.get(), NID_basic_constraints, isAuthority ? "critical,CA:TRUE" : "CA:FALSE");
    extend(made.get(), NID_key_usage,
           isAuthority ? "critical,keyCertSign,cRLSign" : "critical,digitalSignature");
    if (!isAuthority)
        extend(made.get(), NID_subject_alt_name, wish.hosts);
    return X509_sign(made.get(), issuer.key, EVP_sha256()) > 0 ? std::move(made)
                                                               : Certificate(nullptr, X509_free);
}

/// What @p print writes, in a file that only the servers' account and its owner may read.
template <typename Print> bool writePem(const QString &path, Print print)
{
    const std::unique_ptr<BIO, decltype(&BIO_free)> memory(BIO_new(BIO_s_mem()), BIO_free);
    char *text = nullptr;
    if (print(memory.get()) != 1)
        return false;
    const long size = BIO_get_mem_data(memory.get(), &text);
    QFile file(path);
    const bool isWritten = file.open(QIODevice::WriteOnly)
        && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && file.write(text, size) == size;
    file.close();
    const auto account = serverAccount();
    return isWritten && (!account || giveTo(*account, path));
}

bool write(const QString &path, X509 *certificate)
{
    return certificate != nullptr
        && writePem(path, [=](BIO *to) { return PEM_write_bio_X509(to, certificate); });
}

bool write(const QString &path, EVP_PKEY *key)
{
    return writePem(path, [=](BIO *to) {
        return PEM_write_bio_PrivateKey(to, key, nullptr, nullptr, 0, nullptr, nullptr);
    });
}

QString baseName(Kind kind)
{
    return u"server-%1"_s.arg(int(kind));
}

Wish wishFor(Kind kind)
{
    Wish wish{.name = "clinic server", .hosts = "DNS:localhost,IP:127.0.0.1"};
    if (kind == Kind::WrongHost)
        wish.hosts = "DNS:other.example.org,IP:192.0.2.7";
    if (kind == Kind::Expired) {
        wish.firstDay = -60;
        wish.lastDay = -1;
    }
    if (kind == Kind::NotYetValid)
        wish.firstDay = 2;
    return wish;
}

quint16 freePort()
{
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : quint16(0);
}

} // namespace

TlsCertificates::TlsCertificates()
    : m_folder(QDir::tempPath() % u"/clinidesk-tls-XXXXXX"_s)
{
    // The servers' account walks through, and can't look around.
    QFile::setPermissions(m_folder.path(),
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ExeGroup
                              | QFile::ExeOther);
    m_areMade = makeAll();
}

bool TlsCertificates::makeAll()
{
    const Key key = newKey();
    const Certificate authority
        = newCertificate({.name = "clinic authority"}, key.get(), {nullptr, key.get()});
    const Key strangeKey = newKey();
    const Certificate stranger = newCertificate({.name = "strange authority"}, strangeKey.get(),
                                                {nullptr, strangeKey.get()});
    bool areMade = stranger && write(caFile(), authority.get());
    for (const Kind kind : {Kind::Good, Kind::GoodToo, Kind::WrongHost, Kind::Expired,
                            Kind::NotYetValid, Kind::SelfSigned, Kind::UnknownCa}) {
        const Key own = newKey();
        Issuer issuer{authority.get(), key.get()};
        if (kind == Kind::SelfSigned)
            issuer = {nullptr, own.get()};
        if (kind == Kind::UnknownCa)
            issuer = {stranger.get(), strangeKey.get()};
        const Certificate shown = newCertificate(wishFor(kind), own.get(), issuer);
        areMade = areMade && write(certificateFile(kind), shown.get())
            && write(keyFile(kind), own.get());
    }
    return areMade;
}

QString TlsCertificates::certificateFile(Kind kind) const
{
    return path(baseName(kind) % u".crt"_s);
}

QString TlsCertificates::keyFile(Kind kind) const
{
    return path(baseName(kind) % u".key"_s);
}

PostgresOptions::Network TlsCertificates::network(Kind kind) const
{
    return {.port = freePort(), .certificateFile = certificateFile(kind), .keyFile = keyFile(kind)};
}

ServerProfile TlsCertificates::reaching(const ServerProfile &server, quint16 port) const
{
    ServerProfile profile = server;
    profile.hosts = u"127.0.0.1"_s;
    profile.port = port;
    profile.tls = ServerProfile::Tls::VerifyFull;
    profile.caFile = caFile();
    return profile;
}

} // namespace clinidesk
