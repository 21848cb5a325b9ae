#include "app/ctl/WorkingDay.h"

#include <QMap>
#include <QTest>

#include <algorithm>

using namespace clinidesk;
using namespace std::chrono_literals;

class TestWorkingDay final : public QObject
{
    Q_OBJECT

    using Kind = DayStep::Kind;

    static int count(const WorkingDay &day, Kind kind)
    {
        return int(std::ranges::count(day.steps(), kind, &DayStep::kind));
    }

private slots:
    void everyDesksHour_isMadeOfTheSameNumbers()
    {
        const WorkingDay day({.desks = 5, .hours = 3}, 1);
        constexpr int deskHours = 15;
        QCOMPARE(count(day, Kind::LookAtDay), 40 * deskHours);
        QCOMPARE(count(day, Kind::LookAtToday), 20 * deskHours);
        QCOMPARE(count(day, Kind::ReadHistory), 12 * deskHours);
        QCOMPARE(count(day, Kind::FindPatient), 30 * deskHours);
        QCOMPARE(count(day, Kind::Book), 12 * deskHours);
        QCOMPARE(count(day, Kind::CheckIn), 10 * deskHours);
        QCOMPARE(count(day, Kind::Move) + count(day, Kind::Cancel), 4 * deskHours);
        for (int desk = 0; desk < 5; ++desk)
            QCOMPARE(int(std::ranges::count(day.steps(), desk, &DayStep::desk)), 3 * 128);
    }

    void twoInThreeHistoryPages_areAmongTheFirstThree()
    {
        const WorkingDay day({.desks = 12, .hours = 8}, 1);
        int first = 0;
        for (const DayStep &step : day.steps())
            first += step.kind == Kind::ReadHistory && step.page <= 3 ? 1 : 0;
        const double share = double(first) / count(day, Kind::ReadHistory);
        QVERIFY2(share > 0.63 && share < 0.70, qPrintable(QString::number(share)));
    }

    void nearDays_areLookedAtMost()
    {
        const WorkingDay day({.desks = 12, .hours = 8}, 1);
        QMap<int, int> looks;
        int near = 0;
        for (const DayStep &step : day.steps()) {
            if (step.kind != Kind::LookAtDay)
                continue;
            QVERIFY(step.day >= 0 && step.day < WorkingDay::openDays);
            ++looks[step.day];
            near += step.day < WorkingDay::nearDays ? 1 : 0;
        }
        const double share = double(near) / count(day, Kind::LookAtDay);
        QVERIFY2(share > 0.88 && share < 0.92, qPrintable(QString::number(share)));
        QVERIFY(looks.value(0) > looks.value(4));
        QVERIFY(looks.value(4) > looks.value(9));
    }

    void booking_goesToTheDayLookedAtLast()
    {
        const WorkingDay day({.desks = 3, .hours = 2}, 7);
        QMap<int, int> lookedAt;
        for (const DayStep &step : day.steps()) {
            if (step.kind == Kind::LookAtDay)
                lookedAt[step.errand] = step.day;
            else if (step.kind == Kind::Book || step.kind == Kind::Move)
                QCOMPARE(step.day, lookedAt.value(step.errand, -1));
        }
    }

    void steps_areInOrderAndAlikeForTheSameNumbers()
    {
        const WorkingDay day({.desks = 12, .hours = 8}, 3);
        QVERIFY(std::ranges::is_sorted(day.steps(), {}, &DayStep::at));
        QVERIFY(day.steps().back().at < 8h + 2min);
        QVERIFY(day.steps() == WorkingDay({.desks = 12, .hours = 8}, 3).steps());
        QVERIFY(day.steps() != WorkingDay({.desks = 12, .hours = 8}, 4).steps());
    }
};

QTEST_GUILESS_MAIN(TestWorkingDay)
#include "tst_WorkingDay.moc"
