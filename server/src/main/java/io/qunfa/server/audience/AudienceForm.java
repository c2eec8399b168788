package io.qunfa.server.audience;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.qunfa.client.OpenId;
import io.qunfa.client.TagId;
import io.qunfa.server.http.Problem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who is to receive it, told apart by {@code kind}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AudienceForm.All.class, name = "all"),
    @JsonSubTypes.Type(value = AudienceForm.Tag.class, name = "tag"),
    @JsonSubTypes.Type(value = AudienceForm.OpenIds.class, name = "openIds"),
    @JsonSubTypes.Type(value = AudienceForm.Uploaded.class, name = "uploaded")
})
public sealed interface AudienceForm {

    /**
     * The audience meant.
     *
     * @throws Problem if an id is not one
     */
    Audience audience();

    /** Everybody who follows; the kind is {@code all}. */
    record All() implements AudienceForm {
        @Override
        public Audience audience() {
            return new Audience.All();
        }
    }

    /** Everybody with a tag, such as {@code 100}; the kind is {@code tag}. */
    record Tag(@Nullable String tagId) implements AudienceForm {
        @Override
        public Audience audience() {
            if (tagId == null) {
                throw Problem.invalid("audience.tagId", "required");
            }
            if (!tagId.matches("\\d{1,18}")) {
                throw invalid("audience.tagId", tagId);
            }
            return new Audience.ByTag(new TagId(Long.parseLong(tagId)));
        }
    }

    /** The followers that are listed; the kind is {@code openIds}. */
    record OpenIds(List<String> openIds) implements AudienceForm {

        /** An absent list is an empty one; nobody is addressed by it. */
        public OpenIds {
            openIds = List.copyOf(Objects.requireNonNullElse(openIds, List.of()));
        }

        @Override
        public Audience audience() {
            if (openIds.size() > Audience.OpenIds.LIMIT) {
                throw Problem.invalid(
                        "audience.openIds",
                        "length",
                        Map.of("least", 2, "most", Audience.OpenIds.LIMIT));
            }
            return new Audience.OpenIds(openIds.stream().map(OpenIds::openId).toList());
        }

        private static OpenId openId(String value) {
            try {
                return new OpenId(value.strip());
            } catch (IllegalArgumentException e) {
                throw invalid("audience.openIds", value);
            }
        }
    }

    /** The followers of an uploaded list; the kind is {@code uploaded}. */
    record Uploaded(@Nullable String listId) implements AudienceForm {
        @Override
        public Audience audience() {
            try {
                return new Audience.Uploaded(UUID.fromString(String.valueOf(listId)));
            } catch (IllegalArgumentException _) {
                throw invalid("audience.listId", String.valueOf(listId));
            }
        }
    }

    private static Problem invalid(String field, String value) {
        return Problem.invalid(field, "unknown-value", Map.of("value", value));
    }

    /** The form of an audience. */
    static AudienceForm of(Audience audience) {
        return switch (audience) {
            case Audience.All _ -> new All();
            case Audience.ByTag(var tag) -> new Tag(Long.toString(tag.value()));
            case Audience.Uploaded(var list) -> new Uploaded(list.toString());
            case Audience.OpenIds(var openIds) ->
                    new OpenIds(openIds.stream().map(OpenId::value).toList());
        };
    }
}
