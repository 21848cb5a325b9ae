#pragma once

#include "core/booking/Status.h"
#include "tests/e2e/PaintTimes.h"
#include "tests/e2e/Stage.h"

#include <QModelIndex>
#include <QString>

class QAbstractItemView;

namespace clinidesk {

class DesktopWiring;

/// A receptionist's morning, done by hand in the real window: sign in, find, book, look it up, walk
/// far back, check in, cancel, undo. Runs in the tour's own thread.
class Tour final
{
public:
    Tour(EventWatchdog &application, DesktopWiring &wiring, PaintTimes &paints,
         const QString &pictures);

    /// True when every step did what it should.
    bool run();

private:
    struct Row
    {
        int number = -1;
        QString patient;
        QString mrn;
        Status status = Status::Pending;
    };

    bool signIn();
    bool findPatient();
    bool book();
    bool seeInHistory();
    bool jumpDeep();
    bool checkIn();
    bool cancelAndUndo();
    void lookAround();
    void printFigures();

    /// The first row of the day in one of @p statuses; number -1 when there is none.
    [[nodiscard]] Row dayRow(const QList<Status> &statuses);
    [[nodiscard]] bool hasDayRow(const QString &mrn, Status status);
    void chooseDayRow(int number);
    [[nodiscard]] QString textOf(const QString &objectName);
    [[nodiscard]] int rowsIn(const QString &objectName);
    bool isInFront(const QString &pageName);

    DesktopWiring &m_wiring;
    PaintTimes &m_paints;
    Stage m_stage;
    QString m_typedName;
    QString m_mrn;
    QString m_bookedAt; ///< As the toast says: 26-Nov-2026 09:30.
    Row m_checkedIn;
};

} // namespace clinidesk
