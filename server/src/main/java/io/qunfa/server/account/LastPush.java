package io.qunfa.server.account;

import java.time.Instant;
import java.util.Optional;

/** Knows when the platform last called; the inbox does. */
public interface LastPush {

    /** Empty as long as it never has, or nothing of it is kept. */
    Optional<Instant> of(AccountId account);
}
