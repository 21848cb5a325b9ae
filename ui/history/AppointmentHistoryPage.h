#pragma once

#include "core/staff/Session.h"
#include "ui/viewmodels/history/AppointmentDetailsViewModel.h"
#include "ui/viewmodels/history/HistoryExport.h"
#include "ui/viewmodels/history/HistoryViewModel.h"
#include "ui/viewmodels/paper/PaperViewModel.h"
#include "ui/viewmodels/patients/PatientSearchViewModel.h"
#include "ui/widgets/ShellPage.h"

class QAction;

namespace clinidesk {

class AppointmentDetails;
class ClinicChoice;
class HistoryFilters;
class Pager;
class RowTable;
class StateView;

/// All appointments a person may see, by page, with filters; a row opens its details beside it.
class AppointmentHistoryPage final : public ShellPage
{
    Q_OBJECT

public:
    AppointmentHistoryPage(const Ports &ports, ClinicChoice &clinics, const Session &session,
                           QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString iconName() const override;
    void enter() override;
    void refresh() override;

    /// Shows this patient's appointments.
    void showPatient(const Patient &patient);
    [[nodiscard]] HistoryViewModel &viewModel() { return m_history; }

signals:
    /// The appointment in front is to be put on paper, or the day it stands on.
    void paperWanted(const clinidesk::PaperWish &wish);

private:
    void addActions();
    void addPaperActions(const Ports &ports);
    void lay();
    void present();
    void closeDetails();
    void askWhereToSave();

    Connection &m_connection;
    ClinicChoice &m_clinics;
    HistoryViewModel m_history;
    AppointmentDetailsViewModel m_detailsModel;
    PatientSearchViewModel m_search;
    HistoryExport m_export;
    QAction *m_first = nullptr;
    QAction *m_back = nullptr;
    QAction *m_on = nullptr;
    QAction *m_last = nullptr;
    QAction *m_clear = nullptr;
    QAction *m_save = nullptr;
    QAction *m_print = nullptr; ///< Null: nothing is put on paper here.
    HistoryFilters *m_filters;
    RowTable *m_table;
    StateView *m_state;
    Pager *m_pager = nullptr;
    AppointmentDetails *m_details;
};

} // namespace clinidesk
