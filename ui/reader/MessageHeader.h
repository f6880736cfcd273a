// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "mime/SenderLine.h"

#include <QSet>
#include <QWidget>

class QLabel;
class QGridLayout;

namespace godwit::ui {

class Avatar;
class ElidedLabel;
class FlatButton;

/// Subject, who (name and always the address), to whom, when.  Everything in it is plain text (S-055).
class MessageHeader : public QWidget {
    Q_OBJECT
public:
    explicit MessageHeader(QWidget *parent = nullptr);

    /// `self`: the person's own addresses in lower case; they are called "you".  `date`: what the list goes by.
    void showEnvelope(const mime::Envelope &envelope, const QDateTime &date, const QSet<QString> &self);
    /// What is wrong with the line that names the sender, and that line as it stands (S-049).  Until the next message.
    void markSender(mime::SenderFault fault, const QString &line);
    void setExpanded(bool expanded);
    bool isExpanded() const;

signals:
    void composeTo(const godwit::mime::Address &address);

protected:
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fillSummary();
    void fitFirstLine();
    void fillDetails();
    void addDetail(const QString &name, const mime::AddressList &addresses);
    void addDetail(const QString &name, const QString &text);
    QString shown(const mime::Address &address) const;
    static QString faultWords(mime::SenderFault fault);
    void recolour();

    QLabel *m_subject;
    Avatar *m_avatar;
    ElidedLabel *m_name, *m_address, *m_to;
    QLabel *m_date;
    QWidget *m_fault;
    QLabel *m_faultIcon, *m_faultText;
    FlatButton *m_toggle;
    QWidget *m_details;
    QGridLayout *m_detailRows;
    mime::Envelope m_envelope;
    QString m_senderLine; ///< empty when nothing is wrong with it
    QDateTime m_moment;
    QSet<QString> m_self;
};

} // namespace godwit::ui
