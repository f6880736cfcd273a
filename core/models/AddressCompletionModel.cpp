// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/AddressCompletionModel.h"

#include "mime/Address.h"

namespace godwit::models {

AddressCompletionModel::AddressCompletionModel(store::Reader &reader, QObject *parent)
    : QAbstractListModel(parent), m_reader(reader)
{ }

void AddressCompletionModel::setStart(const QString &start)
{
    if (start == m_start)
        return;
    m_start = start;
    const mime::AddressList rows = start.trimmed().isEmpty() ? mime::AddressList() : m_reader.addressesLike(start);
    if (rows == m_rows)
        return;
    // Another question, another answer: nothing that a view could keep.
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

mime::Address AddressCompletionModel::addressAt(int row) const
{
    return m_rows.value(row);
}

int AddressCompletionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant AddressCompletionModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const mime::Address &address = m_rows.at(index.row());
    if (role == Qt::DisplayRole || role == Qt::EditRole)
        return mime::displayAddress(address);
    return role == AddressRole ? QVariant::fromValue(address) : QVariant();
}

} // namespace godwit::models
