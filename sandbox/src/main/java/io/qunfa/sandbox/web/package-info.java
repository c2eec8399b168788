/**
 * The platform's pages for people and what belongs to them: web authorisation (网页授权), JS-SDK
 * tickets and signatures. The pages work without JavaScript and run none.
 */
@NullMarked
package io.qunfa.sandbox.web;

import org.jspecify.annotations.NullMarked;
