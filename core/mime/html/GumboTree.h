// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <gumbo.h>

namespace godwit::mime {

class GumboArena;

/// Gumbo's tree over one document, with hard limits on memory and processor time.  Everything Gumbo allocates comes
/// from an arena that goes at once: Gumbo's own destruction recurses over depth, and hostile markup is deep (S-079).
class GumboTree {
public:
    explicit GumboTree(const QByteArray &utf8);
    ~GumboTree();
    GumboTree(const GumboTree &) = delete;
    GumboTree &operator=(const GumboTree &) = delete;

    /// Null when a limit was met.
    const GumboNode *document() const { return m_document; }

private:
    GumboArena *m_arena;
    QByteArray m_text; ///< the tree points into it
    const GumboNode *m_document = nullptr;
};

/// Walks a tree without recursion: enter() is asked for each node and says whether to descend; leave() comes after the
/// children of every node that was descended into.
template <typename Enter, typename Leave> void walkTree(const GumboNode *root, Enter enter, Leave leave)
{
    const GumboNode *node = root;
    while (node) {
        const GumboVector *children = nullptr;
        if (enter(node) && (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_DOCUMENT))
            children = node->type == GUMBO_NODE_ELEMENT ? &node->v.element.children : &node->v.document.children;
        if (children && children->length > 0) {
            node = static_cast<const GumboNode *>(children->data[0]);
            continue;
        }
        if (children)
            leave(node);
        for (;;) {
            if (node == root)
                return;
            const GumboNode *parent = node->parent;
            const GumboVector &siblings =
                parent->type == GUMBO_NODE_DOCUMENT ? parent->v.document.children : parent->v.element.children;
            const std::size_t next = node->index_within_parent + 1;
            if (next < siblings.length) {
                node = static_cast<const GumboNode *>(siblings.data[next]);
                break;
            }
            node = parent;
            leave(node);
        }
    }
}

/// The attribute's value, null when the element has none of this name.
const char *attributeOf(const GumboNode *element, const char *name);

} // namespace godwit::mime
