package io.qunfa.client;

/**
 * How fast the platform delivers mass sends of this account.
 *
 * @param level 0, the fastest, to 4
 * @param tenThousandsPerMinute as the platform reports it, in units of 10,000 recipients a minute
 */
public record SendSpeed(int level, int tenThousandsPerMinute) {}
