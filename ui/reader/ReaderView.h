// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "net/RemoteImageLoader.h"
#include "ui/common/Preferences.h"
#include "ui/reader/AttachmentList.h"
#include "ui/reader/HtmlViewLoader.h"
#include "ui/reader/MessageLoader.h"
#include "ui/reader/SignatureCheck.h"

#include <QWidget>

class QLabel;
class QStackedWidget;

namespace godwit::ui {

class FindBar;
class FlatButton;
class MessageHeader;
class NoticeBar;
class TextView;

enum class ViewMode { Plain, Simplified, Original };

/// One message on the screen: header block, notices, body in one of three views, attachments.  Knows no store and no
/// account; in the pane and in windows of their own.
class ReaderView : public QWidget, private HtmlViewClient {
    Q_OBJECT
public:
    /// What it is given; all of it outlives the view.
    struct Tools {
        PreferencesStore &preferences;
        HtmlViewLoader &html;
        AttachmentFiles &files;
        QString profile;
        net::RemoteImageLoader::Rules imageRules = {};
        net::TextLookup *names = nullptr; ///< for the keys of signatures; nullptr: nobody is asked
    };
    explicit ReaderView(const Tools &tools, QWidget *parent = nullptr);
    ~ReaderView() override;

    /// `date`: what the list goes by; `self`: the person's own addresses in lower case.
    void showMessage(
        const ReadMessagePtr &message, const QDateTime &date, const QSet<QString> &self, double scrollPosition = 0);
    /// Of the message that is shown only the texts are here: says so, and offers the rest (`octets`: the whole).
    void tellExcerpt(qint64 octets);
    void tellRestFailed(const MailError &error);
    void showNothing();
    ReadMessagePtr message() const { return m_message; }
    static ReadingRules rules(const Preferences &preferences);

    ViewMode viewMode() const { return m_mode; }
    void setViewMode(ViewMode mode);
    bool canShow(ViewMode mode) const;
    double scrollPosition() const;
    void setZoom(double factor);
    double zoom() const { return m_zoom; }
    void openFind();
    void showSource();
    void saveMessage();
    void print();
    /// As Space does: one page on, or nextRequested() at the end.
    void pageDown();
    QWidget *focusTarget() const;

signals:
    void viewModeChanged(godwit::ui::ViewMode mode);
    void mailtoClicked(const QUrl &url);
    void composeTo(const godwit::mime::Address &address);
    void nextRequested();
    void linkHovered(const QString &target);
    void painted(const QString &kind);
    void restRequested(); ///< the person wants the whole message

private:
    void htmlPainted(quint64 ticket) override;
    void htmlLinkActivated(const QUrl &target) override;
    void htmlLinkHovered(const QString &target) override;
    void htmlFound(int matches) override;
    void htmlPagedPastEnd() override;
    void htmlContextMenu(const QPoint &globalPosition, const QUrl &link, const QString &selectedText) override;
    void fetchRemoteImage(const QUrl &url, std::function<void(const HtmlImage &)> answer) override;

    static QString suspiciousLine(const ReadMessage &message);
    void buildLayout();
    void connectParts();
    ViewMode defaultMode() const;
    bool isTooLargeForNativeView() const;
    void showBody(double scrollPosition);
    bool showOriginal(double scrollPosition);
    void showHints();
    void offerRest(const QString &text, const QString &step);
    void showRemoteNotice();
    void loadRemoteImages(bool alwaysForSender);
    void fetchForText(const QUrl &url);
    void reread(const ReadMessagePtr &message);
    void showAttachments();
    void openAttachment(const ShownAttachment &attachment);
    void openWithDesktop(const ShownAttachment &attachment);
    void openMessagePart(const ShownAttachment &attachment);
    void saveAttachments(const QList<ShownAttachment> &attachments);
    QByteArray contentOf(const ShownAttachment &attachment) const;
    void saveAs(const QString &name, const QByteArray &content);
    void tellSaved(const QString &path);
    void tellFailure(const MailError &error, const QString &what);
    void followLink(const QUrl &target);
    void showContextMenu(const QPoint &globalPosition, const QUrl &link, const QString &selectedText);

    Tools m_tools;
    MessageLoader m_loader;
    net::RemoteImageLoader m_remote;
    SignatureCheck m_signatures;
    MessageHeader *m_header;
    NoticeBar *m_remoteBar, *m_restBar, *m_notice;
    QLabel *m_hint;
    FindBar *m_find;
    QStackedWidget *m_body;
    TextView *m_text;
    std::unique_ptr<HtmlView> m_html;
    QWidget *m_attachmentArea;
    AttachmentList *m_attachments;
    FlatButton *m_saveAll;

    ReadMessagePtr m_message;
    QDateTime m_date;
    QSet<QString> m_self;
    ViewMode m_mode = ViewMode::Plain;
    double m_zoom = 1.0;
    quint64 m_ticket = 0;
};

} // namespace godwit::ui
