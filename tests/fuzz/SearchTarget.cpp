#include "core/history/HistoryQuery.h"
#include "core/patients/SearchText.h"
#include "tests/fuzz/Targets.h"
#include "ui/viewmodels/shell/PaletteSearch.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

const QList<PaletteAction> &actions()
{
    static const QList<PaletteAction> some{{u"newAppointment"_s, u"New appointment"_s},
                                           {u"goToday"_s, u"Go to today"_s},
                                           {u"history"_s, u"Appointment history"_s},
                                           {u"signOut"_s, u"Sign out"_s},
                                           {u"cafe"_s, u"Café “Größe”, 陳 & Söhne"_s}};
    return some;
}

QString brokenByPatientSearch(const QString &typed)
{
    const SearchText judged = judgedSearch(typed);
    const QString sent = typed.trimmed();
    if (judgedSearch(sent) != judged)
        return u"spaces around a search change it"_s;
    if (judged != SearchText::Askable)
        return {};
    if (sent.isEmpty() || sent.size() > 200 || sent.contains(QChar(u'\0')))
        return u"a search is sent that the server can't take"_s;
    return {};
}

QString brokenByHistory(const QString &typed)
{
    HistoryQuery query;
    query.text = typed;
    const auto fault = faultOf(query);
    if (!fault && (typed.size() > 200 || typed.contains(QChar(u'\0'))))
        return u"a history is asked for that the server can't give"_s;
    if (fault && fault->field != u"search_text"_s)
        return u"the text's fault is blamed on another field"_s;
    return {};
}

QString brokenByPalette(const QString &typed)
{
    const QList<int> order = paletteOrder(actions(), typed, {u"signOut"_s});
    if (QSet<int>(order.begin(), order.end()).size() != order.size())
        return u"the palette offers an action twice"_s;
    for (const int index : order) {
        if (index < 0 || index >= actions().size())
            return u"the palette offers what there is not"_s;
        if (!paletteScore(actions()[index].text, typed))
            return u"the palette offers what was not typed"_s;
    }
    if (typed.trimmed().isEmpty() && order.size() != actions().size())
        return u"nothing typed hides an action"_s;
    if (typed.size() <= 200 && !paletteScore(typed, typed))
        return u"a text does not find itself"_s;
    return {};
}

} // namespace

QString brokenBySearch(const QByteArray &bytes)
{
    const QString typed = QString::fromUtf8(bytes);
    for (const auto broken : {brokenByPatientSearch, brokenByHistory, brokenByPalette}) {
        if (const QString promise = broken(typed); !promise.isEmpty())
            return promise;
    }
    return {};
}

} // namespace clinidesk
