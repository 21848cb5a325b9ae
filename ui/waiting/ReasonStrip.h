#pragma once

#include "core/booking/Appointment.h"

#include <QFrame>

class QLineEdit;
class QPushButton;

namespace clinidesk {

class TextLabel;

/// Beneath the list: whose appointment is about to be cancelled or rejected, and why. Enter does
/// it, Escape leaves everything as it is. Never in the way of the list.
class ReasonStrip final : public QFrame
{
    Q_OBJECT

public:
    /// @p name begins the names of its parts: "reasonWho", "reasonWhy", "reasonDo", "reasonKeep".
    explicit ReasonStrip(const QString &name, QWidget *parent = nullptr);

    void ask(const Appointment &appointment, Action action);
    void close();
    [[nodiscard]] bool isOpen() const { return !m_appointment.isNull(); }
    [[nodiscard]] AppointmentId appointment() const { return m_appointment; }

signals:
    void confirmed(clinidesk::AppointmentId appointment, clinidesk::Action action,
                   const QString &why);
    void dismissed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    AppointmentId m_appointment;
    Action m_action = Action::Cancel;
    TextLabel *m_who;
    QLineEdit *m_why;
    QPushButton *m_do;
    QPushButton *m_keep;
};

} // namespace clinidesk
