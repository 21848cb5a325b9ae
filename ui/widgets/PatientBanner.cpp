#include "ui/widgets/PatientBanner.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/TextLabel.h"

#include <QHBoxLayout>
#include <QPaintEvent>
#include <QPainter>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

QString sexText(Sex sex)
{
    switch (sex) {
    case Sex::Unknown:
        return PatientBanner::tr("Not known");
    case Sex::Female:
        return PatientBanner::tr("Female");
    case Sex::Male:
        return PatientBanner::tr("Male");
    case Sex::Other:
        return PatientBanner::tr("Other");
    }
    Q_UNREACHABLE();
}

QString dateAndAge(QDate date, std::optional<int> years)
{
    if (!date.isValid())
        return PatientBanner::tr("Not known");
    // A left-to-right mark, or a right-to-left window would show "Nov-1977-05".
    const QString shown = QChar(0x200E) + identifyingDate(date);
    return years ? PatientBanner::tr("%1 (%2 y)").arg(shown).arg(*years) : shown;
}

} // namespace

PatientBanner::PatientBanner(QWidget *parent)
    : QFrame(parent)
{
    setObjectName(u"patientBanner"_s);
    auto *row = new FlowLayout(this);
    restyle();
    m_name = new TextLabel(TextStyle::Heading, this);
    m_name->setObjectName(u"patientBannerName"_s);
    m_name->wrapWhereNeeded();
    row->addCentred(m_name);
    m_born = addField(tr("Born"), u"patientBannerBorn"_s);
    m_died = addField(tr("Died"), u"patientBannerDied"_s);
    m_sex = addField(tr("Gender"), u"patientBannerSex"_s);
    m_mrn = addField(tr("ID No."), u"patientBannerMrn"_s);
    hide();
}

void PatientBanner::setPatient(const Patient &patient, QDate today)
{
    m_patient = patient;
    const QString title = patient.title.isEmpty() ? QString() : u" (%1)"_s.arg(patient.title);
    m_name->setText(listName(patient.family, patient.given) + title);
    const bool hasDied = patient.diedOn.isValid();
    m_born->setText(
        dateAndAge(patient.birthDate, hasDied ? std::nullopt : ageOn(today, patient.birthDate)));
    m_died->setText(dateAndAge(patient.diedOn, ageOn(patient.diedOn, patient.birthDate)));
    m_died->setVisible(hasDied);
    m_died->parentWidget()->setVisible(hasDied);
    m_sex->setText(sexText(patient.sex));
    m_mrn->setText(patient.mrn.isEmpty() ? tr("Not known") : patient.mrn);
    setAccessibleName(tr("Patient: %1, born %2, %3, number %4")
                          .arg(m_name->text(), m_born->text(), m_sex->text(), m_mrn->text()));
    show();
    update();
}

void PatientBanner::clear()
{
    m_patient.reset();
    hide();
}

void PatientBanner::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        restyle();
}

void PatientBanner::restyle()
{
    const int edge = Theme::em(this, 0.6);
    layout()->setContentsMargins(edge * 2, edge, edge * 2, edge);
}

void PatientBanner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const bool hasDied = m_patient && m_patient->diedOn.isValid();
    painter.fillRect(rect(), colour(palette(), hasDied ? Colour::DeceasedFill : Colour::InfoFill));
    if (hasDied) {
        // Hatched along the lower edge only: letters stand on the plain ground.
        QRect edge = rect();
        edge.setTop(edge.bottom() - Theme::em(this, 0.4));
        painter.fillRect(edge, QBrush(colour(palette(), Colour::Line), Qt::BDiagPattern));
    }
    const QRect mark(0, 0, Theme::em(this, 0.35), height());
    painter.fillRect(QStyle::visualRect(layoutDirection(), rect(), mark),
                     colour(palette(), Colour::Accent));
    painter.setPen(colour(palette(), Colour::Line));
    painter.drawLine(rect().bottomLeft(), rect().bottomRight());
}

TextLabel *PatientBanner::addField(const QString &label, const QString &objectName)
{
    auto *field = new QWidget(this);
    auto *weak = new TextLabel(label, TextStyle::Small, field);
    weak->setObjectName(objectName + u"Label"_s);
    weak->setColour(Colour::TextWeak);
    auto *value = new TextLabel(TextStyle::Strong, field);
    value->setObjectName(objectName);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    weak->setBuddy(value);
    auto *pair = new QHBoxLayout(field);
    pair->setContentsMargins(0, 0, 0, 0);
    pair->addWidget(weak);
    pair->addWidget(value);
    static_cast<FlowLayout *>(layout())->addCentred(field);
    return value;
}

} // namespace clinidesk
