// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QStringList>
#include <optional>

namespace godwit::cli {

/// Takes the options out of a command's arguments.  `--option=value` and `--option value` are the same; what follows
/// `--` is never an option.
class Arguments {
public:
    explicit Arguments(const QStringList &arguments);

    /// Whether `--name` is there; takes it out.
    bool takeFlag(const QString &name);
    /// The value of `--name`, the last one where it occurs twice; takes it out.
    std::optional<QString> takeValue(const QString &name);
    /// Every value of an option that may be repeated.
    QStringList takeValues(const QString &name);
    /// What is left once every known option was taken.
    const QStringList &rest() const { return m_rest; }
    /// An option that nobody took, or one whose value is missing; empty when all is well.  Ask last.
    QString unknownOption() const;

private:
    QStringList m_rest; ///< options and operands in front of `--`
    qsizetype m_operandsFrom; ///< in m_rest; what stood behind `--`
    QString m_incomplete;
};

} // namespace godwit::cli
