package io.qunfa.server.account;

import java.time.Duration;
import java.util.Optional;

/**
 * What is to be made anew about a callback.
 *
 * @param mode the mode from now on; empty for the same
 * @param overlap how long the secrets of before are accepted too
 */
record CallbackRotation(
        boolean token, boolean aesKey, Optional<CallbackCredentials.Mode> mode, Duration overlap) {}
