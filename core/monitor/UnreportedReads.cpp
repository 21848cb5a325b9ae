#include "core/monitor/UnreportedReads.h"

#include "core/base/Log.h"
#include "core/base/WholeFile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

/// One line of the file: a read and whose it was.
struct Line
{
    UnreportedReads::Reader reader;
    KeptRead read;
};

QByteArray textOf(const Line &line)
{
    // Numbers as text: JSON's own are floating, and would round the larger ones.
    const QJsonObject object{{u"installation"_s, QString::number(line.reader.installation)},
                             {u"staff"_s, QString::number(line.reader.staff.value())},
                             {u"action"_s, line.read.action},
                             {u"entity"_s, line.read.entity},
                             {u"id"_s, QString::number(line.read.id)},
                             {u"clinic"_s, QString::number(line.read.clinic.value())},
                             {u"day"_s, line.read.day.toString(Qt::ISODate)},
                             {u"at"_s, line.read.at.toString(Qt::ISODateWithMs)}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

/// Nothing where @p text is no line of ours.
std::optional<Line> lineOf(const QByteArray &text)
{
    const QJsonObject object = QJsonDocument::fromJson(text).object();
    const auto word = [&object](const QString &name) { return object.value(name).toString(); };
    const Line line{.reader = {.installation = word(u"installation"_s).toULongLong(),
                               .staff = StaffId(word(u"staff"_s).toLongLong())},
                    .read = {.action = word(u"action"_s),
                             .entity = word(u"entity"_s),
                             .id = word(u"id"_s).toLongLong(),
                             .clinic = ClinicId(word(u"clinic"_s).toLongLong()),
                             .day = QDate::fromString(word(u"day"_s), Qt::ISODate),
                             .at = QDateTime::fromString(word(u"at"_s), Qt::ISODateWithMs)}};
    const bool isWhole = line.reader.installation != 0 && !line.reader.staff.isNull()
        && !line.read.action.isEmpty() && line.read.at.isValid();
    return isWhole ? std::optional(line) : std::nullopt;
}

QList<Line> linesIn(const QString &path)
{
    QFile file(path);
    QList<Line> lines;
    if (path.isEmpty() || !file.open(QIODevice::ReadOnly))
        return lines;
    while (!file.atEnd()) {
        if (const auto line = lineOf(file.readLine()))
            lines.append(*line);
    }
    return lines;
}

Result<Done> write(const QString &path, const QList<Line> &lines)
{
    if (lines.isEmpty()) {
        QFile::remove(path);
        return Done{};
    }
    QByteArray text;
    for (const Line &line : lines)
        text += textOf(line);
    QDir().mkpath(QFileInfo(path).absolutePath());
    return writeWhole(path, text, Privacy::Demanded);
}

} // namespace

Result<Done> UnreportedReads::keep(const Reader &reader, const QList<KeptRead> &reads) const
{
    if (m_path.isEmpty() || reader.installation == 0)
        return Error{Error::Code::Invalid, u"nowhere to keep them"_s, {}};
    QList<Line> lines = linesIn(m_path);
    const qsizetype fitting = std::clamp<qsizetype>(most - lines.size(), 0, reads.size());
    for (const KeptRead &read : reads.first(fitting))
        lines.append({.reader = reader, .read = read});
    const auto written = write(m_path, lines);
    if (written && fitting < reads.size())
        return Error{Error::Code::Invalid, u"no room for all of them"_s, {}};
    return written;
}

QList<KeptRead> UnreportedReads::take(const Reader &reader) const
{
    QList<KeptRead> taken;
    QList<Line> others;
    for (const Line &line : linesIn(m_path)) {
        if (line.reader == reader)
            taken.append(line.read);
        else
            others.append(line);
    }
    if (taken.isEmpty())
        return taken;
    // Reported twice is better than never: they are sent even when the file can't be changed.
    if (const auto written = write(m_path, others); !written)
        qCWarning(lcDesk) << "unreported reads stay in their file:" << written.error().detail;
    return taken;
}

} // namespace clinidesk
