#include "ui/viewmodels/shell/PaletteViewModel.h"

#include "core/base/DateText.h"
#include "core/patients/SearchText.h"
#include "ui/viewmodels/Sentence.h"

#include <QLocale>
#include <QTimer>

#include <chrono>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr auto typingPause = 60ms;

QString bornText(const Patient &patient)
{
    const QString born = patient.birthDate.isValid()
        ? PaletteViewModel::tr("born %1").arg(identifyingDate(patient.birthDate))
        : PaletteViewModel::tr("birth date not known");
    return born + u"  ·  "_s + patient.mrn;
}

} // namespace

PaletteViewModel::PaletteViewModel(PatientDirectory &patients, QObject *parent)
    : QObject(parent)
    , m_directory(patients)
    , m_pause(new QTimer(this))
{
    m_pause->setSingleShot(true);
    m_pause->setInterval(typingPause);
    connect(m_pause, &QTimer::timeout, this, &PaletteViewModel::search);
}

void PaletteViewModel::setActions(const QList<PaletteAction> &actions)
{
    m_actions = actions;
    gather();
}

void PaletteViewModel::setTyped(const QString &typed)
{
    m_typed = typed.simplified();
    ++m_generation;
    m_matches.clear();
    m_note.clear();
    m_pause->stop();
    const SearchText judged = judgedSearch(m_typed);
    if (judged == SearchText::Askable)
        m_pause->start();
    else if (judged == SearchText::TooLong)
        m_note = Sentence::about(u"query"_s, u"too_long"_s, longestSearch);
    else if (judged == SearchText::Unprintable)
        m_note = Sentence::about(u"query"_s, u"unprintable"_s);
    gather();
}

void PaletteViewModel::remember(const QString &id)
{
    m_recent.removeAll(id);
    m_recent.prepend(id);
}

void PaletteViewModel::search()
{
    const int generation = m_generation;
    deliver(m_directory.search(m_typed, mostPatients), this,
            [this, generation](const Result<QList<PatientMatch>> &answer) {
                if (generation != m_generation)
                    return;
                if (answer)
                    m_matches = *answer;
                else
                    m_note = Sentence::of(answer.error());
                if (answer && answer->isEmpty() && m_rows.isEmpty())
                    m_note = tr("Nothing is called “%1”.").arg(m_typed);
                gather();
            });
}

void PaletteViewModel::gather()
{
    QList<PaletteRow> rows;
    if (const auto day = m_typed.isEmpty() ? std::nullopt : dayFromText(m_typed, m_today)) {
        const QString shown = QLocale::c().toString(*day, u"ddd "_s) + identifyingDate(*day);
        rows.append({.kind = PaletteRow::Kind::Day,
                     .day = *day,
                     .patient = {},
                     .text = tr("Go to %1").arg(shown),
                     .weakText = {}});
    }
    for (const int index : paletteOrder(m_actions, m_typed, m_recent)) {
        rows.append({.action = index,
                     .day = {},
                     .patient = {},
                     .text = m_actions[index].text,
                     .weakText = {}});
    }
    for (const PatientMatch &match : std::as_const(m_matches)) {
        rows.append({.kind = PaletteRow::Kind::Patient,
                     .day = {},
                     .patient = match.patient,
                     .text = listName(match.patient.family, match.patient.given),
                     .weakText = bornText(match.patient)});
    }
    m_rows = rows;
    emit rowsChanged();
}

} // namespace clinidesk
