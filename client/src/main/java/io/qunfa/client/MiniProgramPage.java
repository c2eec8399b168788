package io.qunfa.client;

import tools.jackson.databind.node.ObjectNode;

/**
 * A page of a mini program that is linked to the account.
 *
 * @param page may be empty for its first page
 */
public record MiniProgramPage(String appId, String page) {

    void write(ObjectNode body) {
        var json = body.putObject("miniprogram").put("appid", appId);
        if (!page.isEmpty()) {
            json.put("pagepath", page);
        }
    }
}
