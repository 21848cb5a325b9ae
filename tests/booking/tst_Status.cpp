#include "core/booking/Status.h"

#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

class TestStatus final : public QObject
{
    Q_OBJECT

private slots:
    void liveStatuses_occupyTheirTime()
    {
        for (const Status status :
             {Status::Pending, Status::Booked, Status::Arrived, Status::InProgress})
            QVERIFY(isLive(status));
        for (const Status status :
             {Status::Completed, Status::Rejected, Status::Cancelled, Status::NoShow})
            QVERIFY(!isLive(status));
    }

    void action_isAllowedOnlyByAStepTheDatabaseListed()
    {
        const QList<StatusStep> steps{{Status::Booked, Status::Arrived, u"check_in"_s},
                                      {Status::Cancelled, Status::Arrived, u"undo"_s}};
        QVERIFY(isAllowed(steps, Status::Booked, Action::CheckIn));
        QVERIFY(!isAllowed(steps, Status::Arrived, Action::CheckIn));
        QVERIFY(!isAllowed(steps, Status::Booked, Action::Cancel));
        QVERIFY(!isAllowed(steps, Status::Cancelled, Action::CheckIn)); // Only undo steps there.
    }

    void everyAction_leadsToOneStatus()
    {
        const QList<std::pair<Action, Status>> results{
            {Action::CheckIn, Status::Arrived},    {Action::Start, Status::InProgress},
            {Action::Complete, Status::Completed}, {Action::MarkNoShow, Status::NoShow},
            {Action::Cancel, Status::Cancelled},   {Action::Accept, Status::Booked},
            {Action::Reject, Status::Rejected}};
        for (const auto &[action, status] : results)
            QCOMPARE(resultOf(action), status);
    }

    void fhirCodes_areTheStandards()
    {
        QCOMPARE(fhirCode(Status::Pending), u"pending"_s);
        QCOMPARE(fhirCode(Status::Booked), u"booked"_s);
        QCOMPARE(fhirCode(Status::Arrived), u"arrived"_s);
        QCOMPARE(fhirCode(Status::Cancelled), u"cancelled"_s);
        QCOMPARE(fhirCode(Status::InProgress), u"checked-in"_s);
        QCOMPARE(fhirCode(Status::Completed), u"fulfilled"_s);
        QCOMPARE(fhirCode(Status::Rejected), u"cancelled"_s);
        QCOMPARE(fhirCode(Status::NoShow), u"noshow"_s);
    }
};

QTEST_GUILESS_MAIN(TestStatus)
#include "tst_Status.moc"
