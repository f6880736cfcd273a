// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/html/GumboTree.h"

#include <csetjmp>
#include <cstdlib>
#include <ctime>
#include <vector>

namespace godwit::mime {

namespace {

constexpr std::size_t BlockOctets = 256 * 1024;
constexpr std::size_t MaximumOctets = std::size_t(400) * 1024 * 1024;
// Of this thread's processor time: a guard, real mail needs a tenth of it.
constexpr double MaximumSeconds = 0.4;
constexpr double MaximumSecondsPerOctet = 0.15 / (1024 * 1024);
constexpr int AllocationsPerLookAtClock = 512;
constexpr std::size_t Alignment = 16;

double threadSeconds()
{
#ifdef CLOCK_THREAD_CPUTIME_ID
    timespec now{};
    if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now) == 0)
        return double(now.tv_sec) + double(now.tv_nsec) / 1e9;
#endif
    return double(std::clock()) / CLOCKS_PER_SEC;
}

} // namespace

class GumboArena {
public:
    explicit GumboArena(qsizetype octets)
        : m_stopAt(threadSeconds() + MaximumSeconds + double(octets) * MaximumSecondsPerOctet)
    { }
    ~GumboArena()
    {
        for (void *block : m_blocks)
            std::free(block);
    }
    GumboArena(const GumboArena &) = delete;
    GumboArena &operator=(const GumboArena &) = delete;

    /// Null when a limit is met.
    void *take(std::size_t octets)
    {
        const std::size_t wanted = (octets + Alignment - 1) / Alignment * Alignment;
        if (++m_calls % AllocationsPerLookAtClock == 0 && threadSeconds() > m_stopAt)
            return nullptr;
        if (wanted > m_left) {
            const std::size_t size = std::max(BlockOctets, wanted);
            m_total += size;
            void *block = m_total > MaximumOctets ? nullptr : std::malloc(size);
            if (!block)
                return nullptr;
            m_blocks.push_back(block);
            m_next = static_cast<char *>(block);
            m_left = size;
        }
        m_last = m_next;
        m_next += wanted;
        m_left -= wanted;
        return m_last;
    }
    void giveBack(void *memory)
    {
        if (!memory || memory != m_last)
            return;
        m_left += std::size_t(m_next - m_last);
        m_next = m_last;
        m_last = nullptr;
    }

    std::jmp_buf giveUp; ///< out of Gumbo, which is C and owns nothing but the arena's memory

private:
    std::vector<void *> m_blocks;
    char *m_next = nullptr;
    char *m_last = nullptr;
    std::size_t m_left = 0;
    std::size_t m_total = 0;
    int m_calls = 0;
    double m_stopAt;
};

namespace {

void *allocate(void *arena, std::size_t octets)
{
    auto *self = static_cast<GumboArena *>(arena);
    void *memory = self->take(octets);
    if (!memory)
        std::longjmp(self->giveUp, 1);
    return memory;
}

void release(void *arena, void *memory)
{
    static_cast<GumboArena *>(arena)->giveBack(memory);
}

/// Has no object with a destructor, so that the jump skips none.
const GumboNode *parseWithin(GumboArena *arena, const char *text, std::size_t octets)
{
    if (setjmp(arena->giveUp) != 0)
        return nullptr;
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = allocate;
    options.deallocator = release;
    options.userdata = arena;
    options.max_errors = 0;
    const GumboOutput *output = gumbo_parse_with_options(&options, text, octets);
    return output ? output->document : nullptr;
}

} // namespace

GumboTree::GumboTree(const QByteArray &utf8) : m_arena(new GumboArena(utf8.size())), m_text(utf8)
{
    // A frameset makes Gumbo destroy the body recursively.  Nothing of a frameset is shown anyway.
    qsizetype at = 0;
    while ((at = m_text.indexOf('<', at)) >= 0) {
        ++at;
        if (m_text.size() - at >= 8 && qstrnicmp(m_text.constData() + at, 8, "frameset", 8) == 0)
            m_text[at + 5] = '-';
    }
    m_document = parseWithin(m_arena, m_text.constData(), std::size_t(m_text.size()));
}

GumboTree::~GumboTree()
{
    delete m_arena;
}

const char *attributeOf(const GumboNode *element, const char *name)
{
    const GumboAttribute *attribute = gumbo_get_attribute(&element->v.element.attributes, name);
    return attribute ? attribute->value : nullptr;
}

} // namespace godwit::mime
