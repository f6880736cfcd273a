// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "sync/Engine.h"

#include <QWidget>

class QLabel;

namespace godwit::ui {

/// "imap.example.org: certificate fine, signed in", with a mark; what is happening while it happens.
class CheckLine : public QWidget {
    Q_OBJECT
public:
    explicit CheckLine(QWidget *parent = nullptr);

    void showTrying(const QString &host);
    /// `exceptions`: a certificate that is fine only because the person said so is not called fine.
    void showResult(const sync::CheckResult &result, const QList<net::CertificateException> &exceptions = {});
    void clear();
    QString text() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void display(const QString &iconName, const QString &text);
    void recolour();

    QString m_iconName;
    QLabel *m_icon, *m_text;
};

} // namespace godwit::ui
