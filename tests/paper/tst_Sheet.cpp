#include "core/paper/PaperFormat.h"
#include "core/paper/Sheet.h"
#include "tests/fakes/Samples.h"

#include <QRandomGenerator>
#include <QTest>
#include <QTimeZone>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

const SheetOwner okafor{DoctorId(11), {}, u"Dr Okafor"_s};

QDateTime berlin(QDate day, int hour, int minute)
{
    return QDateTime(day, QTime(hour, minute), QTimeZone("Europe/Berlin")).toUTC();
}

SeatHours hoursOf(QDate day, const QList<OpenSpan> &spans, const QList<Away> &away = {})
{
    return {.day = day,
            .doctor = DoctorId(11),
            .doctorName = u"Dr Okafor"_s,
            .department = {},
            .departmentName = {},
            .hours = spans,
            .away = away};
}

Appointment at(int id, const QDateTime &start, int minutes = 20)
{
    Appointment made = samples::appointment(id, 0);
    made.startsAt = start;
    made.endsAt = start.addSecs(minutes * 60);
    made.day = start.toTimeZone(QTimeZone("Europe/Berlin")).date();
    return made;
}

DayFacts facts(QDate day, const QList<Appointment> &appointments)
{
    return {.day = day, .zone = "Europe/Berlin", .appointments = appointments, .hours = {}};
}

QList<qint64> idsOn(const DaySheet &sheet)
{
    QList<qint64> ids;
    for (const SheetLine &line : sheet.lines)
        ids << (line.appointment ? line.appointment->id.value() : 0);
    return ids;
}

} // namespace

class TestSheet final : public QObject
{
    Q_OBJECT

private slots:
    void lines_areTheOwnersInOrderWithHisAbsences()
    {
        Appointment other = samples::appointment(3, 10);
        other.doctor = DoctorId(12);
        Appointment seat = samples::appointment(4, 15);
        seat.doctor = {};
        DayFacts day = facts(samples::today,
                             {samples::appointment(2, 60), other, seat,
                              samples::appointment(1, 0, Status::Cancelled)});
        const QDateTime nine = berlin(samples::today, 9, 0);
        day.hours = QList{hoursOf(samples::today, {{nine, nine.addSecs(7200)}},
                                  {{nine.addSecs(1800), nine.addSecs(3600), u"training"_s}})};
        const DaySheet sheet = daySheet(day, okafor);
        QCOMPARE(idsOn(sheet), (QList<qint64>{1, 0, 2}));
        QCOMPARE(sheet.lines.at(1).reason, u"training"_s);
        QCOMPARE(sheet.hours->size(), 1);
        QVERIFY(!sheet.turn);
        QCOMPARE(idsOn(daySheet(day, ownerOf(seat))), QList<qint64>{4});
    }

    void hoursThatAreUnknown_areNotHoursThatAreNone()
    {
        QVERIFY(!daySheet(facts(samples::today, {}), okafor).hours);
        DayFacts day = facts(samples::today, {});
        day.hours = QList<SeatHours>();
        QVERIFY(daySheet(day, okafor).hours.value().isEmpty());
    }

    void hourThatComesTwice_isToldApart()
    {
        const QDate day(2026, 10, 25);
        const QDateTime first(day, QTime(0, 15), Qt::UTC); // 02:15, the clock still on summer time
        const DaySheet sheet
            = daySheet(facts(day,
                             {at(1, first), at(2, first.addSecs(3600)), at(3, first.addSecs(7200)),
                              at(4, first.addSecs(1800), 20)}),
                       okafor);
        QCOMPARE(idsOn(sheet), (QList<qint64>{1, 4, 2, 3}));
        QCOMPARE(sheet.lines.at(0).startsOn, GridRow::Kind::First);
        QCOMPARE(sheet.lines.at(0).endsOn, GridRow::Kind::First);
        QCOMPARE(sheet.lines.at(1).endsOn, GridRow::Kind::Second); // 02:45 to 02:05
        QCOMPARE(sheet.lines.at(2).startsOn, GridRow::Kind::Second);
        QCOMPARE(sheet.lines.at(3).startsOn, GridRow::Kind::Usual);
        QCOMPARE(sheet.turn, (ClockTurn{QTime(3, 0), QTime(2, 0)}));
    }

    void hourThatIsMissing_isNamed()
    {
        const DaySheet sheet = daySheet(facts(QDate(2026, 3, 29), {}), okafor);
        QCOMPARE(sheet.turn, (ClockTurn{QTime(2, 0), QTime(3, 0)}));
    }

    void everyAppointment_isOnTheSheetOfExactlyOneOwner()
    {
        QRandomGenerator chance(20261126);
        for (int round = 0; round < 200; ++round) {
            DayFacts day = facts(samples::today, {});
            for (int id = 1; id <= chance.bounded(1, 60); ++id) {
                Appointment each = samples::appointment(id, chance.bounded(600));
                each.doctor = DoctorId(chance.bounded(4)); // 0: a seat
                each.department = DepartmentId(1 + chance.bounded(3));
                day.appointments << each;
            }
            QList<qint64> seen;
            for (const SheetOwner &owner : ownersIn(day))
                seen += idsOn(daySheet(day, owner));
            std::sort(seen.begin(), seen.end());
            QList<qint64> all;
            for (const Appointment &each : day.appointments)
                all << each.id.value();
            std::sort(all.begin(), all.end());
            QCOMPARE(seen, all);
        }
    }

    void owners_areWhoHasHoursOrAppointments()
    {
        DayFacts day = facts(samples::today, {samples::appointment(1, 0)});
        const QDateTime nine = berlin(samples::today, 9, 0);
        SeatHours works = hoursOf(samples::today, {{nine, nine.addSecs(3600)}});
        works.doctor = DoctorId(12);
        works.doctorName = u"Dr Lindqvist"_s;
        SeatHours free = works;
        free.doctor = DoctorId(13);
        free.hours.clear();
        day.hours = QList{works, free};
        const QList<SheetOwner> owners = ownersIn(day);
        QCOMPARE(owners.size(), 2);
        QCOMPARE(owners.at(0).doctor, DoctorId(12));
        QCOMPARE(owners.at(1).doctor, DoctorId(11));
    }

    void week_beginsWhereTheCountryHasIt()
    {
        QCOMPARE(weekOf(QDate(2026, 11, 26), Qt::Monday), QDate(2026, 11, 23));
        QCOMPARE(weekOf(QDate(2026, 11, 26), Qt::Sunday), QDate(2026, 11, 22));
        QCOMPARE(weekOf(QDate(2026, 11, 22), Qt::Monday), QDate(2026, 11, 16));
        QCOMPARE(weekOf(QDate(2026, 11, 22), Qt::Sunday), QDate(2026, 11, 22));
        QCOMPARE(weekOf(QDate(2026, 11, 21), Qt::Saturday), QDate(2026, 11, 21));
    }

    void paper_isWhatTheCountryPrintsOn()
    {
        QCOMPARE(paperFormatOf(QLocale::Germany), PaperFormat::A4);
        QCOMPARE(paperFormatOf(QLocale::UnitedStates), PaperFormat::Letter);
        QCOMPARE(paperFormatOf(QLocale::Canada), PaperFormat::Letter);
        QCOMPARE(paperFormatOf(QLocale::UnitedKingdom), PaperFormat::A4);
        QCOMPARE(paperFormatOf(QLocale::AnyTerritory), PaperFormat::A4);
    }
};

QTEST_GUILESS_MAIN(TestSheet)
#include "tst_Sheet.moc"
