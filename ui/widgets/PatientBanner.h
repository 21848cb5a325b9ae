#pragma once

#include "core/patients/Patient.h"

#include <QFrame>

#include <optional>

namespace clinidesk {

class TextLabel;

/// Who the screen is about: FAMILY, Given (Title) – Born 05-Nov-1977 (49 y) – Gender – ID. Changes
/// as a whole or not at all; shows "Not known" for what isn't. A person who died is shown with
/// another ground, a pattern and the date.
class PatientBanner final : public QFrame
{
    Q_OBJECT

public:
    explicit PatientBanner(QWidget *parent = nullptr);

    /// @p today is the clinic's, for the age.
    void setPatient(const Patient &patient, QDate today);
    void clear(); ///< Hides it.
    [[nodiscard]] std::optional<Patient> patient() const { return m_patient; }

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void restyle();
    [[nodiscard]] TextLabel *addField(const QString &label, const QString &objectName);

    std::optional<Patient> m_patient;
    TextLabel *m_name = nullptr;
    TextLabel *m_born = nullptr;
    TextLabel *m_died = nullptr;
    TextLabel *m_sex = nullptr;
    TextLabel *m_mrn = nullptr;
};

} // namespace clinidesk
