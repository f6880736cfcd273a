// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "account/Providers.h"

#include <QWidget>

class QLabel;

namespace godwit::ui {

class LinkButton;

/// Below the address: who the provider is, and what has to be done there first.
class ProviderHint : public QWidget {
    Q_OBJECT
public:
    explicit ProviderHint(QWidget *parent = nullptr);

    void showProvider(const account::Candidate &candidate);
    /// A domain that the table does not know.
    void showUnknown(const QString &domain);
    void clear();
    QWidget *link() const;
    /// All sentences, for people; for tests too.
    QString text() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    enum class Tone { Good, Neutral, Bad };
    void showHead(Tone tone, const QString &iconName, const QString &text);
    void showAdvice(const QString &text, const QString &linkText, const QString &url);
    void recolour();

    QString m_iconName, m_url;
    Tone m_tone = Tone::Neutral;
    QLabel *m_icon, *m_head, *m_advice;
    LinkButton *m_link;
};

} // namespace godwit::ui
