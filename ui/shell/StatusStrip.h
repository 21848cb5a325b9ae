#pragma once

#include "ui/viewmodels/shell/StatusText.h"

#include <QFrame>

class QLabel;

namespace clinidesk {

class LimitWatch;
class TextLabel;

/// The line below everything: how the connection is, how old what is shown is, which limit is near,
/// where and who. A click, Enter or Space opens the figures behind it.
class StatusStrip final : public QFrame
{
    Q_OBJECT

public:
    /// @p limits, which may be null, outlives it.
    explicit StatusStrip(const LimitWatch *limits, QWidget *parent = nullptr);

    void setConnection(const ConnectionText &text);
    void setDataAge(const DataAgeText &age);
    void setClinic(const QString &name);
    void setPerson(const QString &name);

signals:
    void opened();

protected:
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] TextLabel *addField(const QString &objectName, class FlowLayout *row);
    void showLimit();
    void restyle();

    const LimitWatch *m_limits;
    ConnectionText m_shown;
    DataAgeText m_age;
    QLabel *m_sign;
    TextLabel *m_connection;
    TextLabel *m_dataAge;
    TextLabel *m_limit;
    TextLabel *m_clinic;
    TextLabel *m_person;
};

} // namespace clinidesk
