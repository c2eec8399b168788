package io.qunfa.server.http;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the API is described at {@code /v3/api-docs}; the console's types are made from it. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String TOKEN = "token";

    private static final String ABOUT =
            """
            Everything the console does. Programs give a token in `Authorization: Bearer …`; people sign in.

            A request that is refused is answered with a problem (RFC 9457) whose `code` is for programs and whose \
            `title` and `detail` are for people, in the language of `Accept-Language` (`zh`, `en`, `ja`). Lists are \
            read in pages: give the `next` of one page as `after` (or `offset`) of the following one.""";

    private static final String PROBLEM = "#/components/schemas/ProblemView";

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info().title("Qunfa").version("1").description(ABOUT))
                .servers(List.of(new Server().url("/")))
                .schemaRequirement(
                        TOKEN, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"))
                .addSecurityItem(new SecurityRequirement().addList(TOKEN));
    }

    @Bean
    RecordSchemas recordSchemas() {
        return new RecordSchemas();
    }

    @Bean
    OpenApiCustomizer examples() {
        return OpenApiExamples.recorded()::addTo;
    }

    /** No description at all is better than one in which a type has another one's properties. */
    @Bean
    OpenApiCustomizer noClashes(RecordSchemas schemas) {
        return _ -> {
            if (!schemas.clashes().isEmpty()) {
                throw new IllegalStateException(
                        "rename one of each: " + String.join("; ", schemas.clashes()));
            }
        };
    }

    /** What every refused request is answered with. */
    record ProblemView(
            String type,
            String title,
            int status,
            String detail,
            String code,
            Map<String, Object> parameters,
            List<FieldErrorView> errors) {}

    record FieldErrorView(String field, String code, String message) {}

    @Bean
    OpenApiCustomizer problems() {
        return api -> {
            ModelConverters.getInstance(true)
                    .readAll(ProblemView.class)
                    .forEach(api.getComponents()::addSchemas);
            var problem =
                    new ApiResponse()
                            .description("The request was refused.")
                            .content(
                                    new Content()
                                            .addMediaType(
                                                    "application/problem+json",
                                                    new MediaType()
                                                            .schema(new Schema<>().$ref(PROBLEM))));
            api.getPaths().values().stream()
                    .flatMap(path -> path.readOperations().stream())
                    .forEach(
                            operation ->
                                    operation.getResponses().addApiResponse("default", problem));
        };
    }

    /** {@code AccountApi.connect} is {@code accountConnect}: stable, whatever else is added. */
    @Bean
    OperationCustomizer operationIds() {
        return (operation, method) -> {
            var type = method.getBeanType().getSimpleName().replaceFirst("Api$", "");
            var name = method.getMethod().getName();
            operation.setOperationId(
                    Character.toLowerCase(type.charAt(0))
                            + type.substring(1)
                            + Character.toUpperCase(name.charAt(0))
                            + name.substring(1));
            operation.setTags(List.of(type));
            operation.setSummary(unbroken(operation.getSummary()));
            operation.setDescription(unbroken(operation.getDescription()));
            return operation;
        };
    }

    /** The lines of a comment as one paragraph. */
    private static @Nullable String unbroken(@Nullable String comment) {
        return comment == null ? null : comment.replace("\n ", " ");
    }
}
