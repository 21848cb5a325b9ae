#include "ui/series/SeriesRuleBar.h"

#include "ui/lists/Labelled.h"
#include "ui/lists/NamedParts.h"
#include "ui/viewmodels/series/SeriesViewModel.h"
#include "ui/widgets/DateField.h"
#include "ui/widgets/EmWidth.h"
#include "ui/widgets/FlowLayout.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr int longestStep = 60;

QSpinBox *spinOf(int most, const QString &objectName, QWidget *parent)
{
    auto *spin = new QSpinBox(parent);
    spin->setObjectName(objectName);
    spin->setRange(1, most);
    return spin;
}

} // namespace

SeriesRuleBar::SeriesRuleBar(SeriesViewModel &series, QWidget *parent)
    : QWidget(parent)
    , m_series(series)
    , m_step(spinOf(longestStep, u"seriesStep"_s, this))
    , m_unit(namedCombo(u"seriesUnit"_s, this, {tr("days"), tr("weeks"), tr("months")}))
    , m_weekdayBox(new QWidget(this))
    , m_end(
          namedCombo(u"seriesEnd"_s, this, {tr("After a number of appointments"), tr("On a day")}))
    , m_times(spinOf(SeriesRule::mostOccurrences - 1, u"seriesTimes"_s, this))
    , m_until(new DateField(DateField::Kind::ToCome, u"seriesUntil"_s, tr("Last day"), this))
    , m_fault(new FieldFault(m_step, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    addStep();
    addWeekdays();
    addEnd();
    setFocusProxy(m_step);
    column->addWidget(m_fault);
}

void SeriesRuleBar::addStep()
{
    auto *bar = new QWidget(this);
    auto *row = new FlowLayout(bar);
    row->addCentred(labelledBeside(tr("Every"), m_step, bar));
    m_unit->setAccessibleName(tr("Days, weeks or months"));
    row->addCentred(m_unit);
    layout()->addWidget(bar);
    connect(m_step, &QSpinBox::valueChanged, &m_series, &SeriesViewModel::setStep);
    connect(m_unit, &QComboBox::currentIndexChanged, &m_series,
            [this](int index) { m_series.setUnit(SeriesRule::Unit(index)); });
}

void SeriesRuleBar::addWeekdays()
{
    const QStringList shortNames{tr("Mon"), tr("Tue"), tr("Wed"), tr("Thu"),
                                 tr("Fri"), tr("Sat"), tr("Sun")};
    const QStringList names{tr("Monday"), tr("Tuesday"),  tr("Wednesday"), tr("Thursday"),
                            tr("Friday"), tr("Saturday"), tr("Sunday")};
    m_weekdayBox->setObjectName(u"seriesWeekdays"_s);
    auto *row = new FlowLayout(m_weekdayBox);
    for (int number = Qt::Monday; number <= Qt::Sunday; ++number) {
        const auto day = Qt::DayOfWeek(number);
        auto *box = new QCheckBox(shortNames.at(number - 1), m_weekdayBox);
        box->setObjectName(u"seriesWeekday%1"_s.arg(number));
        box->setAccessibleName(names.at(number - 1));
        row->addCentred(box);
        m_weekdays.insert(day, box);
        connect(box, &QCheckBox::toggled, &m_series,
                [this, day](bool isOn) { m_series.setWeekday(day, isOn); });
    }
    layout()->addWidget(m_weekdayBox);
}

void SeriesRuleBar::addEnd()
{
    auto *bar = new QWidget(this);
    auto *row = new FlowLayout(bar);
    row->addCentred(labelledBeside(tr("&Ends"), m_end, bar));
    m_timesBox = labelledBeside(tr("&How many more"), m_times, bar);
    row->addCentred(m_timesBox);
    EmWidth::set(m_until, 13);
    m_untilBox = labelledBeside(tr("&Last day"), m_until, bar);
    row->addCentred(m_untilBox);
    layout()->addWidget(bar);
    connect(m_end, &QComboBox::currentIndexChanged, &m_series,
            [this](int index) { m_series.setEnd(SeriesViewModel::End(index)); });
    connect(m_times, &QSpinBox::valueChanged, &m_series, &SeriesViewModel::setTimes);
    connect(m_until, &DateField::dateChanged, &m_series,
            [this](std::optional<QDate> day) { m_series.setUntil(day.value_or(QDate())); });
}

void SeriesRuleBar::fill()
{
    const QSignalBlocker step(m_step);
    const QSignalBlocker unit(m_unit);
    const QSignalBlocker end(m_end);
    const QSignalBlocker times(m_times);
    const QSignalBlocker until(m_until);
    m_step->setValue(m_series.step());
    m_unit->setCurrentIndex(int(m_series.unit()));
    m_end->setCurrentIndex(int(m_series.end()));
    m_times->setValue(m_series.times());
    m_until->setToday(m_series.appointment().day);
    m_until->setDate(m_series.until());
    for (auto box = m_weekdays.cbegin(); box != m_weekdays.cend(); ++box) {
        const QSignalBlocker day(box.value());
        box.value()->setChecked(m_series.weekdays().contains(box.key()));
    }
}

void SeriesRuleBar::present()
{
    setEnabled(!m_series.isBusy());
    m_weekdayBox->setVisible(m_series.unit() == SeriesRule::Unit::Week);
    m_timesBox->setVisible(m_series.end() == SeriesViewModel::End::Times);
    m_untilBox->setVisible(m_series.end() == SeriesViewModel::End::Day);
    m_fault->say(m_series.fault());
}

} // namespace clinidesk
