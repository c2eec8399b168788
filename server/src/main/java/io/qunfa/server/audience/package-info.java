/**
 * Who can be reached: the mirror of an account's followers, its tags, and the audiences chosen from
 * them.
 *
 * <p>Each follower has a small dense number per account that is never given to anybody else, so
 * that ten million of them fit in one bitmap. The OpenID is kept only while the follower follows;
 * afterwards the number and a keyed hash remain. Never decides what is sent, and never takes an
 * absent audience for everybody.
 */
@NullMarked
package io.qunfa.server.audience;

import org.jspecify.annotations.NullMarked;
