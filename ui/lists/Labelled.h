#pragma once

#include <QString>
#include <QWidget>

namespace clinidesk {

/// @p field with its label above it, as buddies; the label also names the field for screen readers
/// where it has no name yet. Takes @p field over.
[[nodiscard]] QWidget *labelled(const QString &label, QWidget *field, QWidget *parent = nullptr);

/// The same in one line, for bars: a label and its field never end up in two rows.
[[nodiscard]] QWidget *labelledBeside(const QString &label, QWidget *field, QWidget *parent);

/// The sentence beneath a field that says what is wrong with it; hidden while it is empty. Found as
/// the field's object name followed by "Fault".
class FieldFault final : public QWidget
{
    Q_OBJECT

public:
    FieldFault(QWidget *field, QWidget *parent = nullptr);

    void say(const QString &sentence);

private:
    class TextLabel *m_text;
    QWidget *m_field;
};

} // namespace clinidesk
