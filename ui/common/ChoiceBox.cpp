// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/ChoiceBox.h"

#include <QAbstractItemView>
#include <QAccessibleWidget>

namespace godwit::ui {

namespace {

class ChoiceBoxInterface final : public QAccessibleWidget {
public:
    explicit ChoiceBoxInterface(QComboBox *box) : QAccessibleWidget(box, QAccessible::ComboBox), m_box(box) { }

    int childCount() const override { return 1; }
    QAccessibleInterface *child(int index) const override
    {
        return index == 0 ? QAccessible::queryAccessibleInterface(m_box->view()) : nullptr;
    }
    int indexOfChild(const QAccessibleInterface *child) const override
    {
        return child && child->object() == m_box->view() ? 0 : -1;
    }
    QString text(QAccessible::Text which) const override
    {
        if (which == QAccessible::Name)
            return m_box->accessibleName();
        return which == QAccessible::Value ? m_box->currentText() : QAccessibleWidget::text(which);
    }
    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.expandable = true;
        state.expanded = m_box->view()->isVisible();
        return state;
    }
    QStringList actionNames() const override { return {showMenuAction(), pressAction()}; }
    QString localizedActionDescription(const QString &) const override { return {}; }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }
    void doAction(const QString &name) override
    {
        if (name != showMenuAction() && name != pressAction())
            return;
        if (m_box->view()->isVisible())
            m_box->hidePopup();
        else
            m_box->showPopup();
    }

private:
    QComboBox *m_box;
};

QAccessibleInterface *makeInterface(const QString &key, QObject *object)
{
    auto *box = key == QLatin1String("godwit::ui::ChoiceBox") ? qobject_cast<QComboBox *>(object) : nullptr;
    return box ? new ChoiceBoxInterface(box) : nullptr;
}

} // namespace

ChoiceBox::ChoiceBox(const QString &accessibleName, QWidget *parent) : QComboBox(parent)
{
    static const bool installed = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    Q_UNUSED(installed)
    setAccessibleName(accessibleName);
    setFocusPolicy(Qt::StrongFocus);
    view()->setAccessibleName(accessibleName);
    setSizeAdjustPolicy(QComboBox::AdjustToContents);
}

void ChoiceBox::choose(const QVariant &wanted)
{
    const int row = findData(wanted);
    if (row >= 0)
        setCurrentIndex(row);
}

} // namespace godwit::ui
