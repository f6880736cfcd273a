// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/KeychainCredentials.h"

#include <QCoreApplication>
#include <QTextStream>
#include <QTimer>

using namespace godwit;
using namespace Qt::StringLiterals;
using Server = account::Credentials::Server;

namespace {

Task<int> carryOut(QStringList words)
{
    app::KeychainCredentials keychain;
    account::Settings settings;
    settings.secretId = u"probe"_s;
    settings.email = u"alice@example.test"_s;
    QTextStream out(stdout);
    if (words.at(1) == "store"_L1) {
        const Result<void> stored = co_await keychain.store(settings, Server::Incoming, words.at(2));
        out << (stored ? "stored" : "not stored") << '\n';
    } else if (words.at(1) == "forget"_L1) {
        const Result<void> forgotten = co_await keychain.forget(settings);
        out << (forgotten ? "forgotten" : "not forgotten") << '\n';
    } else {
        const Result<QString> password = co_await keychain.password(settings, Server::Incoming);
        const bool asks = !password && password.error().kind == MailError::Kind::NeedsLogin
            && password.error().detail == MailError::Detail::CredentialsMissing;
        out << (password ? *password : asks ? u"ask the person"_s : u"another error"_s) << '\n';
    }
    co_return 0;
}

} // namespace

/// keychain_probe store PASSWORD | read | forget: one request to the keychain of the session it runs in.
int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    Task<int> task;
    QTimer::singleShot(0, &app, [&] { task = carryOut(app.arguments()); });
    QTimer watch;
    QObject::connect(&watch, &QTimer::timeout, &app, [&] {
        if (task.isDone())
            app.exit(task.result());
    });
    watch.start(5);
    return app.exec();
}
