package io.qunfa.server.web;

import java.net.URI;

/**
 * A visitor on the way to the platform and back.
 *
 * @param returnAddress of the site
 * @param siteState what the site wants to see again; may be empty
 */
record Visit(SiteId site, boolean withProfile, URI returnAddress, String siteState) {}
