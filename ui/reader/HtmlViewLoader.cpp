// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/HtmlViewLoader.h"

#include "base/Log.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#ifdef Q_OS_LINUX
#include <sched.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

namespace godwit::ui {

namespace {

const QString FileName = QStringLiteral("godwit-webview");

QString findPlugin()
{
    const QDir program(QCoreApplication::applicationDirPath());
    for (const QString &folder : {QStringLiteral("plugins"), QStringLiteral("../../plugins"),
             QStringLiteral(GODWIT_PLUGIN_FOLDER), QStringLiteral("../PlugIns/godwit")}) {
        for (const QString &ending : {QStringLiteral(".so"), QStringLiteral(".dll"), QStringLiteral(".dylib")}) {
            const QString path = QDir::cleanPath(program.absoluteFilePath(folder + u'/' + FileName + ending));
            if (QFileInfo::exists(path))
                return path;
        }
    }
    return {};
}

/// Whether the engine can wall its renderers in.  It ends the whole program where it cannot.
bool sandboxWorks()
{
#ifdef Q_OS_LINUX
    if (qgetenv("QTWEBENGINE_DISABLE_SANDBOX") == "1")
        return true; // whoever set it knows
    if (geteuid() == 0)
        return false;
    // Some systems forbid user namespaces, or the rights inside of them.  A child tries; only plain system calls here.
    const pid_t child = fork();
    if (child < 0)
        return false;
    if (child == 0)
        _exit(unshare(CLONE_NEWUSER) == 0 && unshare(CLONE_NEWPID | CLONE_NEWNET) == 0 ? 0 : 1);
    int status = 1;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) { }
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
#else
    return true;
#endif
}

} // namespace

HtmlViewLoader::HtmlViewLoader(const QString &plugin) : m_file(plugin)
{ }

HtmlViewLoader::State HtmlViewLoader::state()
{
    if (m_state)
        return *m_state;
    const QString path = m_file.isEmpty() ? findPlugin() : m_file;
    if (path.isEmpty() || !QFileInfo::exists(path)) {
        m_state = State::NotInstalled;
    } else {
        m_plugin.setFileName(path);
        m_plugin.setLoadHints(QLibrary::PreventUnloadHint);
        m_state = sandboxWorks() ? State::Available : State::NoSandbox;
    }
    return *m_state;
}

std::unique_ptr<HtmlView> HtmlViewLoader::create(HtmlViewClient &client, QWidget *parent)
{
    if (state() != State::Available)
        return nullptr;
    auto *factory = qobject_cast<HtmlViewFactory *>(m_plugin.instance());
    if (factory == nullptr) {
        qCWarning(lcUi) << "web view plugin:" << m_plugin.errorString();
        m_state = State::NotInstalled;
        return nullptr;
    }
    return factory->create(client, parent);
}

} // namespace godwit::ui
