// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "trust/Verdict.h"

#include <QSet>
#include <QWidget>

class QLabel;
class QGridLayout;

namespace godwit::ui {

class Avatar;
class ElidedLabel;
class FlatButton;
class NoticeBar;

/// Subject, who (name and always the address), to whom, when.  Everything in it is plain text (S-055).
class MessageHeader : public QWidget {
    Q_OBJECT
public:
    explicit MessageHeader(QWidget *parent = nullptr);

    /// `self`: the person's own addresses in lower case; they are called "you".  `date`: what the list goes by.
    void showEnvelope(const mime::Envelope &envelope, const QDateTime &date, const QSet<QString> &self);
    /// What is said of who it comes from: a bar where something is wrong, a line where there is something to know, a
    /// mark where the sender was confirmed.  `line`: the one that names the sender, as it stands; shown where it is
    /// malformed (S-049).  Until the next message.
    void showVerdict(const trust::Verdict &verdict, const QString &line);
    void setExpanded(bool expanded);
    bool isExpanded() const;

signals:
    void composeTo(const godwit::mime::Address &address);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fillSummary();
    void fitFirstLine();
    void fillDetails();
    void addDetail(const QString &name, const mime::AddressList &addresses);
    void addDetail(const QString &name, const QString &text);
    QString shown(const mime::Address &address) const;
    void buildTrust();

    QLabel *m_subject;
    Avatar *m_avatar;
    ElidedLabel *m_name, *m_address, *m_to;
    QLabel *m_date;
    NoticeBar *m_trustBar;
    QLabel *m_trustNote;
    FlatButton *m_confirmed;
    FlatButton *m_toggle;
    QWidget *m_details;
    QGridLayout *m_detailRows;
    mime::Envelope m_envelope;
    trust::Verdict m_verdict;
    QString m_senderLine; ///< empty when nothing is wrong with it
    QDateTime m_moment;
    QSet<QString> m_self;
};

} // namespace godwit::ui
