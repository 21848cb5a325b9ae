#include "core/demo/DemoPlaces.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

using Visitors = DemoDepartment::Visitors;

DemoDepartmentPlan plan(int branch, const QString &name, int slotMinutes, int share,
                        const QString &colour, const QString &reasons)
{
    DemoDepartmentPlan planned;
    planned.department.branch = branch;
    planned.department.name = name;
    planned.department.slotMinutes = slotMinutes;
    planned.department.colour = colour;
    planned.department.reasons = reasons.split(u'|');
    planned.share = share;
    return planned;
}

DemoDepartmentPlan general(int branch, int share, const QString &name)
{
    DemoDepartmentPlan planned = plan(
        branch, name, 20, share, u"#3f7fbf"_s,
        u"Annual check-up|Sore throat|Blood pressure control|Back pain|Repeat prescription|"
        "Flu vaccination|Fever since yesterday|Tired for weeks|Travel vaccination|Results of "
        "blood tests|Sick note|Headaches"_s);
    planned.department.visitors = Visitors::Everybody;
    planned.specialisation = u"General medicine"_s;
    return planned;
}

DemoDepartmentPlan cardiology()
{
    DemoDepartmentPlan planned = plan(
        1, u"Cardiology"_s, 20, 4, u"#b5485d"_s,
        u"Follow-up after echo|Palpitations|ECG|Pacemaker check|Chest pain on exertion|Heart "
        "failure control|Long-term ECG: results|Before surgery|Medication review"_s);
    planned.department.needsReview = true;
    planned.specialisation = u"Cardiology"_s;
    return planned;
}

DemoDepartmentPlan paediatrics()
{
    DemoDepartmentPlan planned
        = plan(1, u"Paediatrics"_s, 20, 3, u"#d08a2e"_s,
               u"Well-child visit|Vaccination|Ear ache|Cough|Rash|Growth check|Fever|School entry "
               "examination|Asthma control"_s);
    planned.department.visitors = Visitors::Children;
    planned.specialisation = u"Paediatrics"_s;
    return planned;
}

DemoDepartmentPlan orthopaedics()
{
    DemoDepartmentPlan planned
        = plan(1, u"Orthopaedics"_s, 20, 3, u"#5d8a4a"_s,
               u"Knee pain|Follow-up after surgery|Shoulder injection|Plaster change|Hip X-ray: "
               "results|Sports injury|Insoles|Back pain, second opinion"_s);
    planned.specialisation = u"Orthopaedics"_s;
    return planned;
}

DemoDepartmentPlan laboratory(int branch, const QString &name)
{
    DemoDepartmentPlan planned = plan(
        branch, name, 10, 0, u"#6d6aa8"_s,
        u"Blood sample|Fasting glucose|Coagulation control|Urine sample|Allergy test|Thyroid "
        "values|Sample before surgery"_s);
    planned.department.visitors = Visitors::Everybody;
    planned.department.seats = 2;
    return planned;
}

DemoDepartmentPlan dermatology()
{
    DemoDepartmentPlan planned
        = plan(2, u"Dermatology"_s, 15, 3, u"#9a6fb0"_s,
               u"Skin check|Mole check|Eczema control|Acne|Rash on both arms|Wart removal|Patch "
               "test: reading|Stitches out"_s);
    planned.department.needsReview = true;
    planned.specialisation = u"Dermatology"_s;
    return planned;
}

DemoDepartmentPlan gynaecology()
{
    DemoDepartmentPlan planned
        = plan(2, u"Gynaecology"_s, 20, 3, u"#c06a9a"_s,
               u"Yearly check|Pregnancy check, week 20|Ultrasound|Contraception|Results|Follow-up "
               "after surgery|First visit"_s);
    planned.department.visitors = Visitors::Women;
    planned.specialisation = u"Gynaecology"_s;
    return planned;
}

} // namespace

QList<DemoBranch> demoBranches(int count)
{
    QList<DemoBranch> branches{
        {.id = 1,
         .name = u"Lindenhof Hospital Berlin"_s,
         .address = u"Am Lindenhof 12, 10000 Berlin"_s,
         .zone = "Europe/Berlin",
         .opens = QTime(7, 0),
         .closes = QTime(22, 0)},
        {.id = 2,
         .name = u"Lindenhof Clinic New York"_s,
         .address = u"1200 Linden Court, New York, NY 10000"_s,
         .zone = "America/New_York",
         .opens = QTime(7, 0),
         .closes = QTime(22, 0)},
        {.id = 3,
         .name = u"Lindenhof Clinic Tokyo"_s,
         .address = u"1-2-3 Shinanoki, Tokyo"_s,
         .zone = "Asia/Tokyo",
         .opens = QTime(7, 0),
         .closes = QTime(22, 0)},
    };
    return branches.first(qBound(1, count, int(branches.size())));
}

QList<DemoDepartmentPlan> demoDepartments(int branches)
{
    // The first doctor is a cardiologist: her account shows requests that wait for review.
    QList<DemoDepartmentPlan> plans{
        cardiology(),   general(1, 5, u"General medicine"_s), paediatrics(),
        orthopaedics(), laboratory(1, u"Laboratory"_s),
    };
    if (branches >= 2)
        plans << general(2, 3, u"Family medicine"_s) << dermatology() << gynaecology();
    if (branches >= 3)
        plans << general(3, 9, u"Internal medicine"_s) << laboratory(3, u"Laboratory"_s);
    for (int at = 0; at < plans.size(); ++at)
        plans[at].department.id = at + 1;
    return plans;
}

} // namespace clinidesk
