#pragma once

#include "core/vault/SecretKey.h"

#include <QByteArray>

#include <initializer_list>
#include <memory>
#include <optional>

namespace clinidesk {

/// Seals bytes with one key: without it nobody reads them, and nobody changes them unnoticed.
/// AES-256 in Galois/Counter Mode, each time with another random nonce: one key is good for four
/// thousand million of them. One thread.
class Seal
{
public:
    /// By so much more than its content a sealed text is longer.
    static constexpr qsizetype overhead = 12 + 16;
    /// What is vouched for besides, part by part; it opens only with the very same.
    using Context = std::initializer_list<QByteArrayView>;

    /// Keeps nothing of @p key but what it needs to seal, until it goes.
    explicit Seal(const SecretKey &key);
    ~Seal();
    Seal(Seal &&other) noexcept;
    Seal &operator=(Seal &&other) noexcept;

    /// Appends @p content, sealed, to @p bytes; false, and nothing, when that can't be done.
    [[nodiscard]] bool seal(QByteArray &bytes, QByteArrayView content, Context context) const;
    /// The content; nothing unless every byte and the context are as they were sealed.
    [[nodiscard]] std::optional<QByteArray> open(QByteArrayView sealed, Context context) const;

private:
    struct Cipher;

    std::unique_ptr<Cipher> m_cipher; ///< Null: no key, or none that the library takes.
};

} // namespace clinidesk
