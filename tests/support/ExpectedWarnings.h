#pragma once

#include <QRegularExpression>
#include <QStringList>
#include <QtGlobal>

#include <utility>

namespace clinidesk {

/// While it lives, warnings that match one of its patterns are part of what the test does, however
/// often they come: what Qt's PostgreSQL driver prints when a link dies under it, say, which no
/// test can count. QTest::ignoreMessage() wants each exactly once. Any other warning fails the test
/// as ever. Make it inside a test function; one at a time; threads that log must end before it.
class ExpectedWarnings final
{
public:
    explicit ExpectedWarnings(const QStringList &patterns)
    {
        for (const QString &pattern : patterns)
            s_patterns.append(QRegularExpression(pattern));
        s_before = qInstallMessageHandler(pass);
    }
    ~ExpectedWarnings()
    {
        qInstallMessageHandler(std::exchange(s_before, nullptr));
        s_patterns.clear();
    }
    Q_DISABLE_COPY_MOVE(ExpectedWarnings)

private:
    static void pass(QtMsgType type, const QMessageLogContext &context, const QString &message)
    {
        if (type == QtWarningMsg) {
            for (const QRegularExpression &pattern : std::as_const(s_patterns)) {
                if (pattern.match(message).hasMatch())
                    return;
            }
        }
        s_before(type, context, message);
    }

    inline static QList<QRegularExpression> s_patterns;
    inline static QtMessageHandler s_before = nullptr;
};

} // namespace clinidesk
