// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/composer/ComposeState.h"

#include <QCoreApplication>
#include <QUrl>

class QMimeData;

namespace godwit::ui {

/// What may be attached: regular files of this computer that the person chose (S-118).
class LocalFile {
    Q_DECLARE_TR_FUNCTIONS(godwit::ui::LocalFile)
public:
    static constexpr qint64 MaximumOctets = 150LL * 1024 * 1024;

    struct Outcome {
        std::optional<ComposeAttachment> attachment;
        QString refusal; ///< one sentence, when there is none
    };
    /// Reads the whole file.  Blocking: call it in a worker.  Never gives a part of a file (S-120).
    static Outcome read(const QString &path, const QString &profile);

    /// The files of a drop or of the clipboard.  Empty for what a web page offers, even if it names local files.
    static QList<QUrl> offeredFiles(const QMimeData *data);
    /// Whether content or name says that it is a secret of the person (S-121).
    static bool isSensitive(const QString &path, const QByteArray &content, const QString &profile);
};

} // namespace godwit::ui
