package io.qunfa.server.access;

import io.swagger.v3.oas.models.Operation;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Says in the API's description what a call asks of whoever makes it, as the guards ask it. */
@Component
final class NeedsInDescription implements OperationCustomizer {

    private static final String ACCOUNTS = "/api/v1/accounts/{";

    private final ObjectProvider<RequestMappingHandlerMapping> mappings;

    NeedsInDescription(
            @Qualifier("requestMappingHandlerMapping")
                    ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.mappings = mappings;
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        var said =
                Stream.of(Optional.ofNullable(operation.getDescription()), needs(method))
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining("\n\n"));
        operation.setDescription(said);
        return operation;
    }

    private Optional<String> needs(HandlerMethod method) {
        if (InstallationGuard.has(method, ForInstallation.class)) {
            return Optional.of("For administrators of the installation.");
        }
        return mapping(method.getMethod())
                .filter(NeedsInDescription::isOfAccount)
                .map(mapping -> words(Need.of(method, reads(mapping))));
    }

    private Optional<RequestMappingInfo> mapping(Method method) {
        return mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .filter(entry -> entry.getValue().getMethod().equals(method))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean isOfAccount(RequestMappingInfo mapping) {
        return mapping.getPatternValues().stream().anyMatch(path -> path.startsWith(ACCOUNTS));
    }

    private static boolean reads(RequestMappingInfo mapping) {
        return mapping.getMethodsCondition().getMethods().contains(RequestMethod.GET);
    }

    private static String words(Need need) {
        var role = "Needs the role `%s` on the account".formatted(need.role().text());
        var installation = need.orInstallation() ? ", or an administrator of the installation" : "";
        var token =
                need.person()
                        ? "no token is good for it"
                        : "a token needs the scope `%s`".formatted(need.scope().text());
        return "%s%s; %s.".formatted(role, installation, token);
    }
}
