// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/MessageFiles.h"

#include "account/Settings.h"
#include "base/Limits.h"
#include "ui/composer/Composer.h"
#include "ui/reader/MessageWindow.h"

#include <QFile>
#include <QFileInfo>

namespace godwit::ui {

struct MessageFiles::Tools {
    explicit Tools(const QString &profile) : files(profile) { }
    HtmlViewLoader html;
    AttachmentFiles files;
};

MessageFiles::MessageFiles(Services &services, QWidget *window)
    : QObject(window), m_services(services), m_window(window)
{ }

MessageFiles::~MessageFiles()
{
    // The windows show files of ours: they go first.
    qDeleteAll(m_window->findChildren<MessageWindow *>(QString(), Qt::FindDirectChildrenOnly));
}

bool MessageFiles::isMessageFile(const QString &path)
{
    return path.endsWith(u".eml", Qt::CaseInsensitive);
}

void MessageFiles::open(const QString &path)
{
    QFile file(path);
    if (file.size() > limits::MessageOctets || !QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly)) {
        emit failed(path);
        return;
    }
    if (m_tools == nullptr)
        m_tools = std::make_unique<Tools>(m_services.profile);
    QSet<QString> self;
    for (const store::AccountRow &row : m_services.reader.accounts()) {
        if (const auto settings = account::Settings::fromJson(row.settings))
            self.insert(settings->email.toLower());
    }
    auto *window = new MessageWindow(
        {m_services.preferences, m_tools->html, m_tools->files, m_services.profile}, file.readAll(), self, m_window);
    connect(
        window->view(), &ReaderView::mailtoClicked, this, [this](const QUrl &url) { composeMailto(m_services, url); });
    window->show();
}

} // namespace godwit::ui
