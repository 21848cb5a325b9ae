#pragma once

#include "core/demo/DemoHouse.h"
#include "core/demo/DemoRandom.h"

#include <algorithm>
#include <vector>

namespace clinidesk {

/// The invented people who come to a DemoHouse: children and the very old, some who died, some
/// whose birth date, phone or e-mail nobody knows. Everyone can be asked for in any order.
class DemoPatients
{
public:
    DemoPatients(int count, const DemoHouse &house, quint64 seed);

    [[nodiscard]] int count() const { return int(m_facts.size()); }
    /// @p id counts from 1 to count().
    [[nodiscard]] DemoPatient patient(qint64 id) const;

    /// Somebody for whom @p department is, alive on @p day (Julian), for whom @p isFree says true.
    /// Few come often. 0 when there is nobody.
    template <typename IsFree>
    [[nodiscard]] qint64 someone(const DemoDepartment &department, qint64 day, DemoRandom &random,
                                 IsFree isFree) const
    {
        const std::vector<qint32> &pool = poolOf(department);
        for (int attempt = 0; attempt < 40 && !pool.empty(); ++attempt) {
            const double place = random.unit();
            const qint32 id = pool[size_t(double(pool.size()) * place * (0.4 + 0.6 * place))];
            if (livesOn(id, day) && isFree(id))
                return id;
        }
        const auto other
            = std::ranges::find_if(pool, [&](qint32 id) { return livesOn(id, day) && isFree(id); });
        return other == pool.end() ? 0 : *other;
    }

private:
    struct Facts
    {
        qint32 born = 0; ///< Julian day.
        qint32 died = 0; ///< 0: alive.
        qint8 home = 1;
        qint8 other = 0;
        Sex sex = Sex::Unknown;
        bool isBirthDateKnown = true;
    };

    [[nodiscard]] static Facts drawFacts(DemoRandom &random, const DemoHouse &house);
    [[nodiscard]] const std::vector<qint32> &poolOf(const DemoDepartment &department) const;
    [[nodiscard]] bool livesOn(qint64 id, qint64 day) const
    {
        const Facts &facts = m_facts[size_t(id) - 1];
        return facts.born <= day && (facts.died == 0 || day <= facts.died);
    }

    DemoRandom m_source;
    QDateTime m_now;
    std::vector<Facts> m_facts;
    std::vector<std::vector<qint32>> m_pools; // branch by branch, one per DemoDepartment::Visitors
};

/// The record number of @p id, as the database's make_mrn() writes it: with a Damm check digit.
[[nodiscard]] QString demoMrn(qint64 id);

} // namespace clinidesk
