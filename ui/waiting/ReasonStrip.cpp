#include "ui/waiting/ReasonStrip.h"

#include "ui/theme/Theme.h"
#include "ui/viewmodels/Wording.h"
#include "ui/widgets/TextLabel.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace clinidesk {

ReasonStrip::ReasonStrip(const QString &name, QWidget *parent)
    : QFrame(parent)
    , m_who(new TextLabel(TextStyle::Strong, this))
    , m_why(new QLineEdit(this))
    , m_do(new QPushButton(this))
    , m_keep(new QPushButton(tr("&Keep it"), this))
{
    setObjectName(name + u"Strip"_s);
    m_who->setObjectName(name + u"Who"_s);
    m_who->setWordWrap(true);
    m_why->setObjectName(name + u"Why"_s);
    m_why->setAccessibleName(tr("Reason"));
    m_why->setPlaceholderText(tr("For example: patient called, doctor ill"));
    m_do->setObjectName(name + u"Do"_s);
    m_do->setIcon(Theme::icon(u"cancel"_s));
    m_keep->setObjectName(name + u"Keep"_s);

    auto *label = new TextLabel(tr("&Reason"), TextStyle::Body, this);
    label->setBuddy(m_why);
    auto *row = new QHBoxLayout;
    row->addWidget(label);
    row->addWidget(m_why, 1);
    row->addWidget(m_do);
    row->addWidget(m_keep);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_who);
    column->addLayout(row);
    hide();

    const auto confirm = [this] {
        if (isOpen())
            emit confirmed(m_appointment, m_action, m_why->text());
    };
    connect(m_why, &QLineEdit::returnPressed, this, confirm);
    connect(m_do, &QPushButton::clicked, this, confirm);
    connect(m_keep, &QPushButton::clicked, this, &ReasonStrip::dismissed);
}

void ReasonStrip::ask(const Appointment &appointment, Action action)
{
    m_appointment = appointment.id;
    m_action = action;
    const QString who
        = Wording::identity(appointment.family, appointment.given, appointment.birthDate);
    const QString when = Wording::when(appointment.startsAt, appointment.zone);
    m_who->setText(action == Action::Reject
                       ? tr("Reject the request of %1, %2").arg(who, when)
                       : tr("Cancel the appointment of %1, %2").arg(who, when));
    m_do->setText(Wording::action(action));
    m_do->setAccessibleName(tr("%1 – %2").arg(m_do->text(), who));
    setAccessibleName(m_who->text());
    m_why->clear();
    show();
    m_why->setFocus(Qt::OtherFocusReason);
}

void ReasonStrip::close()
{
    m_appointment = {};
    hide();
}

void ReasonStrip::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        emit dismissed();
        return;
    }
    QFrame::keyPressEvent(event);
}

void ReasonStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(palette(), Colour::WarningFill));
    painter.setPen(colour(palette(), Colour::Line));
    painter.drawLine(rect().topLeft(), rect().topRight());
}

} // namespace clinidesk
