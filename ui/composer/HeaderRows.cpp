// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/HeaderRows.h"

#include "ui/common/Buttons.h"
#include "ui/common/ChoiceBox.h"
#include "ui/common/Theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

namespace godwit::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int RowHeight = 37;
constexpr int SideMargin = 16;
constexpr int LabelGap = 12;
constexpr int LinkPadding = 7;

/// Wide enough for the longest label of the language, so that no label overlaps its field.
int labelWidth(const QWidget &widget, const QStringList &labels)
{
    int width = 80;
    for (const QString &label : labels)
        width = qMax(width, widget.fontMetrics().horizontalAdvance(label));
    return width;
}

LinkButton *quietLink(const QString &text, QWidget *parent)
{
    auto *button = new LinkButton(text, parent);
    button->setProperty("look", u"quiet-link"_s);
    button->setAccessibleName(text);
    return button;
}

} // namespace

HeaderRows::HeaderRows(const QList<account::Settings> &accounts, const RecipientField::Lookup &lookup, QWidget *parent)
    : QWidget(parent), m_layout(new QVBoxLayout(this)), m_from(new ChoiceBox(tr("From"), this)),
      m_to(new RecipientField(tr("To"), lookup, this)), m_cc(new RecipientField(tr("Cc"), lookup, this)),
      m_bcc(new RecipientField(tr("Bcc"), lookup, this)), m_subject(new QLineEdit(this)),
      m_openCc(quietLink(tr("Cc"), this)), m_openBcc(quietLink(tr("Bcc"), this)),
      m_formatting(quietLink(tr("Formatting"), this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    for (const account::Settings &account : accounts) {
        if (!account.outgoingServer.host.isEmpty())
            m_from->addItem(mime::displayAddress({account.name, account.email}), account.key.value);
    }
    m_from->setFrame(false);
    m_from->setProperty("look", u"plain"_s);
    m_subject->setFrame(false);
    m_subject->setProperty("look", u"plain"_s);
    m_subject->setTextMargins(-2, 0, 0, 0);
    m_subject->setAccessibleName(tr("Subject"));
    QFont bold = m_subject->font();
    bold.setWeight(QFont::DemiBold);
    m_subject->setFont(bold);

    addRow(tr("From"), m_from);
    addRow(tr("To"), m_to, {m_openCc, m_openBcc});
    m_ccRow = addRow(tr("Cc"), m_cc);
    m_bccRow = addRow(tr("Bcc"), m_bcc);
    addRow(tr("Subject"), m_subject, {m_formatting});
    m_ccRow->hide();
    m_bccRow->hide();
    m_formatting->setToolTip(tr("Bold, lists, links and pictures"));

    connect(m_openCc, &QPushButton::clicked, this, [this] {
        showField(m_ccRow, m_openCc);
        m_cc->line()->setFocus();
    });
    connect(m_openBcc, &QPushButton::clicked, this, [this] {
        showField(m_bccRow, m_openBcc);
        m_bcc->line()->setFocus();
    });
    connect(m_formatting, &QPushButton::clicked, this, &HeaderRows::formattingRequested);
    for (RecipientField *field : {m_to, m_cc, m_bcc})
        connect(field, &RecipientField::edited, this, &HeaderRows::edited);
    connect(m_subject, &QLineEdit::textEdited, this, &HeaderRows::edited);
    connect(m_subject, &QLineEdit::textChanged, this, &HeaderRows::subjectChanged);
    connect(m_from, &QComboBox::activated, this, &HeaderRows::accountChanged);
    const QList<QWidget *> order{m_from, m_to->line(), m_cc->line(), m_bcc->line(), m_subject};
    for (qsizetype i = 1; i < order.size(); ++i)
        setTabOrder(order.at(i - 1), order.at(i));
}

QWidget *HeaderRows::addRow(const QString &label, QWidget *field, const QList<QWidget *> &extra)
{
    auto *row = new QWidget(this);
    auto *caption = new QLabel(label, row);
    caption->setProperty("role", u"dimmed"_s);
    caption->setFixedWidth(labelWidth(*this, {tr("From"), tr("To"), tr("Cc"), tr("Bcc"), tr("Subject")}));
    auto *recipients = qobject_cast<RecipientField *>(field);
    caption->setBuddy(recipients ? static_cast<QWidget *>(recipients->line()) : field);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(SideMargin, 4, SideMargin, 4);
    layout->setSpacing(LabelGap);
    layout->addWidget(caption, 0, recipients ? Qt::AlignTop : Qt::AlignVCenter);
    if (recipients)
        caption->setFixedHeight(RowHeight - 9);
    if (qobject_cast<ChoiceBox *>(field)) {
        layout->addWidget(field);
        layout->addStretch(1);
    } else {
        layout->addWidget(field, 1);
    }
    auto *links = new QHBoxLayout;
    links->setContentsMargins(0, 0, -LinkPadding, 0);
    links->setSpacing(0);
    for (QWidget *widget : extra)
        links->addWidget(widget, 0, recipients ? Qt::AlignTop : Qt::AlignVCenter);
    layout->addLayout(links);
    row->setMinimumHeight(RowHeight);
    auto *holder = new QWidget(this);
    auto *column = new QVBoxLayout(holder);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(row);
    column->addWidget(hairline(Qt::Horizontal, holder));
    m_layout->addWidget(holder);
    return holder;
}

void HeaderRows::showField(QWidget *row, LinkButton *opener)
{
    row->show();
    opener->hide();
}

void HeaderRows::load(const ComposeState &state)
{
    m_from->choose(state.account.value);
    m_to->setAddresses(state.to);
    m_cc->setAddresses(state.cc);
    m_bcc->setAddresses(state.bcc);
    m_subject->setText(state.subject);
    m_subject->setCursorPosition(0);
    if (!state.cc.isEmpty())
        showField(m_ccRow, m_openCc);
    if (!state.bcc.isEmpty())
        showField(m_bccRow, m_openBcc);
}

void HeaderRows::save(ComposeState &state) const
{
    state.account = account();
    state.to = m_to->addresses();
    state.cc = m_cc->addresses();
    state.bcc = m_bcc->addresses();
    state.subject = m_subject->text();
}

store::AccountKey HeaderRows::account() const
{
    return {m_from->currentData().toLongLong()};
}

void HeaderRows::commitRecipients()
{
    for (RecipientField *field : {m_to, m_cc, m_bcc})
        field->commit();
}

void HeaderRows::focusFirstGap()
{
    if (m_to->isEmpty())
        m_to->line()->setFocus();
    else if (m_subject->text().isEmpty())
        m_subject->setFocus();
}

bool HeaderRows::isComplete() const
{
    return !m_to->isEmpty() && !m_subject->text().isEmpty();
}

bool HeaderRows::isBlank() const
{
    return m_to->isEmpty() && m_cc->isEmpty() && m_bcc->isEmpty() && m_subject->text().isEmpty();
}

void HeaderRows::setFormattingShown(bool shown)
{
    m_formatting->setVisible(shown);
}

} // namespace godwit::ui
