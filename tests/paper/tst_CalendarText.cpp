#include "core/paper/CalendarText.h"
#include "core/paper/QrCode.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <libical/ical.h>

#include <memory>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

CalendarEntry entry()
{
    return {.uid = calendarUid(4711, AppointmentId(31)),
            .stampedAt = QDateTime(QDate(2026, 11, 26), QTime(8, 40), Qt::UTC),
            .startsAt = QDateTime(QDate(2026, 12, 1), QTime(8, 0), Qt::UTC),
            .endsAt = QDateTime(QDate(2026, 12, 1), QTime(8, 20), Qt::UTC),
            .summary = u"Dr Okafor"_s,
            .location = u"Northgate Clinic"_s};
}

struct Understood
{
    bool isValid = false;
    QString summary;
    QString location;
    QString uid;
    QString start;
    QString end;
};

/// What libical makes of @p text.
Understood understood(const QByteArray &text)
{
    const std::unique_ptr<icalcomponent, decltype(&icalcomponent_free)> calendar(
        icalparser_parse_string(text.constData()), &icalcomponent_free);
    if (!calendar)
        return {};
    icalcomponent *event = icalcomponent_get_first_component(calendar.get(), ICAL_VEVENT_COMPONENT);
    if (!event)
        return {};
    const auto instant = [](icaltimetype time) {
        return time.zone == icaltimezone_get_utc_timezone()
            ? QString::fromLatin1(icaltime_as_ical_string(time))
            : u"not UTC"_s;
    };
    return {.isValid = icalrestriction_check(calendar.get()) == 1
                && icalcomponent_count_errors(calendar.get()) == 0,
            .summary = QString::fromUtf8(icalcomponent_get_summary(event)),
            .location = QString::fromUtf8(icalcomponent_get_location(event)),
            .uid = QString::fromUtf8(icalcomponent_get_uid(event)),
            .start = instant(icalcomponent_get_dtstart(event)),
            .end = instant(icalcomponent_get_dtend(event))};
}

/// What zbar reads from @p code as it would be printed.
QByteArray readBack(const QrCode &code)
{
    constexpr int quiet = 4;
    constexpr int scale = 6;
    const int side = (code.side + 2 * quiet) * scale;
    QByteArray picture = "P5\n" + QByteArray::number(side) + ' ' + QByteArray::number(side)
        + "\n255\n" + QByteArray(qsizetype(side) * side, char(255));
    const qsizetype begin = picture.size() - qsizetype(side) * side;
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            const int column = x / scale - quiet;
            const int row = y / scale - quiet;
            if (column >= 0 && row >= 0 && column < code.side && row < code.side
                && code.isDark(column, row))
                picture[begin + qsizetype(y) * side + x] = 0;
        }
    }
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"code.pgm"_s);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(picture) != picture.size())
        return "not written";
    file.close();
    QProcess zbar;
    zbar.start(u"zbarimg"_s, {u"--quiet"_s, u"--raw"_s, u"--oneshot"_s, u"-Sbinary"_s, path});
    return zbar.waitForFinished(20'000) ? zbar.readAllStandardOutput() : "not read";
}

} // namespace

class TestCalendarText final : public QObject
{
    Q_OBJECT

private slots:
    void text_isAnEventForWhoeverKnowsTheStandard()
    {
        const QByteArray text = calendarText(entry());
        const Understood seen = understood(text);
        QVERIFY2(seen.isValid, text.constData());
        QCOMPARE(seen.summary, u"Dr Okafor"_s);
        QCOMPARE(seen.location, u"Northgate Clinic"_s);
        QCOMPARE(seen.start, u"20261201T080000Z"_s);
        QCOMPARE(seen.end, u"20261201T082000Z"_s);
        QCOMPARE(seen.uid, entry().uid);
    }

    void hardText_comesBackAsItWas_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("marks of the format") << u"Dr \\ Semi; Comma, \"Quote\": 'x'"_s;
        QTest::newRow("lines") << u"first\nBEGIN:VALARM\nlast"_s;
        QTest::newRow("long")
            << u"Poliklinik für Herz- und Gefäßkrankheiten "_s.repeated(6).trimmed();
        QTest::newRow("other scripts")
            << u"عيادة القلب والأوعية الدموية、循環器内科クリニック🏥"_s.repeated(3);
    }
    void hardText_comesBackAsItWas()
    {
        QFETCH(QString, text);
        CalendarEntry hard = entry();
        hard.location = text;
        hard.summary = text;
        const QByteArray calendar = calendarText(hard);
        const Understood seen = understood(calendar);
        QVERIFY2(seen.isValid, calendar.constData());
        QCOMPARE(seen.location, text);
        QCOMPARE(seen.summary, text);
        QCOMPARE(seen.start, u"20261201T080000Z"_s);
        for (const QByteArray &line : calendar.split('\n')) {
            QVERIFY2(line.size() <= 76, line.constData()); // with its CR
            QVERIFY(line.isEmpty() || line.endsWith('\r'));
            QCOMPARE(QString::fromUtf8(line).toUtf8(), line); // no character torn apart
        }
    }

    void controlCharacters_areLeftOut()
    {
        CalendarEntry bad = entry();
        bad.summary = QString(u"Dr"_s + QChar(0) + QChar(7) + u"\r\nOkafor"_s);
        QCOMPARE(understood(calendarText(bad)).summary, u"Dr\nOkafor"_s);
    }

    void uid_staysAndTellsClinicsApart()
    {
        QCOMPARE(calendarUid(4711, AppointmentId(31)), calendarUid(4711, AppointmentId(31)));
        QVERIFY(calendarUid(4711, AppointmentId(31)) != calendarUid(4711, AppointmentId(32)));
        QVERIFY(calendarUid(4711, AppointmentId(31)) != calendarUid(4712, AppointmentId(31)));
        QVERIFY(!calendarUid(4711, AppointmentId(31)).contains(u"31@"_s));
    }

    void code_isReadByAnotherProgram()
    {
        if (QStandardPaths::findExecutable(u"zbarimg"_s).isEmpty())
            QSKIP("zbarimg isn't on this machine");
        const QByteArray text = calendarText(entry());
        const auto code = qrCodeOf(text);
        QVERIFY(code);
        QCOMPARE(readBack(*code), text);

        CalendarEntry hard = entry();
        hard.location = u"عيادة القلب、循環器内科, "_s.repeated(12);
        const QByteArray longText = calendarText(hard);
        const auto longCode = qrCodeOf(longText);
        QVERIFY(longCode);
        QCOMPARE(readBack(*longCode), longText);
    }

    void code_isRefusedWhereItDoesNotFit()
    {
        QVERIFY(qrCodeOf(QByteArray(2331, 'x')));
        QVERIFY(!qrCodeOf(QByteArray(2332, 'x')));
    }
};

QTEST_GUILESS_MAIN(TestCalendarText)
#include "tst_CalendarText.moc"
