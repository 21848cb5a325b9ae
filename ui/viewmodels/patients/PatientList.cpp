#include "ui/viewmodels/patients/PatientList.h"

#include "ui/viewmodels/Wording.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

QString spoken(const Patient &patient, const QString &beside)
{
    return PatientList::tr("%1, %2").arg(listName(patient.family, patient.given),
                                         beside.simplified());
}

} // namespace

int PatientList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_matches.size());
}

QVariant PatientList::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PatientMatch &match = m_matches.at(index.row());
    const Patient &patient = match.patient;
    QString beside = tr("born %1   %2").arg(Wording::birthDate(patient.birthDate), patient.mrn);
    if (patient.diedOn.isValid())
        beside += u"   "_s % tr("died %1").arg(Wording::date(patient.diedOn));
    if (match.how == PatientMatch::How::Similar)
        beside += u"   "_s % tr("similar");
    if (!patient.phone.isEmpty())
        beside += u"   "_s % Wording::leftToRight(patient.phone);
    switch (role) {
    case Qt::DisplayRole:
        return listName(patient.family, patient.given);
    case weakTextRole:
        return beside;
    case Qt::AccessibleTextRole:
        return spoken(patient, beside);
    case Qt::ToolTipRole:
        return Wording::toolTip(spoken(patient, beside));
    default:
        return {};
    }
}

void PatientList::setMatches(const QList<PatientMatch> &matches)
{
    beginResetModel();
    m_matches = matches;
    endResetModel();
}

} // namespace clinidesk
