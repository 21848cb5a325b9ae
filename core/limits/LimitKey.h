#pragma once

#include "core/base/Id.h"
#include "core/limits/LimitPolicy.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace clinidesk {

/// What is limited.
enum class LimitKind : quint8 { SignInName, SignInDesk, Booking, DoctorChange, Change };

inline constexpr LimitKind limitKinds[]{LimitKind::SignInName, LimitKind::SignInDesk,
                                        LimitKind::Booking, LimitKind::DoctorChange,
                                        LimitKind::Change};

/// "sign_in_name", "sign_in_desk", "booking", "doctor_change", "change".
[[nodiscard]] QString limitWord(LimitKind kind);

/// Whose limit it is. Made from typed parts only; what somebody typed is in it as a digest, for a
/// mistyped name may be a password.
class LimitKey
{
public:
    /// Capital letters and blanks around it make no other name.
    [[nodiscard]] static LimitKey signInName(const QString &login);
    /// @p desk tells this computer from others, for instance by the system's own number for it.
    [[nodiscard]] static LimitKey signInDesk(const QByteArray &desk);
    /// @p installation is the database's own number: two of them may share one Redis.
    [[nodiscard]] static LimitKey booking(quint64 installation, PatientId patient);
    [[nodiscard]] static LimitKey doctorChange(quint64 installation, StaffId staff);
    /// Of anybody but a doctor.
    [[nodiscard]] static LimitKey change(quint64 installation, StaffId staff);

    /// What toText() said; nothing for another text.
    [[nodiscard]] static std::optional<LimitKey> fromText(QByteArrayView text);

    [[nodiscard]] LimitKind kind() const { return m_kind; }
    /// For the shared store: "booking:815:4711", "sign_in_name:" and 32 digits of a digest.
    [[nodiscard]] const QByteArray &toText() const { return m_text; }

    friend bool operator==(const LimitKey &a, const LimitKey &b) { return a.m_text == b.m_text; }
    friend size_t qHash(const LimitKey &key, size_t seed = 0) noexcept
    {
        return ::qHash(key.m_text, seed);
    }

private:
    LimitKey(LimitKind kind, const QByteArray &rest);

    QByteArray m_text;
    LimitKind m_kind;
};

[[nodiscard]] const LimitPolicy &policyFor(LimitKind kind, const LimitPolicies &policies);

} // namespace clinidesk
