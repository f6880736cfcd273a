// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/reader/HtmlView.h"

#include <QtPlugin>
#include <memory>

namespace godwit::ui {

/// What the godwit-webview plugin offers.  The instance registers its URL schemes when it is loaded, so it must be
/// loaded before any other code makes a browser profile.
class HtmlViewFactory {
public:
    virtual ~HtmlViewFactory() = default;
    /// `client` outlives the view.
    virtual std::unique_ptr<HtmlView> create(HtmlViewClient &client, QWidget *parent) = 0;
};

} // namespace godwit::ui

#define GODWIT_HTML_VIEW_FACTORY_IID "godwit.HtmlViewFactory/1"
Q_DECLARE_INTERFACE(godwit::ui::HtmlViewFactory, GODWIT_HTML_VIEW_FACTORY_IID)
