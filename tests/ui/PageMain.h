#pragma once

#include <QObject>

#include <functional>
#include <memory>

namespace clinidesk {

/// Runs the test that @p make makes once there is an application, as QTEST_MAIN would, and watches
/// what the GUI thread takes for each event. Fails, too, when one event took too much.
[[nodiscard]] int runPageTest(int argc, char **argv,
                              const std::function<std::unique_ptr<QObject>()> &make);

} // namespace clinidesk

/// The main function of a test that shows widgets.
#define CLINIDESK_PAGE_TEST(Test)                                                                  \
    int main(int argc, char **argv)                                                                \
    {                                                                                              \
        return clinidesk::runPageTest(argc, argv, [] { return std::make_unique<Test>(); });        \
    }
