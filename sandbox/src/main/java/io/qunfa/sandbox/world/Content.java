package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What one account has prepared to send or publish, and what became of it. */
public final class Content {

    private final MediaLibrary media;
    private final Drafts drafts;
    private final Publications publications;
    private final Readership readership;
    private final Originality originality = new Originality();
    private final Verdicts verdicts = new Verdicts();

    Content(OfficialAccount account, long accountKey) {
        this.media = new MediaLibrary(account, accountKey);
        this.drafts = new Drafts(account.clock(), accountKey);
        this.publications = new Publications(account, accountKey);
        this.readership = new Readership(account, accountKey);
    }

    public MediaLibrary media() {
        return media;
    }

    public Drafts drafts() {
        return drafts;
    }

    public Publications publications() {
        return publications;
    }

    public Readership readership() {
        return readership;
    }

    public Originality originality() {
        return originality;
    }

    public Verdicts verdicts() {
        return verdicts;
    }

    void write(DataOutput out) throws IOException {
        media.write(out);
        drafts.write(out);
        publications.write(out);
        originality.write(out);
        verdicts.write(out);
    }

    void read(DataInput in) throws IOException {
        media.read(in);
        drafts.read(in);
        publications.read(in);
        originality.read(in);
        verdicts.read(in);
    }
}
