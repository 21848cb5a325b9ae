#pragma once

#include <QWidget>

class QPushButton;

namespace clinidesk {

class TextLabel;

/// Below a sentence that reports a failure: "Details" opens the failure's number and what a help
/// desk wants to know, "Copy" takes both and the sentence along. The line in the program's log
/// carries the same number.
class FailureDetails final : public QWidget
{
    Q_OBJECT

public:
    /// At the leading edge; or in the middle, behind @p first in the same row.
    explicit FailureDetails(QWidget *parent, QPushButton *first = nullptr);

    /// Shows a failure that was reported to the person as @p said; @p technical is for the log and
    /// holds no patient data. Each call is a failure of its own, with a number of its own.
    void setFailure(const QString &said, const QString &technical);
    /// Names the parts after the view they belong to: "…Details", "…Copy", "…DetailsText".
    void nameParts(const QString &prefix);

    /// "BKRT-WMXQ": letters only, to be read out over the phone.
    [[nodiscard]] QString number() const { return m_number; }

private:
    QPushButton *m_open;
    QPushButton *m_copy;
    TextLabel *m_text;
    QString m_said;
    QString m_number;
};

} // namespace clinidesk
