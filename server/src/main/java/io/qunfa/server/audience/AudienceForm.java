package io.qunfa.server.audience;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.qunfa.client.OpenId;
import io.qunfa.client.TagId;
import java.util.List;

/** An {@link Audience} as JSON, told apart by {@code kind}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AudienceForm.All.class, name = "all"),
    @JsonSubTypes.Type(value = AudienceForm.Tag.class, name = "tag"),
    @JsonSubTypes.Type(value = AudienceForm.OpenIds.class, name = "openIds")
})
public sealed interface AudienceForm {

    /**
     * The audience meant.
     *
     * @throws IllegalArgumentException if an id is not one
     */
    Audience audience();

    /** {@code {"kind":"all"}}. */
    record All() implements AudienceForm {
        @Override
        public Audience audience() {
            return new Audience.All();
        }
    }

    /** {@code {"kind":"tag","tagId":"100"}}. */
    record Tag(String tagId) implements AudienceForm {
        @Override
        public Audience audience() {
            return new Audience.ByTag(new TagId(Long.parseLong(tagId)));
        }
    }

    /** {@code {"kind":"openIds","openIds":["…"]}}. */
    record OpenIds(List<String> openIds) implements AudienceForm {
        @Override
        public Audience audience() {
            return new Audience.OpenIds(openIds.stream().map(OpenId::new).toList());
        }
    }

    /** The form of an audience. */
    static AudienceForm of(Audience audience) {
        return switch (audience) {
            case Audience.All _ -> new All();
            case Audience.ByTag(var tag) -> new Tag(Long.toString(tag.value()));
            case Audience.OpenIds(var openIds) ->
                    new OpenIds(openIds.stream().map(OpenId::value).toList());
        };
    }
}
