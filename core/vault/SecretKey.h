#pragma once

#include <QByteArrayView>
#include <QStringView>

#include <memory>
#include <optional>

namespace clinidesk {

/// 32 secret bytes. Copies share them: they are overwritten when the last copy goes, or for all of
/// them by wipe().
class SecretKey
{
public:
    static constexpr qsizetype size = 32;

    SecretKey() = default; ///< None.
    /// Of exactly 64 hexadecimal digits; leaves no other copy behind.
    [[nodiscard]] static std::optional<SecretKey> fromHex(QStringView digits);
    /// None, should the system have no randomness.
    [[nodiscard]] static SecretKey random();

    /// None, or wiped.
    [[nodiscard]] bool isNull() const;
    /// Nothing for none.
    [[nodiscard]] QByteArrayView bytes() const;
    void wipe();

    friend bool operator==(const SecretKey &a, const SecretKey &b);

private:
    struct Bytes;

    std::shared_ptr<Bytes> m_bytes;
};

/// Overwrites @p text, and every copy that shares its characters.
void wipe(QString &text);

} // namespace clinidesk
