package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The public page of one article. */
public final class ArticlePage {

    private final int idx;
    private final Article article;
    private final String url;
    private final Comments comments;
    private final Readings readings = new Readings();
    private boolean deleted;

    ArticlePage(int idx, Article article, String url) {
        this.idx = idx;
        this.article = article;
        this.url = url;
        this.comments = new Comments(article.opensComments());
    }

    /** Its place in the message, from 1. */
    public int idx() {
        return idx;
    }

    public Article article() {
        return article;
    }

    public String url() {
        return url;
    }

    public Comments comments() {
        return comments;
    }

    public Readings readings() {
        return readings;
    }

    public boolean isDeleted() {
        return deleted;
    }

    void delete() {
        deleted = true;
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(idx);
        article.write(out);
        out.writeUTF(url);
        out.writeBoolean(deleted);
        comments.write(out);
        readings.write(out);
    }

    static ArticlePage read(DataInput in) throws IOException {
        var page = new ArticlePage(in.readInt(), Article.read(in), in.readUTF());
        page.deleted = in.readBoolean();
        page.comments.read(in);
        page.readings.read(in);
        return page;
    }
}
