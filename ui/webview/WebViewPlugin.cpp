// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/webview/WebViewPlugin.h"

#include "ui/webview/MessageSchemes.h"
#include "ui/webview/WebView.h"

#include <QLoggingCategory>

namespace godwit::ui {

namespace {

/// Takes name resolution away from the engine.  Appended: assistive technology and tests pass flags of their own.
void appendEngineFlags()
{
    constexpr const char *Variable = "QTWEBENGINE_CHROMIUM_FLAGS";
    constexpr const char *DeadResolver = "--host-resolver-rules=\"MAP * ~NOTFOUND\"";
    QByteArray flags = qgetenv(Variable);
    if (flags.contains(DeadResolver))
        return;
    if (!flags.isEmpty())
        flags += ' ';
    qputenv(Variable, flags + DeadResolver);
}

QLoggingCategory::CategoryFilter earlierFilter = nullptr;

/// The engine tells about its graphics at every start; nobody who starts a mail program wants to read that.
void filterEngineLog(QLoggingCategory *category)
{
    if (earlierFilter != nullptr)
        earlierFilter(category);
    if (qstrcmp(category->categoryName(), "qt.webenginecontext") == 0)
        category->setEnabled(QtInfoMsg, false);
}

} // namespace

WebViewPlugin::WebViewPlugin()
{
    earlierFilter = QLoggingCategory::installFilter(filterEngineLog);
    appendEngineFlags();
    schemes::registerAll();
}

std::unique_ptr<HtmlView> WebViewPlugin::create(HtmlViewClient &client, QWidget *parent)
{
    return std::make_unique<WebView>(client, parent);
}

} // namespace godwit::ui
