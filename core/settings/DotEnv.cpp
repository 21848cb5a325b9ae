#include "core/settings/DotEnv.h"

#include <QRegularExpression>

#include <optional>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr qsizetype mostBytes = 1 << 20;

class Reader final
{
public:
    explicit Reader(QString text)
        : m_text(std::move(text))
    {
    }

    DotEnv read()
    {
        while (m_at < m_text.size()) {
            readLine();
            ++m_line;
        }
        return m_found;
    }

private:
    void readLine()
    {
        static const QRegularExpression start(
            u"\\G[ \\t]*(?:export[ \\t]+)?([A-Za-z_]\\w*)[ \\t]*=[ \\t]*"_s);
        static const QRegularExpression nothing(u"\\G[ \\t]*(?:#[^\\n]*)?(?=\\n|$)"_s);

        if (const auto blank = nothing.match(m_text, m_at); blank.hasMatch()) {
            m_at = blank.capturedEnd() + 1;
            return;
        }
        const auto assignment = start.match(m_text, m_at);
        if (!assignment.hasMatch()) {
            complain(u"is not NAME=value"_s);
            skipLine();
            return;
        }
        const int firstLine = m_line;
        m_at = assignment.capturedEnd();
        const QChar mark = m_at < m_text.size() ? m_text[m_at] : u'\n';
        const bool isQuoted = mark == u'"' || mark == u'\'';
        const auto value = isQuoted ? quoted(mark) : std::optional(plain());
        if (value && value->contains(QChar(u'\0')))
            complain(u"holds a zero byte"_s, firstLine);
        else if (value)
            m_found.values.insert(assignment.captured(1), *value);
    }

    QString plain()
    {
        static const QRegularExpression comment(u"(^|[ \\t])#.*$"_s);
        const qsizetype end = endOfLine();
        QString value = m_text.sliced(m_at, end - m_at);
        m_at = end + 1;
        return value.remove(comment).trimmed();
    }

    std::optional<QString> quoted(QChar mark)
    {
        const qsizetype opening = m_at++;
        const int firstLine = m_line;
        QString value;
        for (; m_at < m_text.size() && m_text[m_at] != mark; ++m_at) {
            const QChar letter = m_text[m_at];
            if (letter == u'\n')
                ++m_line;
            if (mark == u'"' && letter == u'\\' && m_at + 1 < m_text.size())
                value += escaped(m_text[++m_at]);
            else
                value += letter;
        }
        if (m_at >= m_text.size()) {
            complain(u"opens a quote that nothing closes"_s, firstLine);
            m_line = firstLine;
            m_at = opening;
            skipLine();
            return std::nullopt;
        }
        ++m_at;
        static const QRegularExpression rest(u"\\G[ \\t]*(?:#[^\\n]*)?(?=\\n|$)"_s);
        if (!rest.match(m_text, m_at).hasMatch()) {
            complain(u"goes on after its closing quote"_s);
            skipLine();
            return std::nullopt;
        }
        skipLine();
        return value;
    }

    [[nodiscard]] static QString escaped(QChar letter)
    {
        switch (letter.unicode()) {
        case u'n':
            return u"\n"_s;
        case u'r':
            return u"\r"_s;
        case u't':
            return u"\t"_s;
        case u'"':
        case u'\\':
        case u'$':
            return letter;
        default:
            return u'\\' + QString(letter);
        }
    }

    [[nodiscard]] qsizetype endOfLine() const
    {
        const qsizetype end = m_text.indexOf(u'\n', m_at);
        return end < 0 ? m_text.size() : end;
    }

    void skipLine() { m_at = endOfLine() + 1; }

    void complain(const QString &problem, int line = 0)
    {
        m_found.complaints << u"line %1 %2"_s.arg(QString::number(line ? line : m_line), problem);
    }

    QString m_text;
    DotEnv m_found;
    qsizetype m_at = 0;
    int m_line = 1;
};

} // namespace

DotEnv parseDotEnv(const QByteArray &bytes)
{
    if (bytes.size() > mostBytes)
        return {.values = {}, .complaints = {u"the file is longer than 1 MB"_s}};
    QString text = QString::fromUtf8(bytes);
    if (text.startsWith(QChar::ByteOrderMark))
        text.remove(0, 1);
    return Reader(text.replace(u"\r\n"_s, u"\n"_s)).read();
}

} // namespace clinidesk
