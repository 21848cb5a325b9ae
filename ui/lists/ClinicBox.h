#pragma once

#include <QComboBox>

namespace clinidesk {

class ClinicChoice;

/// Which of the person's clinics the pages show: the choice of one page is that of all.
class ClinicBox final : public QComboBox
{
    Q_OBJECT

public:
    /// @p clinics outlives it.
    ClinicBox(ClinicChoice &clinics, const QString &objectName, QWidget *parent);

private:
    void fill();

    ClinicChoice &m_clinics;
};

} // namespace clinidesk
