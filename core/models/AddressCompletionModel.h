// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/Reader.h"

#include <QAbstractListModel>

namespace godwit::models {

/// Addresses seen that match what is being typed, best first.  For a QCompleter with UnfilteredPopupCompletion.
class AddressCompletionModel : public QAbstractListModel {
    Q_OBJECT
public:
    /// `reader` belongs to the model's thread and outlives the model.
    explicit AddressCompletionModel(store::Reader &reader, QObject *parent = nullptr);

    enum Role { AddressRole = Qt::UserRole + 1 }; ///< mime::Address; Qt::DisplayRole and EditRole: `Name <addr>`

    void setStart(const QString &start); ///< start of any word of name or address; empty: no rows
    QString start() const { return m_start; }
    mime::Address addressAt(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    store::Reader &m_reader;
    QString m_start;
    mime::AddressList m_rows;
};

} // namespace godwit::models
