package io.qunfa.sandbox;

import tools.jackson.databind.JsonNode;

/**
 * What readers did with an article so far.
 *
 * @param users who read it
 * @param zaikan who marked it 在看
 * @param originals who went on to the original
 */
public record Readers(
        int users, int shares, int zaikan, int likes, int collections, int originals) {

    static Readers of(JsonNode json) {
        return new Readers(
                json.path("users").asInt(),
                json.path("shares").asInt(),
                json.path("zaikan").asInt(),
                json.path("likes").asInt(),
                json.path("collections").asInt(),
                json.path("originals").asInt());
    }
}
