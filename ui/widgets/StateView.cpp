#include "ui/widgets/StateView.h"

#include "ui/widgets/Spoken.h"
#include "ui/widgets/StateParts.h"

#include <QPushButton>
#include <QStackedLayout>
#include <QTimer>
#include <QVBoxLayout>

#include <chrono>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr auto skeletonAfter = 150ms;
constexpr auto cancelAfter = 2s;

} // namespace

StateView::StateView(QWidget *content, const QString &objectName, QWidget *parent)
    : QWidget(parent)
    , m_content(content)
    , m_parts(new QStackedLayout)
    , m_offline(new NoteStrip(u"disconnected"_s, Colour::WarningFill, this))
    , m_stale(new NoteStrip(u"clock"_s, Colour::InfoFill, this))
    , m_skeleton(new Skeleton(this))
    , m_empty(new EmptyCard(this))
    , m_failure(new FailureCard(this))
    , m_patience(new QTimer(this))
{
    setObjectName(objectName);
    m_offline->setObjectName(objectName + u"Offline"_s);
    m_stale->setObjectName(objectName + u"Stale"_s);
    m_skeleton->setObjectName(objectName + u"Skeleton"_s);
    m_skeleton->cancelButton()->setObjectName(objectName + u"Cancel"_s);
    m_empty->setObjectName(objectName + u"Empty"_s);
    m_empty->nextButton()->setObjectName(objectName + u"Next"_s);
    m_failure->setObjectName(objectName + u"Failure"_s);
    m_failure->nameParts(objectName);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_offline);
    column->addWidget(m_stale);
    column->addLayout(m_parts, 1);
    for (QWidget *part : {m_content, static_cast<QWidget *>(m_skeleton),
                          static_cast<QWidget *>(m_empty), static_cast<QWidget *>(m_failure)})
        m_parts->addWidget(part);

    m_patience->setSingleShot(true);
    connect(m_patience, &QTimer::timeout, this, [this] {
        if (m_parts->currentWidget() == m_skeleton) {
            m_skeleton->cancelButton()->show();
            return;
        }
        m_parts->setCurrentWidget(m_skeleton);
        m_patience->start(cancelAfter - skeletonAfter);
    });
    connect(m_failure, &FailureCard::retried, this, &StateView::retried);
    connect(m_skeleton->cancelButton(), &QPushButton::clicked, this, &StateView::cancelled);
}

void StateView::showContent()
{
    raisePart(m_content, State::Content);
}

void StateView::showEmpty(const EmptyState &state)
{
    m_empty->show(state);
    const bool isNews = m_state != State::Empty;
    raisePart(m_empty, State::Empty);
    if (isNews)
        speak(m_empty);
}

void StateView::showLoading()
{
    if (m_state == State::Loading)
        return;
    m_state = State::Loading;
    m_skeleton->cancelButton()->hide();
    m_patience->start(skeletonAfter);
}

void StateView::showFailed(const FailureState &state)
{
    if (m_state == State::Failed && m_failure->shown() == state)
        return;
    m_failure->show(state);
    raisePart(m_failure, State::Failed);
    speak(m_failure);
}

void StateView::setOffline(const QString &sentence)
{
    m_offline->setSentence(sentence);
}

void StateView::setStale(const QString &sentence)
{
    m_stale->setSentence(sentence);
}

void StateView::raisePart(QWidget *part, State state)
{
    m_patience->stop();
    m_state = state;
    m_parts->setCurrentWidget(part);
}

} // namespace clinidesk
