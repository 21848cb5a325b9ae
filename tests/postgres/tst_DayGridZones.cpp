// Every turn of every clock from 2025 to 2030: a day's lines against the instants that PostgreSQL,
// which reads the tz database by itself, counts to that day; and what is open against both.
#include "core/booking/DayGrid.h"
#include "tests/support/PrivateServer.h"

#include <QSet>
#include <QTest>
#include <QTimeZone>

using namespace clinidesk;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

using Kind = GridRow::Kind;

namespace {

/// A clinic that never closes in every zone by each of its names, and the days around each turn of
/// its clock.
const QString turnedDaysSql = uR"(
SET search_path = clinidesk, public;
INSERT INTO clinic (name, zone, opens, closes)
SELECT z.name, z.name, '00:00', '24:00' FROM pg_timezone_names z WHERE z.name ~ '^[A-Z]';
INSERT INTO department (clinic_id, name, capacity) SELECT c.id, 'Emergency', 1 FROM clinic c;
INSERT INTO working_hours (clinic_id, department_id, weekday, starts, ends)
SELECT d.clinic_id, d.id, w, '00:00', '24:00' FROM department d, generate_series(1, 7) w;
CREATE TABLE turned AS
SELECT DISTINCT c.id AS clinic, c.zone, (g + around * interval '1 day')::date AS day
  FROM clinic c, generate_series(timestamp '2025-01-01', '2030-12-31', '1 day') g, generate_series(-1, 1) around
 WHERE (g + interval '1 day') AT TIME ZONE c.zone - g AT TIME ZONE c.zone <> interval '24 h';
)"_s;

/// Zones whose clocks show the same on all those days are one.
const QString oneOfEachSql = uR"(
DELETE FROM clinidesk.turned t WHERE t.zone NOT IN (
    SELECT min(w.zone) FROM (
        SELECT x.zone, string_agg((((x.day + h * interval '1 h') AT TIME ZONE 'UTC') AT TIME ZONE x.zone)::text, ',' ORDER BY x.day, h) AS walls
          FROM clinidesk.turned x, generate_series(-16, 40) h GROUP BY x.zone) w
     GROUP BY w.walls);
)"_s;

const QString leapDaysSql = uR"(
INSERT INTO clinidesk.turned
SELECT DISTINCT t.clinic, t.zone, d FROM clinidesk.turned t, (VALUES (date '2028-02-28'), ('2028-02-29'), ('2028-03-01')) leap (d);
)"_s;

/// "7123=02:15 …": quarters of an hour since 1970 and what the wall shows then; the instants from
/// 01:10 until 04:35; whether what is open is exactly that day.
const QString instantsSql = uR"(
SET search_path = clinidesk, public;
SELECT t.zone, t.day, q.told, s.told,
       coalesce((SELECT o.hours FROM department d, open_spans(t.clinic, NULL, d.id, t.day, t.day) o
                  WHERE d.clinic_id = t.clinic), '{}') = local_spans(t.zone, t.day, '00:00', '24:00')
  FROM turned t
 CROSS JOIN LATERAL (
    SELECT string_agg((extract(epoch FROM at) / 900)::int || '=' || to_char(at AT TIME ZONE t.zone, 'HH24:MI'), ' ' ORDER BY at)
      FROM generate_series((t.day::timestamp AT TIME ZONE 'UTC') - interval '16 h',
                           (t.day::timestamp AT TIME ZONE 'UTC') + interval '40 h', interval '15 min') at
     WHERE (at AT TIME ZONE t.zone)::date = t.day) q (told)
 CROSS JOIN LATERAL (
    SELECT string_agg(extract(epoch FROM lower(part))::bigint || '-' || extract(epoch FROM upper(part))::bigint, ' ' ORDER BY part)
      FROM unnest(local_spans(t.zone, t.day, '01:10', '04:35')) part) s (told)
 ORDER BY 1, 2
)"_s;

/// What the lines of a day should be, from what the database told.
QStringList expectedLines(const QString &told)
{
    const QStringList quarters = told.split(u' ', Qt::SkipEmptyParts);
    QHash<QString, int> shown;
    for (const QString &quarter : quarters)
        ++shown[quarter.section(u'=', 1)];
    QStringList lines;
    QSet<QString> seen;
    for (const QString &quarter : quarters) {
        const QString wall = quarter.section(u'=', 1);
        const bool isSecond = seen.contains(wall);
        seen.insert(wall);
        lines.append(quarter
                     + (shown.value(wall) < 2 ? QString()
                            : isSecond        ? u" second"_s
                                              : u" first"_s));
    }
    for (QTime wall(0, 0); shown.size() < 96; wall = wall.addSecs(15 * 60)) {
        const QString text = wall.toString(u"HH:mm"_s);
        if (!shown.contains(text)) {
            shown.insert(text, 0);
            lines.append(text + u" missing"_s);
        }
    }
    return lines;
}

QStringList linesOf(const DayGrid &grid)
{
    QStringList lines;
    QStringList missing;
    for (const GridRow &row : grid.rows()) {
        const QString wall = row.local.toString(u"HH:mm"_s);
        if (row.kind == Kind::Missing) {
            missing.append(wall + u" missing"_s);
            continue;
        }
        const QString kind = row.kind == Kind::First ? u" first"_s
            : row.kind == Kind::Second               ? u" second"_s
                                                     : QString();
        lines.append(QString::number(row.startsAt.toSecsSinceEpoch() / 900) + u'=' + wall + kind);
    }
    return lines + missing;
}

/// "1793494800-1793505300", of lines that touch.
QString spansOf(const DayGrid &grid)
{
    QStringList spans;
    qint64 from = 0;
    qint64 until = 0;
    const auto close = [&] {
        if (until > from)
            spans.append(u"%1-%2"_s.arg(from).arg(until));
    };
    for (const GridRow &row : grid.rows()) {
        if (row.kind == Kind::Missing)
            continue;
        if (row.startsAt.toSecsSinceEpoch() != until) {
            close();
            from = row.startsAt.toSecsSinceEpoch();
        }
        until = row.endsAt.toSecsSinceEpoch();
    }
    close();
    return spans.join(u' ');
}

} // namespace

class TestDayGridZones final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.start(), m_server.problem());
        QVERIFY(!m_server.emptyDatabase().isEmpty());
        m_server.run(turnedDaysSql);
        if (!isEveryName)
            m_server.run(oneOfEachSql);
        m_server.run(leapDaysSql);
        m_days = m_server.rows(instantsSql);
    }

    void lines_areTheInstantsOfTheDay()
    {
        int days = 0;
        QSet<QString> zones;
        for (const QStringList &told : std::as_const(m_days)) {
            const QByteArray zone = told.at(0).toLatin1();
            if (!QTimeZone(zone).isValid())
                continue;
            const QDate day = QDate::fromString(told.at(1), Qt::ISODate);
            const QString where = told.at(0) + u' ' + told.at(1);
            const DayGrid whole(day, zone, {0, 0}, {}, 15min);
            QVERIFY2(linesOf(whole) == expectedLines(told.at(2)), qPrintable(where));
            const DayGrid odd(day, zone, {1, 10}, {4, 35}, 20min);
            QVERIFY2(spansOf(odd) == told.at(3), qPrintable(where + u' ' + spansOf(odd)));
            zones.insert(told.at(0));
            ++days;
        }
        qInfo("day grid: %d days of %lld zones, 0 differences", days, qlonglong(zones.size()));
        QVERIFY(zones.size() > (isEveryName ? 150 : 25));
        QVERIFY(days > (isEveryName ? 6'000 : 1'000));
    }

    void clinicThatNeverCloses_isOpenAllDay()
    {
        QStringList wrong;
        for (const QStringList &told : std::as_const(m_days)) {
            if (told.at(4) != u"t"_s)
                wrong.append(told.at(0) + u' ' + told.at(1));
        }
        QCOMPARE(wrong, QStringList());
    }

private:
    const bool isEveryName = qEnvironmentVariableIntValue("CLINIDESK_TEST_EVERY_NAME") > 0;
    PrivateServer m_server;
    PrivateServer::Rows m_days;
};

QTEST_GUILESS_MAIN(TestDayGridZones)
#include "tst_DayGridZones.moc"
