/**
 * The platform's state and rules: accounts, tokens, followers, tags, mass jobs, phones, the ledger,
 * all on one virtual clock.
 *
 * <p>Knows nothing of HTTP or JSON. Refuses in the platform's own vocabulary. Whoever touches an
 * account holds that account ({@link io.qunfa.sandbox.world.OfficialAccount#call}); inside, nothing
 * locks. The same seed makes the same world.
 *
 * <p>Not API: other programs use {@code io.qunfa.sandbox} and the control surface.
 */
@NullMarked
package io.qunfa.sandbox.world;

import org.jspecify.annotations.NullMarked;
