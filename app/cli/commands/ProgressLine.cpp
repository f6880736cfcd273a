// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands/ProgressLine.h"

#include "store/Writer.h"

#include <QFile>
#include <cstdio>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace godwit::cli {

namespace {

constexpr qint64 PauseMs = 100;

bool isTerminal()
{
#ifdef Q_OS_UNIX
    return ::isatty(STDERR_FILENO) == 1;
#else
    return false;
#endif
}

} // namespace

ProgressLine::ProgressLine(sync::Engine &engine) : m_engine(engine)
{
    if (isTerminal())
        connect(&engine, &sync::Engine::statusChanged, this, &ProgressLine::show);
}

ProgressLine::~ProgressLine()
{
    if (m_shown)
        std::fputs("\r\033[K", stderr);
}

QString ProgressLine::text(const QString &mailbox, const sync::AccountStatus &status)
{
    QString line = u"%1: %2 of %3"_s.arg(mailbox).arg(status.done).arg(status.total);
    if (status.perSecond >= 1)
        line += u", %1 a second"_s.arg(qRound64(status.perSecond));
    return line;
}

void ProgressLine::show(const sync::AccountStatus &status)
{
    if (!status.mailbox || (m_sinceShown.isValid() && m_sinceShown.elapsed() < PauseMs))
        return;
    m_sinceShown.start();
    const auto mailbox = m_engine.writer().reader().mailbox(status.mailbox);
    QString name = mailbox ? mailbox->name() : QString();
    name.removeIf([](QChar character) { return !character.isPrint(); }); // a server chose it
    std::fprintf(stderr, "\r\033[K%s", text(name, status).toLocal8Bit().constData());
    std::fflush(stderr);
    m_shown = true;
}

} // namespace godwit::cli
