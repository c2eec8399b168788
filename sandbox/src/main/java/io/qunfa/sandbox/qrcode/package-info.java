/**
 * Parametric QR codes: their creation, their picture, and what their address shows to whoever scans
 * it.
 */
@NullMarked
package io.qunfa.sandbox.qrcode;

import org.jspecify.annotations.NullMarked;
