#include "app/ctl/BenchRuns.h"

#include "app/ctl/BenchFigures.h"
#include "core/demo/DemoRandom.h"
#include "core/postgres/LibpqConnection.h"
#include "core/postgres/PostgresPatientDirectory.h"

using namespace Qt::StringLiterals;
using namespace std::chrono;
using namespace std::chrono_literals;

namespace clinidesk {

namespace {

constexpr int people = 120;
constexpr int mostAnswers = 20;

struct Person
{
    QString family;
    QString given;
    QString phone;
    QString mrn;
};

Result<QList<Person>> somePeople(const BenchClinic &clinic)
{
    auto connection = LibpqConnection::open(clinic.boot(), 10s);
    if (!connection)
        return connection.error();
    const auto rows = connection->run(
        u"SELECT family, given, phone, mrn FROM clinidesk.patient WHERE phone <> ''"
        " ORDER BY md5(id::text) LIMIT %1"_s.arg(people));
    if (!rows)
        return rows.error();
    QList<Person> found;
    for (int row = 0; row < rows->count(); ++row)
        found.append(
            {rows->text(row, 0), rows->text(row, 1), rows->text(row, 2), rows->text(row, 3)});
    return found;
}

/// Everything that stands in the field while @p text is typed.
QStringList typed(const QString &text, int from)
{
    QStringList keys;
    for (int length = from; length <= text.size(); ++length)
        keys << text.left(length);
    return keys;
}

/// Two neighbouring letters swapped, as hurried fingers do; whole, as the field is when it is seen.
QString misspelt(const QString &name, DemoRandom &random)
{
    if (name.size() < 5)
        return name + u'x';
    QString wrong = name;
    const int at = random.between(1, int(name.size()) - 3);
    std::swap(wrong[at], wrong[at + 1]);
    return wrong;
}

struct Kind
{
    QString bench;
    QStringList keys;
};

QList<Kind> kindsOf(const QList<Person> &found)
{
    DemoRandom random(7);
    Kind names{u"patients.search_typed"_s, {}};
    Kind wrong{u"patients.search_misspelt"_s, {}};
    Kind phones{u"patients.search_phone"_s, {}};
    Kind numbers{u"patients.search_mrn"_s, {}};
    for (const Person &person : found) {
        const bool isGivenFirst = random.chance(0.3);
        names.keys << typed(isGivenFirst ? person.given + u' ' + person.family
                                         : person.family + u' ' + person.given.left(3),
                            1);
        wrong.keys << misspelt(person.family, random) + u' ' + person.given.left(3);
        phones.keys << typed(person.phone, 5);
        numbers.keys << typed(person.mrn, 4);
    }
    return {names, wrong, phones, numbers};
}

} // namespace

Result<Done> benchPatients(const BenchClinic &clinic, const BenchOutput &output)
{
    const auto found = somePeople(clinic);
    if (!found)
        return found.error();
    BenchDesk desk(clinic.as(Role::Receptionist));
    PostgresPatientDirectory directory(desk.pool);
    BenchFigures all;
    const auto print = [&](const QString &bench, const BenchFigures &figures, int hits) {
        QJsonObject facts = figures.percentiles();
        facts.insert(u"rows"_s, output.rows);
        facts.insert(u"patients"_s, clinic.patients());
        facts.insert(u"keys"_s, figures.count());
        facts.insert(u"found"_s, hits);
        output.print(bench, facts);
    };

    int allHits = 0;
    for (const Kind &kind : kindsOf(*found)) {
        BenchFigures figures;
        int hits = 0;
        for (qsizetype at = -20; at < kind.keys.size(); ++at) {
            const QString &key = kind.keys.at(qMax(at, qsizetype(0)));
            const auto start = steady_clock::now();
            const auto answer = directory.search(key, mostAnswers).result();
            const auto took = steady_clock::now() - start;
            if (!answer)
                return answer.error();
            if (at < 0)
                continue; // warms the connection up
            figures.add(took);
            hits += answer->isEmpty() ? 0 : 1;
        }
        print(kind.bench, figures, hits);
        all.add(figures);
        allHits += hits;
    }
    print(u"patients.search"_s, all, allHits);
    return Done{};
}

} // namespace clinidesk
