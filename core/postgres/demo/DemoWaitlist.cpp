#include "core/postgres/demo/DemoWaitlist.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

QString demoWaitlistSql()
{
    return u"INSERT INTO waitlist (clinic_id, patient_id, department_id, doctor_id, urgency,"
           " weekdays, from_time, until_time, last_day, minutes, remark, created_by, created_at)"
           " SELECT w.clinic_id, w.patient_id, w.department_id,"
           " CASE WHEN w.n % 3 > 0 THEN w.doctor_id END,"
           " CASE WHEN w.n % 6 = 0 THEN 2 WHEN w.n % 4 = 0 THEN 0 ELSE 1 END,"
           " CASE WHEN w.n % 5 = 0 THEN '{1,2,3}' ELSE '{}' END::smallint[],"
           " CASE WHEN w.n % 4 = 1 THEN '13:00'::time END,"
           " CASE WHEN w.n % 4 = 2 THEN '12:00'::time END,"
           " CASE WHEN w.n % 2 = 0 THEN w.day - 1 END,"
           " CASE WHEN w.n % 7 = 0 THEN 30 END,"
           " CASE WHEN w.n % 5 = 1 THEN 'Please ring, no text messages'"
           "      WHEN w.n % 5 = 3 THEN 'Lives round the corner, can be here at once' ELSE '' END,"
           " w.created_by, now() - (w.n * 31 % 400) * interval '1 hour'"
           " FROM (SELECT a.*, row_number() OVER (PARTITION BY a.clinic_id"
           "                                      ORDER BY md5(a.patient_id::text)) AS n"
           "         FROM (SELECT DISTINCT ON (o.clinic_id, o.patient_id) o.* FROM appointment o"
           "                WHERE o.day BETWEEN current_date + 3 AND current_date + 21"
           "                  AND o.status <= 1 AND o.doctor_id IS NOT NULL"
           "                ORDER BY o.clinic_id, o.patient_id, o.starts_at) a"
           "         JOIN patient p ON p.id = a.patient_id AND p.died_on IS NULL) w"
           " WHERE w.n <= 12"_s;
}

} // namespace clinidesk
