// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Log.h"

namespace godwit {
Q_LOGGING_CATEGORY(lcNet, "godwit.net", QtWarningMsg)
Q_LOGGING_CATEGORY(lcImap, "godwit.imap", QtWarningMsg)
Q_LOGGING_CATEGORY(lcSmtp, "godwit.smtp", QtWarningMsg)
Q_LOGGING_CATEGORY(lcPop3, "godwit.pop3", QtWarningMsg)
Q_LOGGING_CATEGORY(lcStore, "godwit.store", QtWarningMsg)
Q_LOGGING_CATEGORY(lcSync, "godwit.sync", QtWarningMsg)
Q_LOGGING_CATEGORY(lcUi, "godwit.ui", QtWarningMsg)
} // namespace godwit
