#pragma once

#include "core/base/Error.h"

#include <QObject>
#include <QString>

namespace clinidesk {

/// Something on its way out of the program, into a file or onto paper: how far it is and what came
/// of it. One at a time.
class Saving : public QObject
{
    Q_OBJECT

public:
    enum class Stage { Idle, Reading, Writing, Saved, Failed };

    using QObject::QObject;

    [[nodiscard]] Stage stage() const { return m_stage; }
    [[nodiscard]] bool isBusy() const
    {
        return m_stage == Stage::Reading || m_stage == Stage::Writing;
    }
    /// How far, how many were saved and where, or why nothing was.
    [[nodiscard]] QString sentence() const { return m_sentence; }
    /// For the help desk, when it failed; no patient data.
    [[nodiscard]] QString details() const { return m_details; }
    [[nodiscard]] virtual int percent() const;

public slots:
    /// Nothing is saved. Once the file is being written it is too late.
    virtual void cancel() { }
    /// What was said has been read.
    void dismiss();

signals:
    void changed();
    void saved(const QString &sentence);

protected:
    void show(Stage stage, const QString &sentence, const QString &details = {});
    /// Stage Saved, worth a toast.
    void showSaved(const QString &sentence);
    /// Stage Failed: no file, and what to do about it. @p error is saveWhole()'s.
    void showUnsaved(const Error &error);

private:
    Stage m_stage = Stage::Idle;
    QString m_sentence;
    QString m_details;
};

} // namespace clinidesk
