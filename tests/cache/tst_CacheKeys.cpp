#include "core/cache/CacheKey.h"
#include "core/cache/CacheTag.h"

#include <QRandomGenerator>
#include <QSet>
#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

/// The parts of a key, as a test knows them.
struct Parts
{
    CacheKind kind = CacheKind::Day;
    CacheScope scope;
    ClinicId clinic;
    QDate day;
    QList<DoctorId> doctors;
    qint64 patient = 0;

    [[nodiscard]] CacheKey key() const
    {
        return CacheKey(kind, scope, clinic).with(day).with(doctors).with(patient);
    }
    friend bool operator==(const Parts &, const Parts &) = default;
};

/// Small numbers, so that parts of one key often equal other parts of another.
Parts random(QRandomGenerator &generator)
{
    const auto small = [&generator] { return generator.bounded(4); };
    Parts parts{.kind = CacheKind(generator.bounded(8)),
                .scope = {.installation = quint64(small()),
                          .role = quint8(small()),
                          .eyes = small(),
                          .rightsVersion = small()},
                .clinic = ClinicId(small()),
                .day = small() == 0 ? QDate() : QDate(2026, 11, 22).addDays(small()),
                .doctors = {},
                .patient = small()};
    for (int doctors = small(); doctors > 0; --doctors)
        parts.doctors.append(DoctorId(small()));
    return parts;
}

/// One part, changed.
Parts changed(Parts parts, int part)
{
    switch (part) {
    case 0:
        parts.scope.installation += 1;
        break;
    case 1:
        parts.scope.role = quint8(parts.scope.role + 1);
        break;
    case 2:
        parts.scope.eyes += 1;
        break;
    case 3:
        parts.scope.rightsVersion += 1;
        break;
    case 4:
        parts.clinic = ClinicId(parts.clinic.value() + 1);
        break;
    case 5:
        parts.doctors.append(DoctorId(0));
        break;
    case 6:
        parts.patient += 1;
        break;
    default:
        parts.kind = CacheKind((int(parts.kind) + 1) % 8);
    }
    return parts;
}

} // namespace

class TestCacheKeys final : public QObject
{
    Q_OBJECT

private slots:
    void keysOfTwoPeople_neverMeet()
    {
        QRandomGenerator generator(20261122);
        int same = 0;
        for (int pair = 0; pair < 100'000; ++pair) {
            const Parts a = random(generator);
            const Parts b = pair % 2 ? random(generator) : changed(a, generator.bounded(8));
            const bool isSame = a == b;
            same += isSame;
            QCOMPARE(a.key() == b.key(), isSame);
            QCOMPARE(a.key().toText() == b.key().toText(), isSame);
            if (isSame)
                QCOMPARE(qHash(a.key()), qHash(b.key()));
        }
        QVERIFY(same < 1000);
    }

    void partsOfAKey_areSpreadOverTheTable()
    {
        QSet<size_t> cells;
        for (int patient = 0; patient < 10'000; ++patient) {
            Parts parts;
            parts.patient = patient;
            cells.insert(qHash(parts.key()) & 0xffff);
        }
        QVERIFY(cells.size() > 8'500); // By chance it would be 9,270.
    }

    void text_isKindLayoutScopeClinicAndNumbers()
    {
        const CacheKey key
            = CacheKey(CacheKind::HistoryPage,
                       {.installation = 42, .role = 2, .eyes = 17, .rightsVersion = 5}, ClinicId(3))
                  .with(QList<DoctorId>{DoctorId(8), DoctorId(9)})
                  .with(-1);
        QCOMPARE(key.toText(), "history_page:2:42:2:17:5:3:2:8:9:-1");
    }

    void everyKind_hasItsPlaceAndAName()
    {
        for (const CacheKindTraits &traits : cacheKinds()) {
            QCOMPARE(traitsOf(traits.kind).name, traits.name);
            QCOMPARE(cacheKindFromName(QString::fromLatin1(traits.name)), traits.kind);
            QVERIFY(traits.life.alone <= traits.life.fresh);
            QVERIFY(traits.life.fresh <= traits.life.longest);
        }
        QCOMPARE(cacheKinds().size(), 10);
        QVERIFY(!cacheKindFromName(u"Day"_s));
    }

    void tag_comesBackFromItsText_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : {"clinic:3", "day:3:2026-11-22", "doctor:17", "patient:4711",
                                 "people:3", "hours:3", "places:3", "staff:7", "epoch"})
            QTest::newRow(text) << QByteArray(text);
    }
    void tag_comesBackFromItsText()
    {
        QFETCH(const QByteArray, text);
        const auto tag = CacheTag::fromText(text);
        QVERIFY(tag);
        QCOMPARE(tag->toText(), text);
    }

    void textThatIsNoTag_isNone_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text :
             {"", ":", "clinic", "clinic:", "clinic:03", "clinic: 3", "clinic:3 ", "clinic:3x",
              "clinic:99999999999999999999", "Clinic:3", "day:3", "day:3:", "day:3:2026-11-31",
              "day:3:2026-11-22:1", "day::2026-11-22", "epoch:1", "epoch:", "room:3", "3"})
            QTest::newRow(text) << QByteArray(text);
    }
    void textThatIsNoTag_isNone()
    {
        QFETCH(const QByteArray, text);
        QVERIFY(!CacheTag::fromText(text));
    }

    void tags_areReadPastWhatIsNone()
    {
        QCOMPARE(cacheTagsFrom({u"clinic:3"_s, u"weather:1"_s, u"people:3"_s}),
                 (CacheTags{CacheTag::clinic(ClinicId(3)), CacheTag::people(ClinicId(3))}));
    }

    void tagsOfOneNumber_differByKind()
    {
        const QSet<CacheTag> tags{CacheTag::clinic(ClinicId(3)),   CacheTag::doctor(DoctorId(3)),
                                  CacheTag::patient(PatientId(3)), CacheTag::people(ClinicId(3)),
                                  CacheTag::hours(ClinicId(3)),    CacheTag::places(ClinicId(3)),
                                  CacheTag::staff(StaffId(3)),     CacheTag::epoch()};
        QCOMPARE(tags.size(), 8);
    }
};

QTEST_APPLESS_MAIN(TestCacheKeys)
#include "tst_CacheKeys.moc"
