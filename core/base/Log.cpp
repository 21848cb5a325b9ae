#include "core/base/Log.h"

#include <QRegularExpression>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace clinidesk {

Q_LOGGING_CATEGORY(lcDatabase, "clinidesk.database", QtInfoMsg)
Q_LOGGING_CATEGORY(lcRedis, "clinidesk.redis", QtInfoMsg)
Q_LOGGING_CATEGORY(lcStandalone, "clinidesk.standalone", QtInfoMsg)
Q_LOGGING_CATEGORY(lcWorker, "clinidesk.worker", QtInfoMsg)
Q_LOGGING_CATEGORY(lcDesk, "clinidesk.desk", QtInfoMsg)

namespace {

struct Rule
{
    QRegularExpression pattern;
    QString replacement;
};

const QList<Rule> &rules()
{
    using Option = QRegularExpression::PatternOption;
    static const QList<Rule> all{
        {QRegularExpression(
             u"(password|passwd|pwd|secret)(\\s*[=:]\\s*)('[^']*'|\"[^\"]*\"|\\S+)"_s,
             Option::CaseInsensitiveOption),
         u"\\1\\2***"_s},
        {QRegularExpression(u"(://[^:/@\\s]*):[^@\\s]+@"_s), u"\\1:***@"_s},
        {QRegularExpression(u"SCRAM-SHA-256\\$\\S+"_s), u"SCRAM-SHA-256$***"_s},
        {QRegularExpression(u"(Key \\([^)]*\\)=)\\(.*\\)"_s), u"\\1(***)"_s},
        {QRegularExpression(u"(Failing row contains ).*"_s), u"\\1(***)"_s},
        {QRegularExpression(u"[\\w.+-]+@[\\w-]+(\\.[\\w-]+)+"_s,
                            Option::UseUnicodePropertiesOption),
         u"***@***"_s},
        {QRegularExpression(u"\\b(19|20)\\d\\d-\\d\\d-\\d\\d\\b(?![T ]\\d\\d:)"_s),
         u"****-**-**"_s},
        {QRegularExpression(u"\\+\\d[\\d ()/-]{6,}\\d"_s), u"+***"_s},
    };
    return all;
}

void writeScrubbed(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const QByteArray line = qFormatLogMessage(type, context, scrubbed(message)).toUtf8();
    std::fprintf(stderr, "%s\n", line.constData());
    std::fflush(stderr);
}

} // namespace

QString scrubbed(const QString &message)
{
    QString clean = message;
    for (const Rule &rule : rules())
        clean.replace(rule.pattern, rule.replacement);
    return clean;
}

void installScrubbedLog()
{
    qSetMessagePattern(u"%{time yyyy-MM-ddTHH:mm:ss.zzz} %{type} %{category}: %{message}"_s);
    qInstallMessageHandler(writeScrubbed);
}

} // namespace clinidesk
