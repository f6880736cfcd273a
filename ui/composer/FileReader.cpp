// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/FileReader.h"

#include "ui/composer/LocalFile.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

namespace godwit::ui {

FileReader::FileReader(const QString &profile, QObject *parent) : QObject(parent), m_profile(profile)
{ }

void FileReader::read(const QList<QUrl> &files, Use use)
{
    QStringList paths;
    for (const QUrl &file : files) {
        if (file.isLocalFile() && (file.host().isEmpty() || file.host() == QLatin1String("localhost")))
            paths << file.toLocalFile();
        else
            emit refused(tr("Only files of this computer can be attached. Save “%1” first.")
                             .arg(file.fileName().isEmpty() ? file.host() : file.fileName()));
    }
    if (paths.isEmpty())
        return;
    ++m_running;
    const QPointer<FileReader> self(this);
    QThreadPool::globalInstance()->start([self, paths, use, profile = m_profile] {
        for (const QString &path : paths) {
            const LocalFile::Outcome outcome = LocalFile::read(path, profile);
            QMetaObject::invokeMethod(qApp, [self, outcome, use] {
                if (self && outcome.attachment)
                    emit self->attached(*outcome.attachment, use);
                else if (self)
                    emit self->refused(outcome.refusal);
            });
        }
        QMetaObject::invokeMethod(qApp, [self] {
            if (self && --self->m_running == 0)
                emit self->idle();
        });
    });
}

} // namespace godwit::ui
