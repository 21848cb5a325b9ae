#include "core/limits/LimitKey.h"

#include <QCryptographicHash>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr qsizetype digestBytes = 16;

QByteArray digestOf(const QByteArray &text)
{
    return QCryptographicHash::hash(text, QCryptographicHash::Sha256).first(digestBytes).toHex();
}

QByteArray ofInstallation(quint64 installation, qint64 id)
{
    return QByteArray::number(installation) + ':' + QByteArray::number(id);
}

} // namespace

QString limitWord(LimitKind kind)
{
    switch (kind) {
    case LimitKind::SignInName:
        return u"sign_in_name"_s;
    case LimitKind::SignInDesk:
        return u"sign_in_desk"_s;
    case LimitKind::Booking:
        return u"booking"_s;
    case LimitKind::DoctorChange:
        return u"doctor_change"_s;
    case LimitKind::Change:
        return u"change"_s;
    }
    Q_UNREACHABLE();
}

LimitKey::LimitKey(LimitKind kind, const QByteArray &rest)
    : m_text(limitWord(kind).toLatin1() + ':' + rest)
    , m_kind(kind)
{
}

LimitKey LimitKey::signInName(const QString &login)
{
    const QString name = login.normalized(QString::NormalizationForm_KC).trimmed().toCaseFolded();
    return {LimitKind::SignInName, digestOf("name " + name.toUtf8())};
}

LimitKey LimitKey::signInDesk(const QByteArray &desk)
{
    return {LimitKind::SignInDesk, digestOf("desk " + desk)};
}

LimitKey LimitKey::booking(quint64 installation, PatientId patient)
{
    return {LimitKind::Booking, ofInstallation(installation, patient.value())};
}

LimitKey LimitKey::doctorChange(quint64 installation, StaffId staff)
{
    return {LimitKind::DoctorChange, ofInstallation(installation, staff.value())};
}

LimitKey LimitKey::change(quint64 installation, StaffId staff)
{
    return {LimitKind::Change, ofInstallation(installation, staff.value())};
}

std::optional<LimitKey> LimitKey::fromText(QByteArrayView text)
{
    static const QRegularExpression digest(u"\\A[0-9a-f]{32}\\z"_s);
    static const QRegularExpression ids(u"\\A[0-9]{1,20}:[0-9]{1,19}\\z"_s);
    for (const LimitKind kind : limitKinds) {
        const QByteArray word = limitWord(kind).toLatin1() + ':';
        if (!text.startsWith(word))
            continue;
        const QByteArray rest = text.sliced(word.size()).toByteArray();
        const bool isDigest = kind == LimitKind::SignInName || kind == LimitKind::SignInDesk;
        if ((isDigest ? digest : ids).match(QString::fromLatin1(rest)).hasMatch())
            return LimitKey(kind, rest);
    }
    return std::nullopt;
}

const LimitPolicy &policyFor(LimitKind kind, const LimitPolicies &policies)
{
    switch (kind) {
    case LimitKind::SignInName:
    case LimitKind::SignInDesk:
        return policies.signIn;
    case LimitKind::Booking:
        return policies.booking;
    case LimitKind::DoctorChange:
        return policies.doctorChange;
    case LimitKind::Change:
        return policies.change;
    }
    Q_UNREACHABLE();
}

} // namespace clinidesk
