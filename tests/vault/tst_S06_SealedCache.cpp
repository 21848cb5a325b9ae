// What stands in Redis, and on its disk, after a receptionist and a doctor have worked: nothing
// that names anybody, and nothing that the other one can open.
#include "app/ctl/Awaited.h"
#include "app/ctl/CachedDesk.h"
#include "core/vault/Seal.h"
#include "tests/postgres/Reception.h"
#include "tests/support/TestRedis.h"
#include "tests/vault/OwnMemory.h"

#include <QDirIterator>
#include <QRegularExpression>
#include <QTest>

#include <memory>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

/// Invented, and long enough not to turn up by accident.
const QStringList reasons{u"palpitations since Tuesday"_s, u"second opinion, father’s murmur"_s,
                          u"ECG after long-haul flight"_s};

const QString canariesSql = u"SELECT family FROM patient UNION SELECT given FROM patient"
                            " UNION SELECT phone FROM patient UNION SELECT email FROM patient"
                            " UNION SELECT mrn FROM patient UNION SELECT family FROM doctor"
                            " UNION SELECT email FROM doctor UNION SELECT reason FROM appointment"
                            " UNION SELECT name FROM department"_s;

/// As it would stand in a file of texts, and as it stands in the encodings of the cache.
QByteArrayList spellings(const QString &text)
{
    const auto *characters = reinterpret_cast<const char *>(text.constData());
    return {text.toUtf8(), QByteArray(characters, 2 * text.size())};
}

} // namespace

class TestSealedCache final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.start(), m_server.problem());
        QVERIFY2(!m_server.freshDatabase().isEmpty(), m_server.problem());
        noteSchemaVersion(m_server);
        QVERIFY2(m_redis.start(), m_redis.problem());
        book();
        for (const QStringList &row :
             m_server.rows(u"SET search_path = clinidesk; "_s % canariesSql)) {
            // One Chinese character is two bytes, which stand anywhere.
            if (row.constFirst().size() >= 3)
                m_canaries << row.constFirst();
        }
        QVERIFY(m_canaries.size() >= 20);
        for (const QString &reason : reasons)
            QVERIFY(m_canaries.contains(reason));
        work(logins::receptionist);
        work(logins::doctor);
        m_names = entryNames();
    }

    void nothingInRedis_namesAnybody()
    {
        QVERIFY(m_names.size() >= 10);
        for (const QByteArray kind :
             {"day:", "history_page:", "patient:", "departments:", "doctors:"})
            QVERIFY2(!namesOf(kind).isEmpty(), kind.constData());
        const QByteArrayList keys = m_redis.ask({"KEYS", "*"}).split(' ');
        for (const QByteArray &key : keys) {
            QVERIFY2(!canaryIn(key), key.constData());
            if (m_redis.ask({"TYPE", key}) == "string")
                QVERIFY2(!canaryIn(m_redis.ask({"GET", key})), key.constData());
        }
        qInfo("S6: %lld keys, %lld entries, %lld names, phones, mails and reasons looked for: none "
              "found",
              qlonglong(keys.size()), qlonglong(m_names.size()), qlonglong(m_canaries.size()));
    }

    /// Or the above would find nothing however an entry stood there.
    void openedEntries_nameThem()
    {
        const auto keys = keysOf(logins::receptionist);
        QSet<QString> found;
        for (const QByteArray &name : m_names) {
            const auto value = openedBy(keys, name);
            for (const QString &canary : m_canaries) {
                if (value && value->contains(spellings(canary).constLast()))
                    found << canary;
            }
        }
        for (const QString &reason : reasons)
            QVERIFY2(found.contains(reason), qPrintable(reason));
        QVERIFY(found.contains(u"+49 30 5550101"_s));
        QVERIFY(found.contains(u"sara@example.org"_s));
        QVERIFY(found.contains(u"Müller"_s));
    }

    void nothingOnItsDisk_namesAnybody()
    {
        QCOMPARE(m_redis.ask({"SAVE"}), "OK");
        const QByteArray folder = m_redis.ask({"CONFIG", "GET", "dir"}).split(' ').constLast();
        qint64 bytes = 0;
        QDirIterator files(QString::fromLocal8Bit(folder), QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly))
                continue; // A socket.
            const QByteArray all = file.readAll();
            bytes += all.size();
            QVERIFY2(!canaryIn(all), qPrintable(file.fileName()));
        }
        QVERIFY(bytes > 2 * 1000); // The snapshot and the log of commands.
    }

    void names_areMadeOfNumbers()
    {
        static const QRegularExpression entry(u"^cd:e:[a-z_]+(:-?[0-9]+)+$"_s);
        static const QRegularExpression other(
            u"^cd:(run|g:epoch|g:[a-z]+:[0-9]+(:[0-9]{4}-[0-9]{2}-[0-9]{2})?"
            "|l:[a-z_]+(:-?[0-9]+)+)$"_s);
        const QByteArrayList keys = m_redis.ask({"KEYS", "*"}).split(' ');
        for (const QByteArray &key : keys) {
            const QString text = QString::fromUtf8(key);
            QVERIFY2(entry.match(text).hasMatch() || other.match(text).hasMatch(), key.constData());
        }
    }

    void receptionistsKeys_openNothingOfADoctors()
    {
        const auto hers = keysOf(logins::receptionist);
        const auto his = keysOf(logins::doctor);
        QCOMPARE(hers.size(), 2); // Riverside, and what is of no single clinic.
        int openedByHer = 0;
        int openedByHim = 0;
        for (const QByteArray &name : m_names) {
            const bool opensHers = openedBy(hers, name).has_value();
            const bool opensHis = openedBy(his, name).has_value();
            QVERIFY2(opensHers != opensHis, name.constData());
            openedByHer += opensHers ? 1 : 0;
            openedByHim += opensHis ? 1 : 0;
        }
        QVERIFY(openedByHer >= 5);
        QVERIFY(openedByHim >= 5);
    }

    void keys_areThoseOfWhoSeesTheSame()
    {
        const auto rita = keysOf(logins::receptionist);
        const auto ruth = keysOf(logins::chief);
        QCOMPARE(ruth.size(), 3);
        QVERIFY(ruth.value(smallclinic::riverside) == rita.value(smallclinic::riverside));
        QVERIFY(!rita.contains(smallclinic::harbour));
        QVERIFY(!(ruth.value({}) == rita.value({}))); // Two clinics together are not one of them.
        QVERIFY(!(keysOf(logins::admin).value(smallclinic::riverside)
                  == rita.value(smallclinic::riverside)));
        QVERIFY(keysOf(logins::worker).isEmpty());
        QVERIFY(keysOf(logins::expired).isEmpty());

        m_server.run(
            u"UPDATE clinidesk.staff SET rights_version = rights_version + 1 WHERE login = 'rita'"_s);
        QVERIFY(!(keysOf(logins::receptionist).value(smallclinic::riverside)
                  == rita.value(smallclinic::riverside)));
        m_server.run(
            u"UPDATE clinidesk.staff SET rights_version = rights_version - 1 WHERE login = 'rita'"_s);
        QVERIFY(keysOf(logins::receptionist) == rita);
    }

    void everyByteFlipped_opensNothing()
    {
        const auto keys = keysOf(logins::receptionist);
        for (const QByteArray kind : {"patient:", "day:"}) {
            const QByteArray name = ownNamesOf(keys, kind).value(0);
            const QByteArray bytes = m_redis.ask({"GET", "cd:e:" + name});
            for (qsizetype index = 0; index < bytes.size(); ++index) {
                QByteArray flipped = bytes;
                flipped[index] = char(flipped[index] ^ (1 << (index % 8)));
                for (const SecretKey &key : keys)
                    QVERIFY2(!openedValue(flipped, name, Seal(key)),
                             qPrintable(QString::number(index)));
            }
        }
    }

    /// Whoever may write to Redis could as well put the head that is expected before it.
    void entryUnderAnothersName_isAMiss()
    {
        const auto keys = keysOf(logins::receptionist);
        const QByteArrayList cards = ownNamesOf(keys, "patient:");
        QVERIFY(cards.size() >= 2);
        const QByteArray first = m_redis.ask({"GET", "cd:e:" + cards[0]});
        const QByteArray second = m_redis.ask({"GET", "cd:e:" + cards[1]});
        const qsizetype clear = 16 + 8 * headOf(first)->generations.size();
        const auto put = [this](const QByteArray &name, const QByteArray &bytes) {
            m_redis.tell({"SET", "cd:e:" + name, bytes, "PX", "3600000"});
        };
        put(cards[0], first.first(clear) + second.sliced(clear));
        put(cards[1], second.first(clear) + first.sliced(clear));

        CachedDesk desk(m_redis.options(), {});
        QVERIFY(desk.open(targetOf(logins::receptionist)));
        for (const QByteArray &name : cards.first(2)) {
            const PatientId id(
                name.split(':').value(7).toLongLong()); // Behind whose eyes it is for.
            const auto card = awaited(desk.patients.patient(id));
            QVERIFY(card);
            QCOMPARE(card->id, id);
        }
        QCOMPARE(desk.cache.figures().unreadable, 4U); // Each before and after the lease.
        desk.close();
        put(cards[0], first);
        put(cards[1], second);
    }

    void afterSignOut_noKeyIsLeftInMemory()
    {
#if !defined(Q_OS_LINUX) || defined(__SANITIZE_ADDRESS__)
        QSKIP("memory can't be read here");
#endif
        const QByteArray letters
            = m_server
                  .value(u"SELECT translate(split_part(split_part(seal_keys, ' ', 2), ':', 2),"
                         " '0123456789abcdef', 'abcdefghijklmnop')"
                         " FROM clinidesk.confirm_session()"_s,
                         logins::receptionist)
                  .toLatin1();
        QCOMPARE(letters.size(), 2 * SecretKey::size);
        {
            CachedDesk desk(m_redis.options(), {});
            {
                const auto session = desk.open(targetOf(logins::receptionist));
                QVERIFY(session);
                // What seals has it; the session has none any more.
                QCOMPARE(session->sealKeys.size(), 2);
                for (const SecretKey &key : session->sealKeys)
                    QVERIFY(key.isNull());
            }
            QVERIFY(awaited(desk.days.day(smallclinic::riverside, m_day)));
            QVERIFY(timesInOwnMemory(letters) > 0);
            const quint64 redisHits = desk.cache.figures().redis.count;
            QVERIFY(redisHits > 0);
            desk.cache.clear();
            QCOMPARE(timesInOwnMemory(letters), 0);
            QVERIFY(awaited(desk.days.day(smallclinic::riverside, m_day)));
            QCOMPARE(desk.cache.figures().redis.count,
                     redisHits); // Nothing can be opened any more.
            desk.close();
        }
        QCOMPARE(timesInOwnMemory(letters), 0);
    }

private:
    [[nodiscard]] ConnectTarget targetOf(const QString &login) const
    {
        return {m_server.profile(), {login, logins::password}};
    }

    void book()
    {
        Reception reception(m_server);
        const QList<PatientId> people{smallclinic::sara, smallclinic::nguyen, smallclinic::haddad};
        const QList<Slot> free = reception.freeSlots(int(people.size()));
        QCOMPARE(free.size(), people.size());
        for (qsizetype i = 0; i < people.size(); ++i) {
            Booking booking = reception.bookingAt(free[i]);
            booking.patient = people[i];
            booking.reason = reasons[i];
            const auto booked = settled(reception.book.book(RequestId::create(), booking));
            QVERIFY2(booked, booked ? "" : qPrintable(booked.error().detail));
        }
        m_day = free.constFirst().startsAt.toTimeZone(QTimeZone("Europe/Berlin")).date();
    }

    /// A day, the history and the cards, as somebody at a desk would look at them.
    void work(const QString &login)
    {
        CachedDesk desk(m_redis.options(), {});
        QVERIFY(desk.open(targetOf(login)));
        const auto clinics = awaited(desk.places.clinics());
        QVERIFY(clinics);
        QVERIFY(awaited(desk.places.statusSteps()));
        QVERIFY(awaited(desk.places.departments(smallclinic::riverside)));
        QVERIFY(awaited(desk.places.doctors(smallclinic::riverside)));
        const auto day = awaited(desk.days.day(smallclinic::riverside, m_day));
        QVERIFY(day);
        QVERIFY(!day->appointments.isEmpty());
        HistoryQuery query;
        QVERIFY(awaited(desk.history.page(query)));
        query.patient = smallclinic::sara;
        QVERIFY(awaited(desk.history.page(query)));
        for (const PatientId id : {smallclinic::sara, smallclinic::nguyen})
            QVERIFY(awaited(desk.patients.patient(id)));
        QVERIFY(awaited(desk.patients.search(u"müll"_s, 5)));
        desk.close();
    }

    [[nodiscard]] SealKeys keysOf(const QString &login)
    {
        SealKeys keys;
        const QString text
            = m_server.value(u"SELECT seal_keys FROM clinidesk.confirm_session()"_s, login);
        for (const QString &part : text.split(u' ', Qt::SkipEmptyParts)) {
            const auto key = SecretKey::fromHex(part.section(u':', 1));
            if (key)
                keys.insert(ClinicId(part.section(u':', 0, 0).toLongLong()), *key);
        }
        return keys;
    }

    [[nodiscard]] std::optional<QByteArray> openedBy(const SealKeys &keys,
                                                     const QByteArray &name) const
    {
        const QByteArray bytes = m_redis.ask({"GET", "cd:e:" + name});
        for (const SecretKey &key : keys) {
            if (auto value = openedValue(bytes, name, Seal(key)))
                return value;
        }
        return {};
    }

    [[nodiscard]] QByteArrayList entryNames() const
    {
        QByteArrayList names;
        for (const QByteArray &key : m_redis.ask({"KEYS", "cd:e:*"}).split(' '))
            names << key.sliced(5);
        return names;
    }
    [[nodiscard]] QByteArrayList namesOf(const QByteArray &kind) const
    {
        QByteArrayList names;
        for (const QByteArray &name : m_names) {
            if (name.startsWith(kind))
                names << name;
        }
        return names;
    }
    [[nodiscard]] QByteArrayList ownNamesOf(const SealKeys &keys, const QByteArray &kind) const
    {
        QByteArrayList names = namesOf(kind);
        names.removeIf([&](const QByteArray &name) { return !openedBy(keys, name); });
        return names;
    }

    [[nodiscard]] bool canaryIn(const QByteArray &bytes) const
    {
        return std::any_of(m_canaries.begin(), m_canaries.end(), [&bytes](const QString &canary) {
            const QByteArrayList written = spellings(canary);
            return std::any_of(written.begin(), written.end(),
                               [&bytes](const QByteArray &each) { return bytes.contains(each); });
        });
    }

    PrivateServer m_server;
    // As it comes, but for the packing that would hide a name from the search.
    TestRedis m_redis{{u"--appendonly"_s, u"yes"_s, u"--rdbcompression"_s, u"no"_s}};
    QStringList m_canaries;
    QByteArrayList m_names;
    QDate m_day;
};

QTEST_GUILESS_MAIN(TestSealedCache)
#include "tst_S06_SealedCache.moc"
