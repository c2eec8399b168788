package io.qunfa.server.reply;

import io.qunfa.server.reply.MenuForm.ButtonForm;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A menu as it was at a time.
 *
 * @param buttons empty if the menu was deleted
 * @param publishedBy the operator's name; empty for the menu that was found
 */
record MenuVersion(
        UUID id,
        Optional<List<ButtonForm>> buttons,
        Instant publishedAt,
        Optional<String> publishedBy) {}
