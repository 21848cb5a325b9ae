#include "ui/lists/ShowState.h"

#include "ui/viewmodels/Sentence.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ListState)
};

QString timeOf(const std::optional<Freshness> &freshness)
{
    return freshness ? freshness->asOf.toLocalTime().toString(u"HH:mm"_s) : Words::tr("earlier");
}

} // namespace

void showState(StateView &view, const ListFacts &facts)
{
    const bool hasRows = facts.state == ListState::Shown || facts.state == ListState::Old;
    const bool isLost = facts.connection == ConnectionState::Kind::Lost;
    // The bar of the window says that and why the connection is lost.
    view.setOffline(isLost && (hasRows || facts.state == ListState::Empty)
                        ? Words::tr("Showing data as of %1.").arg(timeOf(facts.freshness))
                        : QString());
    const bool isStale = facts.freshness && facts.freshness->isStale;
    view.setStale(!isLost && hasRows && (facts.state == ListState::Old || isStale)
                      ? Words::tr("Showing data as of %1. %2")
                            .arg(timeOf(facts.freshness),
                                 facts.failure ? Sentence::of(*facts.failure) : QString())
                            .trimmed()
                      : QString());

    switch (facts.state) {
    case ListState::Idle:
    case ListState::Shown:
    case ListState::Old:
        view.showContent();
        return;
    case ListState::Loading:
        view.showLoading();
        return;
    case ListState::Empty:
        view.showEmpty(facts.empty);
        return;
    case ListState::Failed: {
        const Error error = facts.failure.value_or(Error{});
        const QString why = error.code == Error::Code::Cancelled
            ? Words::tr("You stopped it. Nothing was changed.")
            : Sentence::of(error);
        view.showFailed({.what = facts.what, .why = why, .details = error.detail});
        return;
    }
    }
}

} // namespace clinidesk
