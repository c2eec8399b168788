package io.qunfa.client;

import tools.jackson.databind.node.ObjectNode;

/** Who may comment on an article or picture post. Opening needs the account's comment privilege. */
public enum CommentRule {
    /** The comments are closed. */
    NOBODY(0, 0),
    /** Every reader may. */
    EVERYBODY(1, 0),
    /** Only who follows the account may. */
    FOLLOWERS(1, 1);

    private final int open;
    private final int fansOnly;

    CommentRule(int open, int fansOnly) {
        this.open = open;
        this.fansOnly = fansOnly;
    }

    static CommentRule of(int open, int fansOnly) {
        if (open == 0) {
            return NOBODY;
        }
        return fansOnly == 0 ? EVERYBODY : FOLLOWERS;
    }

    void write(ObjectNode target) {
        target.put("need_open_comment", open).put("only_fans_can_comment", fansOnly);
    }
}
