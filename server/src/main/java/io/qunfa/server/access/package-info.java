/**
 * Who may do what: operators, their grants on accounts, sign-in, API tokens, and the audit trail.
 *
 * <p>Nobody sees or touches an account without a grant, and everything under {@code
 * /api/v1/accounts/{id}} passes one check. This module knows accounts only by their ids.
 */
@NullMarked
package io.qunfa.server.access;

import org.jspecify.annotations.NullMarked;
