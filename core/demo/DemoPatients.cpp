#include "core/demo/DemoPatients.h"

#include "core/demo/DemoNames.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

using Visitors = DemoDepartment::Visitors;
constexpr int visitorKinds = 4;
constexpr int reservedNumbers = 4'000; // Patients beyond it have numbers of a country that isn't.

int drawAge(DemoRandom &random)
{
    if (random.chance(0.17))
        return random.below(18);
    if (random.chance(0.7))
        return random.between(18, 66);
    return 66 + int(38 * random.unit() * random.unit());
}

/// Numbers set aside for film and fiction: Germany's by the Bundesnetzagentur, +1 … 555 01xx. They
/// are too few for a big clinic, whose others have the country code 999, which nobody was given.
QString drawPhone(DemoRandom &random, int branch, qint64 id)
{
    QString number;
    if (id > reservedNumbers)
        return u"+999 %1 %2"_s.arg(random.between(20, 99))
            .arg(random.below(10'000'000), 7, 10, QLatin1Char('0'));
    if (branch == 2) {
        static const QStringList areas{u"212"_s, u"315"_s, u"347"_s, u"516"_s, u"518"_s,
                                       u"585"_s, u"607"_s, u"646"_s, u"716"_s, u"718"_s,
                                       u"845"_s, u"914"_s, u"917"_s, u"929"_s};
        number = u"+1 %1 555 01%2"_s.arg(areas.at(random.below(int(areas.size()))))
                     .arg(random.below(100), 2, 10, QLatin1Char('0'));
    } else {
        static const QStringList lines{u"+49 30 23125 "_s, u"+49 69 90009 "_s, u"+49 40 66969 "_s,
                                       u"+49 221 4710 "_s, u"+49 89 99998 "_s};
        number = lines.at(random.below(int(lines.size())))
            + u"%1"_s.arg(random.below(1000), 3, 10, QLatin1Char('0'));
        if (random.chance(0.2))
            number.replace(u"+49 "_s, u"0"_s);
    }
    return number;
}

} // namespace

DemoPatients::DemoPatients(int count, const DemoHouse &house, quint64 seed)
    : m_source(DemoRandom(seed).fork(3))
    , m_now(house.now())
{
    const int branches = int(house.branches().size());
    m_pools.resize(size_t(branches * visitorKinds));
    m_facts.reserve(size_t(count));
    for (qint32 id = 1; id <= count; ++id) {
        DemoRandom random = m_source.fork(quint64(id));
        const Facts facts = drawFacts(random, house);
        m_facts.push_back(facts);
        const qint64 today = house.today(facts.home).toJulianDay();
        const bool isChild = facts.born > today - 18 * 365;
        for (const int branch : {int(facts.home), int(facts.other)}) {
            if (branch == 0)
                continue;
            const auto join = [&](Visitors kind) {
                m_pools[size_t((branch - 1) * visitorKinds + int(kind))].push_back(id);
            };
            join(Visitors::Everybody);
            join(isChild ? Visitors::Children : Visitors::Adults);
            if (!isChild && facts.sex == Sex::Female)
                join(Visitors::Women);
        }
    }
}

DemoPatients::Facts DemoPatients::drawFacts(DemoRandom &random, const DemoHouse &house)
{
    Facts facts;
    const int branches = int(house.branches().size());
    facts.home = qint8(random.chance(0.25) ? 1 : 1 + random.below(branches));
    if (branches > 1 && random.chance(0.03))
        facts.other = qint8(facts.home % branches + 1);
    facts.sex = random.chance(0.01) ? (random.chance(0.5) ? Sex::Other : Sex::Unknown)
        : random.chance(0.53)       ? Sex::Female
                                    : Sex::Male;
    const qint64 today = house.today(facts.home).toJulianDay();
    const int age = drawAge(random);
    facts.born = qint32(today - qint64(age * 365.25) - random.below(365) - 1);
    if (age > 40 && random.chance(0.04))
        facts.died = qint32(today - random.between(20, 900));
    facts.isBirthDateKnown = !random.chance(0.015);
    return facts;
}

const std::vector<qint32> &DemoPatients::poolOf(const DemoDepartment &department) const
{
    return m_pools[size_t((department.branch - 1) * visitorKinds + int(department.visitors))];
}

DemoPatient DemoPatients::patient(qint64 id) const
{
    DemoRandom random = m_source.fork(quint64(id), 1);
    const Facts &facts = m_facts[size_t(id) - 1];
    const DemoName name = demoName(random, facts.sex);

    DemoPatient made;
    made.homeBranch = facts.home;
    made.otherBranch = facts.other;
    made.person.id = PatientId(id);
    made.person.mrn = demoMrn(id);
    made.person.family = name.family;
    made.person.given = name.given;
    made.person.language = name.language;
    made.person.sex = facts.sex;
    if (facts.isBirthDateKnown)
        made.person.birthDate = QDate::fromJulianDay(facts.born);
    if (facts.died)
        made.person.diedOn = QDate::fromJulianDay(facts.died);
    if (random.chance(0.02))
        made.person.title = random.chance(0.8) ? u"Dr"_s : u"Prof"_s;
    if (!random.chance(0.06))
        made.person.phone = drawPhone(random, facts.home, id);
    if (random.chance(0.68)) {
        const QString number = QString::number(id);
        made.person.email = demoMailbox(name, u"patient"_s) + u'.' + number + u"@example.org"_s;
    }
    const QDateTime born = QDate::fromJulianDay(facts.born).startOfDay(Qt::UTC);
    made.registeredAt
        = qMax(born.addDays(1), m_now.addSecs(-qint64(random.between(500, 5'000)) * 86'400));
    return made;
}

QString demoMrn(qint64 id)
{
    static constexpr const char *rows[]
        = {"0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
           "3674209581", "5869720134", "8945362017", "9438617205", "2581436790"};
    const QString digits = u"%1"_s.arg(id, 7, 10, QLatin1Char('0'));
    int interim = 0;
    for (const QChar digit : digits)
        interim = rows[interim][digit.digitValue()] - '0';
    return u'P' + digits + QString::number(interim);
}

} // namespace clinidesk
