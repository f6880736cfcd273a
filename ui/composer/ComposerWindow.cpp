// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/ComposerWindow.h"

#include "ui/accounts/StoredAccounts.h"
#include "ui/common/Buttons.h"
#include "ui/common/ErrorText.h"
#include "ui/common/NoticeBar.h"
#include "ui/common/Theme.h"
#include "ui/composer/AttachedFiles.h"
#include "ui/composer/BodyEditor.h"
#include "ui/composer/DraftKeeper.h"
#include "ui/composer/DropOverlay.h"
#include "ui/composer/FormatBar.h"
#include "ui/composer/HeaderRows.h"
#include "ui/composer/LocalFile.h"
#include "ui/composer/SendChecks.h"
#include "ui/composer/Sender.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QShortcut>
#include <QTextCursor>

namespace godwit::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize DefaultSize(860, 620);
const QString GeometryName = u"composer"_s;

QString signatureBlock(const account::Settings &account)
{
    return account.signature.trimmed().isEmpty() ? QString() : "-- \n"_L1 + account.signature.trimmed();
}

store::StoredDraft openDraft(const ComposeState &state)
{
    store::StoredDraft draft = state.toDraft();
    draft.open = true;
    return draft;
}

} // namespace

ComposerWindow::ComposerWindow(Services &services)
    : m_services(services), m_accounts(storedAccounts(services.reader)),
      m_header(new HeaderRows(
          m_accounts, [&services](const QString &start) { return services.reader.addressesLike(start, 8); }, this)),
      m_body(new BodyEditor(this)), m_format(new FormatBar(*m_body, this)), m_formatHolder(new QWidget(this)),
      m_strip(new AttachedFiles(this)), m_stripHolder(new QWidget(this)), m_notice(new NoticeBar(this)),
      m_overlay(new DropOverlay(this)), m_saved(new QLabel(this)), m_content(new QWidget(this)),
      m_files(new FileReader(services.profile, this)),
      m_keeper(new DraftKeeper(
          services.submissions, [this] { return openDraft(state()); }, this)),
      m_sender(new Sender(services, this))
{
    setAttribute(Qt::WA_StyledBackground);
    setProperty("pane", u"paper"_s);
    setAcceptDrops(true);
    setWindowTitle(tr("New message"));
    buildLayout();
    connectParts();
    addShortcuts();
    setRich(services.preferences.current().composeRichText);
    resize(DefaultSize);
    restoreGeometry(services.preferences.windowState(GeometryName));
}

ComposerWindow::~ComposerWindow() = default;

QWidget *ComposerWindow::buildTopBar()
{
    auto *bar = new QWidget(this);
    bar->setProperty("pane", u"bar"_s);
    bar->setAttribute(Qt::WA_StyledBackground);
    bar->setFixedHeight(measure::TopBar - 1);
    auto *sendButton = new FilledButton(tr("Send"), u"send"_s, bar);
    sendButton->setToolTip(tr("Send (%1)").arg(QKeySequence(u"Ctrl+Return"_s).toString(QKeySequence::NativeText)));
    sendButton->setFocusPolicy(Qt::TabFocus);
    auto *attach = new FlatButton(u"attach"_s, tr("Attach"), bar);
    attach->showText();
    attach->setToolTip(tr("Attach files (%1)").arg(QKeySequence(u"Ctrl+Shift+A"_s).toString(QKeySequence::NativeText)));
    auto *throwAway = new FlatButton(u"trash"_s, tr("Discard"), bar);
    throwAway->setToolTip(tr("Discard this message"));
    m_saved->setProperty("role", u"dimmed"_s);
    m_saved->setTextFormat(Qt::PlainText);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(10, 0, 16, 0);
    layout->setSpacing(8);
    layout->addWidget(sendButton);
    layout->addWidget(attach);
    layout->addStretch();
    layout->addWidget(m_saved);
    layout->addSpacing(8);
    layout->addWidget(throwAway);
    connect(sendButton, &QPushButton::clicked, this, &ComposerWindow::send);
    connect(attach, &QToolButton::clicked, this, [this] { chooseFiles(FileReader::Use::Attach); });
    connect(throwAway, &QToolButton::clicked, this, &ComposerWindow::discard);
    return bar;
}

void ComposerWindow::buildLayout()
{
    const auto column = [](QWidget *widget) {
        auto *layout = new QVBoxLayout(widget);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(0);
        return layout;
    };
    auto *formatColumn = column(m_formatHolder);
    formatColumn->addWidget(m_format);
    formatColumn->addWidget(hairline(Qt::Horizontal, m_formatHolder));
    auto *stripColumn = column(m_stripHolder);
    stripColumn->addWidget(hairline(Qt::Horizontal, m_stripHolder));
    stripColumn->addWidget(m_strip);
    auto *noticeHolder = new QWidget(this);
    auto *noticeColumn = column(noticeHolder);
    noticeColumn->setContentsMargins(12, 8, 12, 8);
    noticeColumn->addWidget(m_notice);
    noticeHolder->hide();
    connect(m_notice, &NoticeBar::shown, noticeHolder, &QWidget::show);
    connect(m_notice, &NoticeBar::cleared, noticeHolder, &QWidget::hide);

    auto *inner = column(m_content);
    inner->addWidget(m_header);
    inner->addWidget(m_formatHolder);
    inner->addWidget(m_body, 1);
    inner->addWidget(m_stripHolder);
    auto *outer = column(this);
    outer->addWidget(buildTopBar());
    outer->addWidget(hairline(Qt::Horizontal, this));
    outer->addWidget(noticeHolder);
    outer->addWidget(m_content, 1);
    m_overlay->raise();
}

void ComposerWindow::connectParts()
{
    connect(m_header, &HeaderRows::edited, this, &ComposerWindow::touched);
    connect(m_header, &HeaderRows::accountChanged, this, &ComposerWindow::changeAccount);
    connect(m_header, &HeaderRows::formattingRequested, this, [this] {
        setRich(true);
        touched();
    });
    connect(m_header, &HeaderRows::subjectChanged, this,
        [this](const QString &subject) { setWindowTitle(subject.trimmed().isEmpty() ? tr("New message") : subject); });
    connect(m_format, &FormatBar::plainRequested, this, [this] {
        setRich(false);
        touched();
    });
    connect(m_format, &FormatBar::pictureRequested, this, [this] { chooseFiles(FileReader::Use::Insert); });
    connect(m_body, &QTextEdit::textChanged, this, &ComposerWindow::touched);
    connect(m_body, &BodyEditor::filesOffered, this, &ComposerWindow::attachFiles);
    connect(m_body, &BodyEditor::pictureOffered, this, &ComposerWindow::tookPicture);
    connect(m_strip, &AttachedFiles::edited, this, &ComposerWindow::touched);
    connect(m_overlay, &DropOverlay::attachRequested, this, &ComposerWindow::attachFiles);
    connect(m_overlay, &DropOverlay::insertRequested, this,
        [this](const QList<QUrl> &files) { m_files->read(files, FileReader::Use::Insert); });
    connect(m_overlay, &DropOverlay::messagesRequested, this, &ComposerWindow::attachMessages);
    connect(m_files, &FileReader::attached, this, &ComposerWindow::took);
    connect(m_files, &FileReader::refused, this,
        [this](const QString &why) { m_notice->showNotice(NoticeBar::Kind::Warning, why); });
    connect(m_keeper, &DraftKeeper::saved, this, [this] {
        showSaved();
        if (m_phase == Phase::Closed)
            keepAsDraft();
        else if (m_phase == Phase::Dropped)
            forgetLocalDraft();
        else if (m_phase == Phase::Sending)
            reallySend();
    });
    connect(m_keeper, &DraftKeeper::failed, this, [this](const MailError &error) {
        if (m_phase == Phase::Sending) {
            reallySend(); // the outbox may take it all the same, and says so if not
            return;
        }
        if (m_phase == Phase::Dropped) {
            forgetLocalDraft();
            return;
        }
        if (m_phase == Phase::Closed) { // closed before it was safe: back with it
            m_phase = Phase::Writing;
            m_keeper->resume();
            present();
        }
        m_notice->showNotice(NoticeBar::Kind::Error, tr("This text is not saved. %1").arg(explain(error)),
            {{tr("Try again"),
                 [this] {
                     m_keeper->saveNow();
                 }},
                {tr("Copy text"),
                    [this] {
                        QApplication::clipboard()->setText(m_body->plainBody());
                    }}},
            serverWords(error));
    });
    connect(m_sender, &Sender::queued, this, [this] {
        m_phase = Phase::Sent;
        if (m_base.serverCopy)
            m_services.actions.expunge({m_base.serverCopy});
        m_base.serverCopy = {};
        hide();
    });
    connect(m_sender, &Sender::failed, this, &ComposerWindow::sendFailed);
    connect(m_sender, &Sender::takenBack, this, &ComposerWindow::returned);
    connect(m_sender, &Sender::settled, this, [this] {
        if (m_phase == Phase::Sent)
            deleteLater();
    });
    connect(qApp, &QCoreApplication::aboutToQuit, this, &QObject::deleteLater);
    m_savedTimer.setInterval(1000);
    connect(&m_savedTimer, &QTimer::timeout, this, &ComposerWindow::showSaved);
    for (QWidget *field : findChildren<QLineEdit *>())
        field->installEventFilter(this);
    m_body->viewport()->installEventFilter(this);
}

void ComposerWindow::addShortcuts()
{
    const auto add = [this](const QKeySequence &keys, auto run) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, run);
    };
    add(QKeySequence(u"Ctrl+Return"_s), &ComposerWindow::send);
    add(QKeySequence(u"Ctrl+Enter"_s), &ComposerWindow::send);
    add(QKeySequence(u"Ctrl+Shift+A"_s), [this] { chooseFiles(FileReader::Use::Attach); });
    add(QKeySequence::Close, [this] { close(); });
    add(QKeySequence::Save, [this] {
        m_edited = true;
        m_keeper->saveNow();
    });
}

// ---- what it holds ------------------------------------------------------------------------------------------------

void ComposerWindow::load(const ComposeState &loaded, Edited edited)
{
    m_loading = true;
    m_base = loaded;
    if (!m_base.account) {
        for (const account::Settings &account : m_accounts) {
            if (!m_base.account && !account.outgoingServer.host.isEmpty())
                m_base.account = account.key;
        }
    }
    QList<ComposeAttachment> files, pictures;
    for (const ComposeAttachment &attachment : loaded.attachments)
        (attachment.contentId.isEmpty() || !loaded.isRich() ? files : pictures) << attachment;
    m_header->load(m_base);
    m_strip->setAttachments(files);
    m_stripHolder->setVisible(!files.isEmpty());
    m_signature = signatureBlock(currentAccount());
    if (loaded.isRich()) {
        m_body->setHtmlBody(loaded.html, pictures);
    } else {
        m_body->setPlainBody(loaded.text);
        if (edited == Edited::No && m_services.preferences.current().composeRichText)
            m_body->setRich(true);
    }
    setRich(m_body->isRich());
    m_body->document()->clearUndoRedoStacks();
    QTextCursor cursor = m_body->textCursor();
    cursor.setPosition(qBound(0, loaded.caret, m_body->document()->characterCount() - 1));
    m_body->setTextCursor(cursor);
    m_base.attachments.clear();
    m_loading = false;
    m_edited = edited == Edited::Yes;
    if (m_header->isComplete())
        m_body->setFocus();
    else
        m_header->focusFirstGap();
}

ComposeState ComposerWindow::state() const
{
    ComposeState state = m_base;
    m_header->save(state);
    state.text = m_body->plainBody();
    state.html = m_body->htmlBody();
    state.attachments = m_strip->attachments() + m_body->pictures();
    state.caret = m_body->textCursor().position();
    return state;
}

void ComposerWindow::setDraft(store::DraftKey draft)
{
    m_keeper->setKey(draft);
}

void ComposerWindow::setIntro(const QString &intro)
{
    m_intro = intro.trimmed();
    m_body->setIntro(m_intro);
}

void ComposerWindow::appendQuote(const QString &text, const QList<ComposeAttachment> &attachments)
{
    m_loading = true;
    const int caret = m_body->textCursor().position();
    const bool rich = m_body->isRich();
    m_body->setRich(false);
    QTextCursor end(m_body->document());
    end.movePosition(QTextCursor::End);
    end.insertText(text);
    m_body->setRich(rich);
    QTextCursor cursor = m_body->textCursor();
    cursor.setPosition(qMin(caret, m_body->document()->characterCount() - 1));
    m_body->setTextCursor(cursor);
    for (const ComposeAttachment &attachment : attachments)
        m_strip->add(attachment);
    m_stripHolder->setVisible(!m_strip->attachments().isEmpty());
    m_notice->clear();
    m_loading = false;
    if (m_edited)
        m_keeper->touch();
}

void ComposerWindow::showInformation(const QString &text)
{
    m_notice->showNotice(NoticeBar::Kind::Information, text);
}

void ComposerWindow::present()
{
    show();
    raise();
    activateWindow();
    showSaved();
}

store::DraftKey ComposerWindow::draft() const
{
    return m_keeper->key();
}

store::SubmissionKey ComposerWindow::submission() const
{
    return m_sender->submission();
}

account::Settings ComposerWindow::currentAccount() const
{
    for (const account::Settings &account : m_accounts) {
        if (account.key == m_header->account())
            return account;
    }
    return {};
}

bool ComposerWindow::isBlank() const
{
    return m_header->isBlank() && m_strip->attachments().isEmpty()
        && (m_body->plainBody().trimmed().isEmpty() || m_body->plainBody().trimmed() == m_signature.trimmed());
}

void ComposerWindow::touched()
{
    if (m_loading || m_phase == Phase::Closed)
        return;
    m_edited = true;
    m_asked = false;
    m_stripHolder->setVisible(!m_strip->attachments().isEmpty());
    m_keeper->touch();
}

void ComposerWindow::setRich(bool rich)
{
    m_loading = true;
    m_body->setRich(rich);
    m_formatHolder->setVisible(rich);
    m_header->setFormattingShown(!rich);
    m_loading = false;
    if (!rich)
        return;
    m_body->setIntro(m_intro);
}

void ComposerWindow::changeAccount()
{
    const QString wanted = signatureBlock(currentAccount());
    if (wanted != m_signature && !m_signature.isEmpty() && m_body->replaceLines(m_signature, wanted))
        m_signature = wanted;
    touched();
}

void ComposerWindow::showSaved()
{
    const QDateTime at = m_keeper->savedAt();
    if (!at.isValid()) {
        m_saved->clear();
        return;
    }
    const qint64 seconds = at.secsTo(QDateTime::currentDateTimeUtc());
    if (seconds < 2)
        m_saved->setText(tr("Saved just now"));
    else if (seconds < 60)
        m_saved->setText(tr("Saved %n s ago", nullptr, int(seconds)));
    else
        m_saved->setText(tr("Saved at %1").arg(QLocale().toString(at.toLocalTime().time(), QLocale::ShortFormat)));
    if (isVisible() && !m_savedTimer.isActive())
        m_savedTimer.start();
}

} // namespace godwit::ui
