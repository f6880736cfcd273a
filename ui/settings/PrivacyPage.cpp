// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/PrivacyPage.h"

#include "ui/settings/Binding.h"

#include <QCheckBox>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace godwit::ui {

using namespace Qt::StringLiterals;

PrivacyPage::PrivacyPage(PreferencesStore &preferences, QWidget *parent)
    : SettingsPage(tr("Privacy"), parent), m_preferences(preferences), m_senders(new QListWidget(this)),
      m_remove(new QPushButton(tr("Remove"), this))
{
    addRow(tr("Load remote images"),
        boundChoice<RemoteImages>(preferences, tr("Load remote images"), &Preferences::remoteImages,
            {{tr("Only when I ask"), RemoteImages::Never}, {tr("For the senders below"), RemoteImages::KnownSenders},
                {tr("Always"), RemoteImages::Always}},
            this),
        tr("A remote image tells its sender that, when and where a message was read."));
    auto *box = new QWidget(this);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_senders);
    layout->addWidget(m_remove, 0, Qt::AlignLeft);
    m_senders->setAccessibleName(tr("Senders whose images are loaded"));
    m_senders->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_senders->setFixedHeight(160);
    m_senders->setProperty("look", u"framed"_s);
    m_remove->setAccessibleName(tr("Remove sender"));
    box->setFocusProxy(m_senders);
    addRow(tr("Senders whose images are loaded"), box, tr("“Always for this sender” in a message adds one."));
    connect(m_remove, &QPushButton::clicked, this, &PrivacyPage::removeSelected);
    connect(m_senders, &QListWidget::itemSelectionChanged, this,
        [this] { m_remove->setEnabled(!m_senders->selectedItems().isEmpty()); });
    connect(&preferences, &PreferencesStore::changed, this, &PrivacyPage::showSenders);
    showSenders();
    auto *signatures = new QCheckBox(tr("Check signatures by asking the name servers"), this);
    signatures->setAccessibleName(signatures->text());
    signatures->setObjectName(u"checkSignatures"_s);
    signatures->setChecked(preferences.current().checkSignatures);
    connect(signatures, &QCheckBox::clicked, this, [this](bool on) {
        Preferences changed = m_preferences.current();
        changed.checkSignatures = on;
        m_preferences.set(changed);
    });
    connect(&preferences, &PreferencesStore::changed, signatures,
        [signatures](const Preferences &changed) { signatures->setChecked(changed.checkSignatures); });
    addRow(tr("Who a message is from"), signatures,
        tr("The question tells the name servers, and whoever runs the sender's domain, that mail was read. What the "
           "server of your account says about senders is shown in any case."));
    addNote(
        tr("Nothing is sent to the makers of this program: no statistics, no crash reports, no search for updates."));
}

void PrivacyPage::showSenders()
{
    QStringList senders(m_preferences.current().remoteImageSenders.values());
    senders.sort(Qt::CaseInsensitive);
    m_senders->clear();
    m_senders->addItems(senders);
    m_remove->setEnabled(false);
}

void PrivacyPage::removeSelected()
{
    Preferences changed = m_preferences.current();
    for (const QListWidgetItem *item : m_senders->selectedItems())
        changed.remoteImageSenders.remove(item->text());
    m_preferences.set(changed);
}

} // namespace godwit::ui
