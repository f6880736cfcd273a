// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "account/Credentials.h"
#include "app/common/ControlServer.h"
#include "app/common/KeychainCredentials.h"
#include "app/common/ProfileLock.h"
#include "app/desktop/Arguments.h"
#include "app/desktop/EngineHost.h"
#include "store/Writer.h"
#include "sync/Actions.h"
#include "ui/common/ErrorText.h"
#include "ui/common/Icons.h"
#include "ui/common/NoticeBar.h"
#include "ui/common/Theme.h"
#include "ui/common/Translations.h"
#include "ui/composer/Composer.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/StallMeter.h"
#include "ui/shell/StoreProblem.h"
#include "ui/shell/StoreUpdate.h"
#include "ui/shell/Timing.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QTextStream>
#include <QThread>

using namespace godwit;

namespace {

constexpr const char *Usage = "usage: godwit [--profile DIR] [--open MAILBOX] [mailto:URL] [FILE ...]\n"
                              "       godwit --help | --version\n";

/// Before there is an application, which needs a display: what needs none is said.  Whether it was.
bool answerWithoutDisplay(int argc, char *argv[])
{
    QStringList words;
    for (int i = 1; i < argc; ++i)
        words.append(QString::fromLocal8Bit(argv[i]));
    const app::Arguments arguments = app::Arguments::parse(words, QDir::currentPath());
    if (arguments.help)
        QTextStream(stdout) << Usage;
    else if (arguments.version)
        QTextStream(stdout) << "godwit " GODWIT_VERSION "\n";
    return arguments.help || arguments.version;
}

/// The reading connection; where there is no database yet, or one of an older version, the writer makes it first, in a
/// thread of its own.
Result<std::unique_ptr<store::Reader>> openStore(const QString &profile)
{
    auto reader = store::Reader::open(profile);
    if (reader)
        return reader;
    const auto makeOrUpdate = [&profile]() -> Result<void> {
        const auto writer = store::Writer::open(profile);
        return writer ? Result<void>() : tl::unexpected(writer.error());
    };
    ui::StoreUpdate update(QFileInfo(store::Writer::file(profile)).size());
    if (const auto made = update.run(makeOrUpdate); !made)
        return tl::unexpected(made.error());
    return store::Reader::open(profile);
}

constexpr int TryAgain = -1;

/// Exit status 1, or TryAgain.
int showProblem(const MailError &error, const QString &profile)
{
    int status = 1;
    ui::StoreProblem problem(error, profile);
    QObject::connect(&problem, &ui::StoreProblem::retryRequested, &problem, [&status] { status = TryAgain; });
    problem.show();
    QApplication::exec();
    return status;
}

enum class Profile { Ours, HandedOver, Busy };

/// Becomes the one program of the profile, or gives the arguments to the one that is.  A command line program that
/// holds it for a moment is waited for.
Profile takeProfile(app::ProfileLock &lock, const app::Arguments &arguments)
{
    constexpr int Patience = 25;
    constexpr int PauseMs = 200;
    constexpr int AnswerMs = 2000;
    const QJsonObject request{{QStringLiteral("command"), QStringLiteral("open")},
        {QStringLiteral("arguments"), QJsonArray::fromStringList(arguments.forHandOver())}};
    for (int i = 0; i < Patience; ++i) {
        if (lock.take() || !lock.isHeldByOther())
            return Profile::Ours;
        if (app::askRunningInstance(arguments.profile, request, AnswerMs))
            return Profile::HandedOver;
        QThread::msleep(PauseMs);
    }
    return Profile::Busy;
}

int run(ui::Application &application, const app::Arguments &arguments, const ui::Timing &timing)
{
    app::ProfileLock lock(arguments.profile);
    const Profile profile = takeProfile(lock, arguments);
    if (profile == Profile::HandedOver)
        return 0;
    ui::PreferencesStore preferences(arguments.profile);
    ui::installTranslations(preferences.current().language);
    const ui::Theme theme(application, preferences);
    if (profile == Profile::Busy)
        return showProblem(
            {MailError::Kind::Storage, MailError::Detail::ProfileLocked, {}, {}, {}, {}}, arguments.profile);
    const auto reader = openStore(arguments.profile);
    if (!reader)
        return showProblem(reader.error(), arguments.profile);

    const auto vault = std::make_shared<app::KeychainCredentials>();
    app::EngineHost host(
        {arguments.profile, std::make_shared<account::SessionCredentials>(vault), std::make_shared<SystemClock>()});
    app::ControlServer control(host.engine());
    control.listen(arguments.profile);
    sync::Actions actions(host.engine());
    sync::Submissions submissions(host.engine());
    sync::AccountActions accounts(host.engine());
    ui::Services services{**reader, host.engine(), actions, submissions, accounts, preferences, arguments.profile};
    auto window = std::make_unique<ui::MainWindow>(services, timing);
    QObject::connect(window.get(), &ui::MainWindow::firstPainted, &host, [&] {
        host.start();
        if (timing.isOn())
            application.startMeasuring();
        ui::reopenCrashedDrafts(services);
        window->take({{}, arguments.request.mailto, arguments.request.files});
    });
    QObject::connect(&host, &app::EngineHost::failed, window.get(), [&window, &host](const MailError &error) {
        const auto retry = [&window, &host] {
            window->notice().clear();
            host.openStore();
        };
        window->notice().showNotice(ui::NoticeBar::Kind::Error, ui::explain(error),
            {{app::EngineHost::tr("Try again"), retry}}, ui::serverWords(error));
    });
    QObject::connect(&control, &app::ControlServer::openRequested, window.get(), [&](const QStringList &words) {
        window->take(app::Arguments::parse(words, QDir::currentPath()).request);
        window->show();
    });
    window->take({arguments.request.openMailbox, {}, {}});
    window->show();
    const int status = QApplication::exec();
    timing.record(QStringLiteral("ui-stalls"), application.stalls().report());
    window.reset();
    host.stop();
    return status;
}

} // namespace

int main(int argc, char *argv[])
{
    const ui::Timing timing;
    if (answerWithoutDisplay(argc, argv))
        return 0;
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts); // for the web view, should it be loaded
    QCoreApplication::setApplicationName(QStringLiteral("godwit"));
    QCoreApplication::setApplicationVersion(QStringLiteral(GODWIT_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("app.godwit.Godwit"));
    ui::Application application(argc, argv);
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Godwit"));
    QApplication::setStartDragDistance(8);
    QGuiApplication::setWindowIcon(ui::applicationIcon());
    const app::Arguments arguments = app::Arguments::parse(QCoreApplication::arguments().mid(1), QDir::currentPath());
    if (!arguments.error.isEmpty()) {
        QTextStream(stderr) << "godwit: " << arguments.error << '\n' << Usage;
        return 2;
    }
    int status = TryAgain;
    while (status == TryAgain)
        status = run(application, arguments, timing);
    return status;
}
