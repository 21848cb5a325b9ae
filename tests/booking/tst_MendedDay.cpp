#include "core/booking/MendedDay.h"
#include "tests/fakes/Samples.h"

#include <QTest>

using namespace clinidesk;

class TestMendedDay final : public QObject
{
    Q_OBJECT

private slots:
    void newRow_comesToItsPlace()
    {
        const QList<Appointment> day = rows({1, 0}, {2, 20}, {3, 20});
        for (const auto &[id, minute, place] :
             {std::tuple(9, 10, 1), {9, 20, 3}, {0, 0, 0}, {9, 40, 3}}) {
            const Appointment row = samples::appointment(id, minute);
            const auto mended = mendedDay(day, row.day, row);
            QCOMPARE(mended.indexOf(row), place);
            QCOMPARE(mended.size(), 4);
        }
    }

    void changedRow_replacesItsFormer()
    {
        Appointment moved = samples::appointment(1, 30);
        ++moved.version;
        QCOMPARE(
            mendedDay(rows({1, 0}, {2, 20}, {3, 40}), moved.day, moved),
            (QList<Appointment>{samples::appointment(2, 20), moved, samples::appointment(3, 40)}));
    }

    void rowOfAnotherDay_isGone()
    {
        Appointment moved = samples::appointment(2, 20);
        ++moved.version;
        const QDate before = std::exchange(moved.day, moved.day.addDays(1));
        QCOMPARE(mendedDay(rows({1, 0}, {2, 20}, {3, 40}), before, moved), rows({1, 0}, {3, 40}));
        QCOMPARE(mendedDay(rows({1, 0}, {3, 40}), before, moved), rows({1, 0}, {3, 40}));
    }

    void newerRow_stays()
    {
        QList<Appointment> day = rows({1, 0}, {2, 20}, {3, 40});
        day[1].version += 2;
        Appointment late = samples::appointment(2, 20);
        ++late.version;
        QCOMPARE(mendedDay(day, late.day, late), day);
        QCOMPARE(mendedDay(day, late.day.addDays(-1), late), day);
    }

    void sameRowTwice_isTheSame()
    {
        const QList<Appointment> day = rows({1, 0}, {2, 20}, {3, 40});
        QCOMPARE(mendedDay(day, day[1].day, day[1]), day);
    }

private:
    using Row = std::pair<int, int>;
    static QList<Appointment> rows(Row a, Row b) { return list({a, b}); }
    static QList<Appointment> rows(Row a, Row b, Row c) { return list({a, b, c}); }
    static QList<Appointment> list(std::initializer_list<Row> ids)
    {
        QList<Appointment> all;
        for (const Row &row : ids)
            all.append(samples::appointment(row.first, row.second));
        return all;
    }
};

QTEST_GUILESS_MAIN(TestMendedDay)
#include "tst_MendedDay.moc"
