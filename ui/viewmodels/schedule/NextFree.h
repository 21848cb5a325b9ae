#pragma once

#include "core/booking/FreeSlots.h"
#include "core/booking/SlotWish.h"
#include "ui/viewmodels/Ports.h"
#include "ui/viewmodels/booking/ClinicChoice.h"

#include <QObject>

namespace clinidesk {

/// Finds the next free time of whom somebody typed: a doctor, a department, or anybody there.
class NextFree final : public QObject
{
    Q_OBJECT

public:
    static constexpr int daysAhead = 60;

    NextFree(const Ports &ports, ClinicChoice &clinics, QObject *parent = nullptr);

    /// Whoever @p wish names; nobody: anybody of @p department. The last call is answered.
    void find(const SlotWish &wish, DepartmentId department);

signals:
    void found(const clinidesk::Slot &slot);
    /// Nobody is called that, nothing is free, or it could not be read: what to do next.
    void failed(const QString &sentence);

private:
    void take(const Result<QList<Slot>> &answer);

    FreeSlots &m_free;
    ClinicChoice &m_clinics;
    int m_generation = 0;
};

} // namespace clinidesk
