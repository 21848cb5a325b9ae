#pragma once

#include "app/desktop/DeskPagesOf.h"
#include "tests/fakes/FakePorts.h"
#include "tests/fakes/Samples.h"
#include "tests/ui/PageTest.h"
#include "tests/ui/schedule/BoardSamples.h"
#include "ui/shell/MainWindow.h"
#include "ui/theme/Appearance.h"
#include "ui/viewmodels/booking/ClinicChoice.h"
#include "ui/viewmodels/session/SignInViewModel.h"
#include "ui/widgets/ShellPage.h"

#include <QSignalSpy>
#include <QTemporaryDir>

namespace clinidesk {

/// The whole window on scripted ports, shown at 1280×800; open() signs somebody in. The test
/// answers what the pages ask through `ports`.
struct FakeDesk
{
    /// @p settingsFolder empty: one of its own.
    explicit FakeDesk(const QString &settingsFolder = {})
        : appearance((settingsFolder.isEmpty() ? folder.path() : settingsFolder)
                     + QStringLiteral("/desk.ini"))
        , signIn(ports.gate)
        , window(ports.ports, signIn, appearance,
                 [this](const Session &session) { return deskPagesOf(ports.ports, session); })
    {
        ports.clinics.clinicsCall.always(QList<Clinic>{samples::berlin(), samples::newYork()});
        ports.clinics.departmentsCall.always(samples::departments());
        ports.clinics.doctorsCall.always(samples::doctors());
        ports.clinics.stepsCall.always(samples::steps());
        ports.days.dayCall.always(samples::day({samples::appointment(1, 0)}));
        ports.ports.series = &ports.series;
        ports.ports.absences = &ports.absences;
        ports.ports.waitlist = &ports.waitlist;
        ports.hours.hoursCall.always(
            [](const FakeDayHours::Question &asked) { return samples::hours(asked.first); });
        ports.freeSlots.findCall.always(QList<Slot>{samples::slot(60)});
        ports.history.pageCall.always(
            Error{.code = Error::Code::Unavailable, .detail = QStringLiteral("test"), .facts = {}});
        ServerProfile server;
        server.name = QStringLiteral("Northgate");
        signIn.setServers({server});
        window.resize(1280, 800);
        window.show();
        window.activateWindow();
        (void)QTest::qWaitForWindowActive(&window);
    }

    void open(Role role = Role::Receptionist)
    {
        auto *login = named<QLineEdit>(&window, "signInLogin");
        QTest::keyClicks(login, QStringLiteral("mara"));
        QTest::keyClick(login, Qt::Key_Return);
        auto *password = named<QLineEdit>(&window, "signInPassword");
        QTest::keyClicks(password, QStringLiteral("secret"));
        QTest::keyClick(password, Qt::Key_Return);
        QSignalSpy opened(&window, &MainWindow::deskOpened);
        ports.gate.signInCall.answer(samples::session(role));
        QTRY_COMPARE(opened.count(), 1);
    }
    /// @p page as the rail's entry does: "todayPage".
    void show(const char *page) { emit named<ShellPage>(&window, page)->wanted(); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &window, key,
                        modifiers);
    }

    QTemporaryDir folder;
    FakePorts ports;
    Appearance appearance;
    SignInViewModel signIn;
    MainWindow window;
};

} // namespace clinidesk
