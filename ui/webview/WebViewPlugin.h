// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/reader/HtmlViewFactory.h"

#include <QObject>

namespace godwit::ui {

class WebViewPlugin : public QObject, public HtmlViewFactory {
    Q_OBJECT
    Q_PLUGIN_METADATA(IID GODWIT_HTML_VIEW_FACTORY_IID)
    Q_INTERFACES(godwit::ui::HtmlViewFactory)
public:
    WebViewPlugin();
    std::unique_ptr<HtmlView> create(HtmlViewClient &client, QWidget *parent) override;
};

} // namespace godwit::ui
