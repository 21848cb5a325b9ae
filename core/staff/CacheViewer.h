#pragma once

#include "core/cache/CacheKey.h"
#include "core/staff/Session.h"

namespace clinidesk {

/// Through whose eyes kept answers are seen: one a desk, which its cached ports share.
/// Receptionists of the same rights see the same and share their entries; a doctor, or anybody
/// else, has her own. Closed, or at a database that has no number, nothing is kept.
class CacheViewer
{
public:
    void open(const Session &session);
    void close() { *this = {}; }

    [[nodiscard]] bool isOpen() const { return m_scope.installation != 0; }
    [[nodiscard]] const CacheScope &scope() const { return m_scope; }
    [[nodiscard]] StaffId staff() const { return m_staff; }
    /// Null unless a doctor looks.
    [[nodiscard]] DoctorId doctor() const { return m_doctor; }

private:
    CacheScope m_scope;
    StaffId m_staff;
    DoctorId m_doctor;
};

} // namespace clinidesk
