package io.qunfa.server.audience;

import io.qunfa.client.OpenId;
import io.qunfa.client.Tag;
import io.qunfa.client.TagId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;

/** Whom an {@link Audience} reaches, as far as is known now. */
public sealed interface Reach {

    /** How many followers. */
    long count();

    /**
     * Everybody who follows.
     *
     * @param members their numbers
     * @param asOf when the mirror was last complete; empty if it never was
     */
    record Everyone(RoaringBitmap members, Optional<Instant> asOf) implements Reach {
        @Override
        public long count() {
            return members.getLongCardinality();
        }
    }

    /** The followers with a tag, as the platform counts them. */
    record Tagged(Tag tag) implements Reach {
        @Override
        public long count() {
            return tag.count();
        }
    }

    /** The account has no such tag. */
    record NoSuchTag(TagId tag) implements Reach {
        @Override
        public long count() {
            return 0;
        }
    }

    /**
     * The followers named.
     *
     * @param members their numbers
     * @param unknown who was named but does not follow, in the order given
     */
    record Listed(RoaringBitmap members, List<OpenId> unknown) implements Reach {
        public Listed {
            unknown = List.copyOf(unknown);
        }

        @Override
        public long count() {
            return members.getLongCardinality();
        }
    }
}
