#pragma once

#include "core/paper/PaperFormat.h"

#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include <optional>

namespace clinidesk {

/// One block of a list on paper.
struct PaperRow
{
    enum class Kind {
        Entry, ///< A cell a column, and a note below them.
        Heading, ///< Of the entries that follow: its note goes over the whole width.
        Remark, ///< A sentence over the whole width.
    };
    enum class Look { Plain, Struck };

    Kind kind = Kind::Entry;
    QStringList cells;
    QString note;
    Look look = Look::Plain;

    friend bool operator==(const PaperRow &, const PaperRow &) = default;
};

/// A list that begins on a page of its own.
struct PaperSection
{
    QString title; ///< Whose list.
    QString subtitle; ///< Of when.
    QStringList remarks; ///< What to know before reading it.
    QStringList columns;
    QList<PaperRow> rows;

    friend bool operator==(const PaperSection &, const PaperSection &) = default;
};

/// What a patient takes home.
struct PaperSlip
{
    QString who;
    QString identifiers;
    QString day;
    QString time;
    QString with;
    QString remark; ///< May be empty.
    QString codeHint;
    QByteArray code; ///< iCalendar, to be drawn as a QR code.

    friend bool operator==(const PaperSlip &, const PaperSlip &) = default;
};

/// All words that go on paper, in order; how they look is the press's.
struct PaperDocument
{
    QString name; ///< For lists of files and printer queues: no patient in it.
    QString clinic;
    QString origin; ///< "Printed … by …"
    QList<PaperSection> sections;
    std::optional<PaperSlip> slip;
    PaperFormat format = PaperFormat::A4;

    [[nodiscard]] bool isEmpty() const { return sections.isEmpty() && !slip; }

    friend bool operator==(const PaperDocument &, const PaperDocument &) = default;
};

} // namespace clinidesk

Q_DECLARE_METATYPE(clinidesk::PaperDocument)
