#pragma once

#include <QPointer>
#include <QString>
#include <QWidget>

class QAction;
class QStackedLayout;
class QTimer;

namespace clinidesk {

class FailureCard;
class EmptyCard;
class NoteStrip;
class Skeleton;

/// What a list shows instead of rows when there are none, after a successful query only.
struct EmptyState
{
    QString icon; ///< For Theme::icon().
    QString headline; ///< "No appointments on Thu 26-Nov-2026"
    QString hint;
    QPointer<QAction> next; ///< Offered as a button; may be null.
};

/// Why a list could not be read.
struct FailureState
{
    QString what; ///< "The history could not be read"
    QString why; ///< sentenceFor(error)
    QString details; ///< To be copied for the help desk: code and Error::detail. No patient data.

    friend bool operator==(const FailureState &, const FailureState &) = default;
};

/// Gives a list its five designed states: content, empty, loading, failed, and content that is old
/// or was read before the connection broke (a strip above it).
///
/// The object name of the view prefixes those of its parts: "historyState" has
/// "historyStateRetry", "historyStateDetails", "historyStateCopy", "historyStateNext" and
/// "historyStateCancel".
class StateView final : public QWidget
{
    Q_OBJECT

public:
    enum class State { Content, Empty, Loading, Failed };
    Q_ENUM(State)

    /// Takes @p content over.
    StateView(QWidget *content, const QString &objectName, QWidget *parent = nullptr);

    [[nodiscard]] State state() const { return m_state; }

    void showContent();
    void showEmpty(const EmptyState &state);
    /// What is on screen stays for 150 ms, then a skeleton; "Cancel" is offered after 2 s.
    void showLoading();
    /// The same one again, with nothing else shown meanwhile, stays as it is.
    void showFailed(const FailureState &state);

    /// The strip above the content: "Not connected — showing data as of 09:41". Empty hides it.
    void setOffline(const QString &sentence);
    /// The strip above the content: "Changed at another desk since 09:41". Empty hides it.
    void setStale(const QString &sentence);

signals:
    void retried();
    void cancelled();

private:
    void raisePart(QWidget *part, State state);

    State m_state = State::Content;
    QWidget *m_content;
    QStackedLayout *m_parts;
    NoteStrip *m_offline;
    NoteStrip *m_stale;
    Skeleton *m_skeleton;
    EmptyCard *m_empty;
    FailureCard *m_failure;
    QTimer *m_patience;
};

} // namespace clinidesk
