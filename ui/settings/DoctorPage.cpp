// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/DoctorPage.h"

#include "ui/accounts/StoredAccounts.h"
#include "ui/common/Buttons.h"
#include "ui/messagelist/EmptyState.h"
#include "ui/settings/DoctorWords.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QFontDatabase>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QSaveFile>
#include <QVBoxLayout>

namespace godwit::ui {

using namespace Qt::StringLiterals;
using sync::ServerSide;

namespace {

constexpr int ListHeight = 168;
constexpr int LogHeight = 260;

void setLines(QLabel *label, const QStringList &lines)
{
    const QString text = lines.join(u'\n');
    if (label->text() != text)
        label->setText(text);
}

} // namespace

DoctorPage::DoctorPage(Services &services, QWidget *parent)
    : SettingsPage(tr("Connection"), parent), m_services(services), m_name(new QLabel(this)),
      m_empty(new EmptyState(this)), m_connections(new QListWidget(this)), m_log(new QPlainTextEdit(this)),
      m_copy(new QPushButton(tr("Copy report"), this)), m_showLog(new QPushButton(tr("Show what was said"), this)),
      m_save(new QPushButton(tr("Save what was said…"), this)), m_said(new QLabel(this))
{
    buildHead();
    m_incoming = addText(tr("Server for incoming mail"));
    m_outgoing = addText(tr("Server for outgoing mail"));
    m_used = addText(tr("What is used of what it offers"));
    m_quirks = addText(tr("Known peculiarities"));
    buildEnd();
    m_timer.setInterval(RefreshMs);
    connect(&m_timer, &QTimer::timeout, this, &DoctorPage::ask);
    connect(&services.engine, &sync::Engine::connectionsReported, this, [this](const sync::ConnectionReport &report) {
        if (report.account == m_report.account)
            show(report);
    });
    show({});
}

void DoctorPage::buildHead()
{
    auto *back = new LinkButton(tr("Back to the account"), this);
    back->setAccessibleName(back->text());
    connect(back, &QPushButton::clicked, this, &DoctorPage::left);
    m_name->setTextFormat(Qt::PlainText);
    m_name->setProperty("role", u"dimmed"_s);
    auto *head = new QWidget(this);
    auto *line = new QHBoxLayout(head);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(m_name, 1);
    line->addWidget(back);
    addWide(head);
    addWide(m_empty);
    m_facts = new QWidget(this);
    auto *column = new QVBoxLayout(m_facts);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    addWide(m_facts);
}

DoctorPage::Section DoctorPage::addText(const QString &title)
{
    Section section;
    section.widget = new QWidget(m_facts);
    auto *layout = new QVBoxLayout(section.widget);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(4);
    auto *heading = new QLabel(title, section.widget);
    heading->setProperty("role", u"heading"_s);
    section.text = new QLabel(section.widget);
    section.text->setTextFormat(Qt::PlainText);
    section.text->setWordWrap(true);
    section.text->setAccessibleName(title);
    section.text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    heading->setBuddy(section.text);
    layout->addWidget(heading);
    layout->addWidget(section.text);
    m_facts->layout()->addWidget(section.widget);
    return section;
}

void DoctorPage::buildEnd()
{
    auto *heading = new QLabel(tr("Last connections"), m_facts);
    heading->setProperty("role", u"heading"_s);
    heading->setContentsMargins(0, 8, 0, 0);
    m_connections->setAccessibleName(tr("Last connections"));
    m_connections->setProperty("look", u"framed"_s);
    m_connections->setWordWrap(true);
    m_connections->setFixedHeight(ListHeight);
    m_connections->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_log->setReadOnly(true);
    m_log->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_log->setAccessibleName(tr("What was said"));
    m_log->setProperty("look", u"framed"_s);
    m_log->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_log->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_log->setFixedHeight(LogHeight);
    m_log->setTabChangesFocus(true);
    m_log->hide();
    m_said->setTextFormat(Qt::PlainText);
    m_said->setProperty("role", u"small"_s);
    m_said->setWordWrap(true);
    auto *bar = new QWidget(m_facts);
    auto *buttons = new QHBoxLayout(bar);
    buttons->setContentsMargins(0, 4, 0, 0);
    for (QPushButton *button : {m_copy, m_showLog, m_save}) {
        button->setAccessibleName(button->text());
        buttons->addWidget(button);
    }
    buttons->addStretch();
    auto *note =
        new QLabel(tr("Neither the report nor what was said holds passwords, messages or the names of people. Names "
                      "of folders are in it."),
            m_facts);
    note->setProperty("role", u"small"_s);
    note->setWordWrap(true);
    for (QWidget *widget : std::initializer_list<QWidget *>{heading, m_connections, bar, m_said, m_log, note})
        m_facts->layout()->addWidget(widget);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QApplication::clipboard()->setText(reportText(m_report));
        m_said->setText(tr("The report is in the clipboard."));
    });
    connect(m_showLog, &QPushButton::clicked, this, [this] {
        const bool shown = m_log->isHidden();
        m_log->setVisible(shown);
        m_showLog->setText(shown ? tr("Hide what was said") : tr("Show what was said"));
        m_showLog->setAccessibleName(m_showLog->text());
        if (shown)
            m_log->setFocus();
    });
    connect(m_save, &QPushButton::clicked, this, &DoctorPage::save);
}

void DoctorPage::examine(store::AccountKey account)
{
    if (account == m_report.account)
        return;
    m_said->clear();
    m_name->setText(accountName(m_services.reader, account));
    sync::ConnectionReport nothing;
    nothing.account = account;
    show(nothing);
    if (isVisible())
        ask();
}

void DoctorPage::showEvent(QShowEvent *event)
{
    SettingsPage::showEvent(event);
    ask();
    m_timer.start();
}

void DoctorPage::hideEvent(QHideEvent *event)
{
    SettingsPage::hideEvent(event);
    m_timer.stop();
}

void DoctorPage::ask()
{
    if (m_report.account)
        m_services.engine.askConnections(m_report.account);
}

void DoctorPage::show(const sync::ConnectionReport &report)
{
    m_report = report;
    const bool any = !report.connections.isEmpty();
    m_facts->setVisible(any);
    m_empty->setVisible(!any);
    if (!any) {
        m_empty->showSentence(u"offline"_s, tr("Nothing has been connected since the program was started."),
            tr("Get mail"), [this] { m_services.engine.refreshAll(); });
        return;
    }
    const auto incoming = report.latest(ServerSide::Incoming);
    const auto outgoing = report.latest(ServerSide::Outgoing);
    const auto fill = [](const Section &section, bool shown, const QStringList &lines) {
        section.widget->setVisible(shown);
        setLines(section.text, lines);
    };
    fill(m_incoming, incoming.has_value(), incoming ? serverLines(*incoming) : QStringList());
    fill(m_outgoing, outgoing.has_value(), outgoing ? serverLines(*outgoing) : QStringList());
    const auto &known = incoming ? incoming : outgoing;
    const bool offers = known->facts.server.isKnown();
    QStringList uses = offers ? usedLines(*known) : QStringList();
    for (QString &line : uses)
        line.prepend(u"• "_s);
    fill(m_used, offers, uses);
    const bool imap = offers && known->protocol == u"imap";
    fill(m_quirks, imap, imap ? quirkLines(*known) : QStringList());
    showConnections();
    const QString log = logText(report);
    if (m_log->toPlainText() != log)
        m_log->setPlainText(log);
    m_showLog->setEnabled(!log.isEmpty());
    m_save->setEnabled(!log.isEmpty());
}

/// Rows that say the same stay: the current one and the place in the list are the person's.
void DoctorPage::showConnections()
{
    while (m_connections->count() > m_report.connections.size())
        delete m_connections->takeItem(m_connections->count() - 1);
    for (int row = 0; row < m_report.connections.size(); ++row) {
        if (row == m_connections->count())
            m_connections->addItem(QString());
        const QString line = connectionLine(m_report.connections.at(row));
        if (m_connections->item(row)->text() != line)
            m_connections->item(row)->setText(line);
    }
}

void DoctorPage::save()
{
    auto *dialog = new QFileDialog(this, tr("Save what was said"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"txt"_s);
    dialog->selectFile(u"godwit-connection.txt"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        QSaveFile file(path);
        const QByteArray content = (reportText(m_report) + u'\n' + logText(m_report) + u'\n').toUtf8();
        const bool written = file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.commit();
        m_said->setText(written ? tr("Saved as %1.").arg(path) : tr("%1 could not be written.").arg(path));
    });
    dialog->open();
}

} // namespace godwit::ui
