#include "ui/lists/ClinicBox.h"

#include "ui/viewmodels/booking/ClinicChoice.h"

#include <QSignalBlocker>

namespace clinidesk {

ClinicBox::ClinicBox(ClinicChoice &clinics, const QString &objectName, QWidget *parent)
    : QComboBox(parent)
    , m_clinics(clinics)
{
    setObjectName(objectName);
    setAccessibleName(tr("Clinic"));
    setSizeAdjustPolicy(AdjustToContents);
    connect(&m_clinics, &ClinicChoice::loaded, this, &ClinicBox::fill);
    connect(&m_clinics, &ClinicChoice::currentChanged, this, &ClinicBox::fill);
    connect(this, &QComboBox::currentIndexChanged, &m_clinics,
            [this] { m_clinics.choose(ClinicId(currentData().toLongLong())); });
    fill();
}

void ClinicBox::fill()
{
    const QSignalBlocker blocker(this);
    clear();
    for (const Clinic &clinic : m_clinics.clinics())
        addItem(clinic.name, clinic.id.value());
    setCurrentIndex(findData(m_clinics.current().id.value()));
}

} // namespace clinidesk
