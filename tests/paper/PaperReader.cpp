#include "tests/paper/PaperReader.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

QByteArray run(const QString &program, const QStringList &arguments, const QByteArray &input)
{
    QProcess process;
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    return process.waitForFinished(30'000) ? process.readAllStandardOutput() : QByteArray();
}

} // namespace

bool PaperReader::isThere()
{
    const QStringList programs{u"pdftotext"_s, u"pdfinfo"_s, u"pdffonts"_s, u"pdftoppm"_s,
                               u"zbarimg"_s};
    return std::none_of(programs.cbegin(), programs.cend(), [](const QString &program) {
        return QStandardPaths::findExecutable(program).isEmpty();
    });
}

QString PaperReader::text(int page) const
{
    QStringList arguments{u"-layout"_s, u"-enc"_s, u"UTF-8"_s};
    if (page > 0)
        arguments << u"-f"_s << QString::number(page) << u"-l"_s << QString::number(page);
    QString text
        = QString::fromUtf8(run(u"pdftotext"_s, arguments + QStringList{u"-"_s, u"-"_s}, m_pdf));
    static const QRegularExpression marks(
        u"[\\x{200E}\\x{200F}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]"_s);
    // Letters that are printed as one, such as fi, are two.
    return text.remove(marks).normalized(QString::NormalizationForm_KC).simplified();
}

QString PaperReader::fact(const QString &name) const
{
    const QString facts = QString::fromUtf8(run(u"pdfinfo"_s, {u"-"_s}, m_pdf));
    const QRegularExpression line(u"^%1:\\s*(.*)$"_s.arg(name),
                                  QRegularExpression::MultilineOption);
    return line.match(facts).captured(1).trimmed();
}

int PaperReader::pageCount() const
{
    return fact(u"Pages"_s).toInt();
}

QString PaperReader::pageSize() const
{
    return fact(u"Page size"_s);
}

bool PaperReader::hasItsFonts() const
{
    const QStringList lines
        = QString::fromUtf8(run(u"pdffonts"_s, {u"-"_s}, m_pdf)).trimmed().split(u'\n').mid(2);
    static const QRegularExpression inside(
        u"\\s(yes|no)\\s+(yes|no)\\s+(yes|no)\\s+\\d+\\s+\\d+\\s*$"_s);
    return !lines.isEmpty() && std::all_of(lines.cbegin(), lines.cend(), [](const QString &line) {
        return inside.match(line).captured(1) == u"yes"_s;
    });
}

QByteArray PaperReader::code(int dpi) const
{
    const QTemporaryDir folder;
    const QByteArray page
        = run(u"pdftoppm"_s, {u"-r"_s, QString::number(dpi), u"-gray"_s, u"-singlefile"_s}, m_pdf);
    const QString path = folder.filePath(u"page.pgm"_s);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(page) != page.size())
        return {};
    file.close();
    return run(u"zbarimg"_s, {u"--quiet"_s, u"--raw"_s, u"--oneshot"_s, u"-Sbinary"_s, path}, {});
}

void PaperReader::shoot(const QString &name) const
{
    const QString folder = qEnvironmentVariable("CLINIDESK_SHOTS");
    if (folder.isEmpty())
        return;
    const QString path = folder + u'/' + name;
    QFile file(path + u".pdf"_s);
    if (file.open(QIODevice::WriteOnly))
        file.write(m_pdf);
    (void)run(u"pdftoppm"_s, {u"-r"_s, u"80"_s, u"-png"_s, u"-"_s, path}, m_pdf);
}

} // namespace clinidesk
