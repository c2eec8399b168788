/**
 * One message to many followers: planned, confirmed, delivered at most once per call, and followed
 * to its result.
 *
 * <p>A call is cut and given its key before anything leaves. Each call is committed as an intent
 * with that key, made outside any transaction, and its outcome committed; an outcome that is not
 * known is resolved by the same key, by the platform's event, or by a person, and never by sending
 * again. A broadcast being worked on is leased to one node on the database's clock; a fencing
 * number in every update keeps a node that outlived its lease from writing.
 *
 * <p>For tests that kill the process, the system property {@code qunfa.crash-at} (or the
 * environment variable {@code QUNFA_CRASH_AT}) names a point at which the Java machine halts as if
 * it had been killed: {@code before-intent}, {@code after-intent}, {@code before-call}, {@code
 * after-answer}, {@code after-accepted}, {@code after-doubt}, {@code after-repeat}, {@code
 * before-result}, {@code after-result}; behind the platform's answer and before what it said is
 * committed, {@code after-copy} of a draft, and of a temporary tag {@code after-tag-made}, {@code
 * after-tagging}, {@code after-untagging}, {@code after-tag-removed}. A suffix {@code :3} means the
 * third time, and {@code :1:freeze} that it stands still as if it had been stopped. Unset, the
 * points do nothing.
 *
 * <p>Never sends without an explicit audience, never calls the platform inside a transaction, and
 * never invents a count.
 */
@NullMarked
package io.qunfa.server.broadcast;

import org.jspecify.annotations.NullMarked;
