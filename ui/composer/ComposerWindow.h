// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "account/Settings.h"
#include "ui/common/Services.h"
#include "ui/composer/ComposeState.h"
#include "ui/composer/FileReader.h"

#include <QTimer>
#include <QWidget>

class QLabel;

namespace godwit::ui {

class AttachedFiles;
class BodyEditor;
class DraftKeeper;
class DropOverlay;
class FormatBar;
class HeaderRows;
class NoticeBar;
class Sender;

/// One message being written.  Deletes itself when it is closed; after sending it stays hidden until the message left
/// its hold, so that "Undo" brings it back as it was.
class ComposerWindow : public QWidget {
    Q_OBJECT
public:
    explicit ComposerWindow(Services &services);
    ~ComposerWindow() override;

    enum class Edited { No, Yes };
    /// Edited::No: closing it again forgets it, and nothing is saved before the first change.
    void load(const ComposeState &state, Edited edited);
    ComposeState state() const;
    /// The local draft that it goes on with.
    void setDraft(store::DraftKey draft);
    /// The line above the quote, so that it is not taken for the writer's own words.
    void setIntro(const QString &intro);
    /// The quote of a body that came later; not an edit.
    void appendQuote(const QString &text, const QList<ComposeAttachment> &attachments);
    void attachFiles(const QList<QUrl> &files);
    void showInformation(const QString &text);
    void present();

    store::DraftKey draft() const;
    store::SubmissionKey submission() const;
    /// The submission that "Undo" brought back here last.
    store::SubmissionKey tookBack() const { return m_tookBack; }
    store::PlacementKey serverCopy() const { return m_base.serverCopy; }

signals:
    /// The person threw it away; this brings it back.
    void discarded(const godwit::ui::ComposeState &state);

protected:
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum class Phase { Writing, Sending, Sent, Closed, Dropped };
    QWidget *buildTopBar();
    void buildLayout();
    void connectParts();
    void addShortcuts();
    void send();
    void reallySend();
    void sendFailed(const MailError &error);
    void returned(store::SubmissionKey submission);
    void discard();
    void keepAsDraft();
    void dropDraft();
    void forgetLocalDraft();
    void leave();
    void touched();
    void setRich(bool rich);
    void changeAccount();
    void attachMessages(const QList<store::PlacementKey> &messages);
    void chooseFiles(FileReader::Use use);
    void took(const ComposeAttachment &attachment, FileReader::Use use);
    void tookPicture(const QImage &picture);
    void warnOfSecret(const QString &name);
    void showSaved();
    bool isBlank() const;
    account::Settings currentAccount() const;

    Services &m_services;
    QList<account::Settings> m_accounts;
    ComposeState m_base; ///< what the widgets do not hold: references, keys, Message-ID
    QString m_intro, m_signature;
    Phase m_phase = Phase::Writing;
    store::SubmissionKey m_tookBack;
    bool m_edited = false, m_loading = false, m_asked = false;
    HeaderRows *m_header;
    BodyEditor *m_body;
    FormatBar *m_format;
    QWidget *m_formatHolder;
    AttachedFiles *m_strip;
    QWidget *m_stripHolder;
    NoticeBar *m_notice;
    DropOverlay *m_overlay;
    QLabel *m_saved;
    QWidget *m_content;
    FileReader *m_files;
    DraftKeeper *m_keeper;
    Sender *m_sender;
    QTimer m_savedTimer;
};

} // namespace godwit::ui
