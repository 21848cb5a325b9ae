#pragma once

#include <CLI/App.hpp>

namespace clinidesk {

class CtlContext;

// One function a command, each in a file of its name: adds itself to @p app and, when it is the one
// that was asked for, runs and tells @p context how it went. @p context outlives the parsing.
void addMigrateCommand(CLI::App &app, CtlContext &context);
void addClinicCommand(CLI::App &app, CtlContext &context);
void addDepartmentCommand(CLI::App &app, CtlContext &context);
void addDoctorCommand(CLI::App &app, CtlContext &context);
void addHoursCommand(CLI::App &app, CtlContext &context);
void addStaffCommand(CLI::App &app, CtlContext &context);
void addStandaloneCommand(CLI::App &app, CtlContext &context);
void addHealthCommand(CLI::App &app, CtlContext &context);
void addDemoCommand(CLI::App &app, CtlContext &context);
void addCacheCommand(CLI::App &app, CtlContext &context);
void addLimitsCommand(CLI::App &app, CtlContext &context);
void addPerfCommand(CLI::App &app, CtlContext &context);
void addBenchCommand(CLI::App &app, CtlContext &context);

} // namespace clinidesk
