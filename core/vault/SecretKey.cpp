#include "core/vault/SecretKey.h"

#include <QString>

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <array>

namespace clinidesk {

namespace {

int digitOf(QChar character)
{
    const char16_t digit = character.unicode();
    if (digit >= u'0' && digit <= u'9')
        return digit - u'0';
    if (digit >= u'a' && digit <= u'f')
        return digit - u'a' + 10;
    return -1;
}

} // namespace

struct SecretKey::Bytes
{
    Bytes() = default;
    ~Bytes() { OPENSSL_cleanse(all.data(), all.size()); }
    Q_DISABLE_COPY_MOVE(Bytes)

    std::array<unsigned char, size> all{};
    bool isWiped = false;
};

std::optional<SecretKey> SecretKey::fromHex(QStringView digits)
{
    if (digits.size() != 2 * size)
        return {};
    SecretKey key;
    key.m_bytes = std::make_shared<Bytes>();
    for (qsizetype i = 0; i < size; ++i) {
        const int high = digitOf(digits[2 * i]);
        const int low = digitOf(digits[2 * i + 1]);
        if (high < 0 || low < 0)
            return {};
        key.m_bytes->all[size_t(i)] = static_cast<unsigned char>(16 * high + low);
    }
    return key;
}

SecretKey SecretKey::random()
{
    SecretKey key;
    key.m_bytes = std::make_shared<Bytes>();
    return RAND_priv_bytes(key.m_bytes->all.data(), int(size)) == 1 ? key : SecretKey();
}

bool SecretKey::isNull() const
{
    return !m_bytes || m_bytes->isWiped;
}

QByteArrayView SecretKey::bytes() const
{
    return isNull() ? QByteArrayView() : QByteArrayView(m_bytes->all.data(), size);
}

void SecretKey::wipe()
{
    if (!m_bytes)
        return;
    OPENSSL_cleanse(m_bytes->all.data(), m_bytes->all.size());
    m_bytes->isWiped = true;
}

bool operator==(const SecretKey &a, const SecretKey &b)
{
    if (a.isNull() || b.isNull())
        return a.isNull() == b.isNull();
    return CRYPTO_memcmp(a.m_bytes->all.data(), b.m_bytes->all.data(), size_t(SecretKey::size))
        == 0;
}

void wipe(QString &text)
{
    OPENSSL_cleanse(const_cast<QChar *>(text.constData()), size_t(text.size()) * sizeof(QChar));
}

} // namespace clinidesk
