#include "core/vault/Seal.h"

#include <QVarLengthArray>

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <array>
#include <cstring>
#include <limits>

namespace clinidesk {

namespace {

constexpr qsizetype nonceSize = 12;
constexpr int tagSize = 16;
static_assert(Seal::overhead == nonceSize + tagSize);
/// The library counts in int.
constexpr qsizetype mostBytes = std::numeric_limits<int>::max() / 2;

struct FreeContext
{
    void operator()(EVP_CIPHER_CTX *context) const { EVP_CIPHER_CTX_free(context); }
};
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, FreeContext>; // Overwrites what it frees.

enum class Direction { Open, Seal };

/// Knows the key already, so that each text needs only its nonce.
CipherContext contextFor(const SecretKey &key, Direction direction)
{
    CipherContext context(EVP_CIPHER_CTX_new());
    const auto *bytes = reinterpret_cast<const unsigned char *>(key.bytes().data());
    if (!bytes || !context
        || EVP_CipherInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, bytes, nullptr,
                             direction == Direction::Seal ? 1 : 0)
            != 1)
        return {};
    return context;
}

const unsigned char *octets(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

/// The parts one after the other, each behind its length: they can't run into each other.
bool vouch(EVP_CIPHER_CTX *cipher, Seal::Context context)
{
    QVarLengthArray<char, 512> all;
    for (const QByteArrayView part : context) {
        const qint64 length = part.size();
        all.append(reinterpret_cast<const char *>(&length), sizeof length);
        all.append(part.data(), part.size());
    }
    int done = 0;
    return all.size() <= mostBytes
        && EVP_CipherUpdate(cipher, nullptr, &done, octets(all), int(all.size())) == 1;
}

} // namespace

struct Seal::Cipher
{
    CipherContext sealing;
    CipherContext opening;
};

Seal::Seal(const SecretKey &key)
{
    Cipher cipher{contextFor(key, Direction::Seal), contextFor(key, Direction::Open)};
    if (cipher.sealing && cipher.opening)
        m_cipher = std::make_unique<Cipher>(std::move(cipher));
}

Seal::~Seal() = default;
Seal::Seal(Seal &&other) noexcept = default;
Seal &Seal::operator=(Seal &&other) noexcept = default;

bool Seal::seal(QByteArray &bytes, QByteArrayView content, Context context) const
{
    if (!m_cipher || content.size() > mostBytes)
        return false;
    EVP_CIPHER_CTX *const cipher = m_cipher->sealing.get();
    const qsizetype before = bytes.size();
    bytes.resize(before + content.size() + overhead);
    auto *const nonce = reinterpret_cast<unsigned char *>(bytes.data() + before);
    auto *const text = nonce + nonceSize;
    int done = 0;
    int rest = 0;
    const bool isSealed = RAND_bytes(nonce, int(nonceSize)) == 1
        && EVP_CipherInit_ex(cipher, nullptr, nullptr, nullptr, nonce, 1) == 1
        && vouch(cipher, context)
        && EVP_CipherUpdate(cipher, text, &done, octets(content), int(content.size())) == 1
        && EVP_CipherFinal_ex(cipher, text + done, &rest) == 1
        && EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_GET_TAG, tagSize, text + content.size()) == 1;
    if (!isSealed)
        bytes.truncate(before);
    return isSealed;
}

std::optional<QByteArray> Seal::open(QByteArrayView sealed, Context context) const
{
    const qsizetype size = sealed.size() - overhead;
    if (!m_cipher || size < 0 || size > mostBytes)
        return {};
    EVP_CIPHER_CTX *const cipher = m_cipher->opening.get();
    std::array<unsigned char, tagSize> tag{};
    std::memcpy(tag.data(), sealed.data() + nonceSize + size, tag.size());
    QByteArray content(size, Qt::Uninitialized);
    auto *const text = reinterpret_cast<unsigned char *>(content.data());
    int done = 0;
    int rest = 0;
    const bool isGenuine
        = EVP_CipherInit_ex(cipher, nullptr, nullptr, nullptr, octets(sealed), 0) == 1
        && vouch(cipher, context)
        && EVP_CipherUpdate(cipher, text, &done, octets(sealed.sliced(nonceSize)), int(size)) == 1
        && EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_SET_TAG, tagSize, tag.data()) == 1
        && EVP_CipherFinal_ex(cipher, text + done, &rest) == 1;
    return isGenuine ? std::optional(std::move(content)) : std::nullopt;
}

} // namespace clinidesk
