#include "app/ctl/Password.h"

#include <cstdio>
#include <iostream>
#include <string>

#ifdef Q_OS_WIN
#include <io.h>
#include <windows.h>
#else
#include <termios.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

/// Keeps what is typed off the screen for its lifetime.
class Silence final
{
public:
    Silence()
    {
#ifdef Q_OS_WIN
        GetConsoleMode(GetStdHandle(STD_INPUT_HANDLE), &m_mode);
        SetConsoleMode(GetStdHandle(STD_INPUT_HANDLE), m_mode & ~DWORD(ENABLE_ECHO_INPUT));
#else
        ::tcgetattr(STDIN_FILENO, &m_mode);
        termios silent = m_mode;
        silent.c_lflag &= ~tcflag_t(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
#endif
    }
    ~Silence()
    {
#ifdef Q_OS_WIN
        SetConsoleMode(GetStdHandle(STD_INPUT_HANDLE), m_mode);
#else
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_mode);
#endif
    }
    Q_DISABLE_COPY_MOVE(Silence)

private:
#ifdef Q_OS_WIN
    DWORD m_mode = 0;
#else
    termios m_mode{};
#endif
};

std::optional<QString> readLine()
{
    std::string line;
    if (!std::getline(std::cin, line))
        return std::nullopt;
    if (line.ends_with('\r'))
        line.pop_back();
    return QString::fromStdString(line);
}

} // namespace

bool isSomebodyThere()
{
#ifdef Q_OS_WIN
    return _isatty(_fileno(stdin)) != 0;
#else
    return ::isatty(STDIN_FILENO) != 0;
#endif
}

std::optional<QString> askPassword(const char *variable, const QString &question)
{
    if (qEnvironmentVariableIsSet(variable))
        return qEnvironmentVariable(variable);
    if (!isSomebodyThere())
        return readLine();
    std::cerr << question.toStdString() << ": " << std::flush;
    std::optional<QString> answer;
    {
        const Silence silence;
        answer = readLine();
    }
    std::cerr << '\n';
    return answer;
}

} // namespace clinidesk
