#include "core/staff/CacheViewer.h"

namespace clinidesk {

namespace {

qint64 eyesOf(const Session &session)
{
    switch (session.role) {
    case Role::Receptionist:
        return 0;
    case Role::Doctor:
        return session.doctor.value();
    case Role::Administrator:
    case Role::Worker:
        return session.staff.value();
    }
    Q_UNREACHABLE();
}

} // namespace

void CacheViewer::open(const Session &session)
{
    m_scope = {.installation = session.installation,
               .role = quint8(session.role),
               .eyes = eyesOf(session),
               .rightsVersion = session.rightsVersion};
    m_staff = session.staff;
    m_doctor = session.doctor;
}

} // namespace clinidesk
