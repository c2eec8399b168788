package io.qunfa.sandbox.world;

/** What one account has prepared to send or publish, and what became of it. */
public final class Content {

    private final MediaLibrary media;

    Content(OfficialAccount account, long accountKey) {
        this.media = new MediaLibrary(account, accountKey);
    }

    public MediaLibrary media() {
        return media;
    }
}
