package io.qunfa.sandbox;

import io.qunfa.protocol.ReturnCode;
import io.qunfa.sandbox.wire.Json;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The emulated surface and the control surface as OpenAPI 3.1. */
final class OpenApiDocument {

    private static final Pattern VARIABLE = Pattern.compile("\\{([a-z]+)}");
    private static final String JSON = "application/json";
    private static final List<String> LIMITS = List.of("daily", "dailyTest", "perMinute");

    private final ObjectNode root = Json.object();
    private final ObjectNode paths;

    private OpenApiDocument() {
        root.put("openapi", "3.1.0");
        root.putObject("info")
                .put("title", "WeChat Official Account platform, as the Qunfa sandbox plays it")
                .put("version", "0.1.0")
                .put(
                        "description",
                        "Generated from the sandbox's tables, the published samples and what its tests made it answer. A refusal has the"
                                + " status 200 and an errcode; x-errcodes lists those that were seen, with their evidence. Every call with a"
                                + " token may also be answered 40001, 40164, 41001 and 42001; every POST 43002, 44002, 47001 and 47002.");
        root.putArray("servers").addObject().put("url", "http://HOST");
        var schemes = root.putObject("components");
        schemes.putObject("securitySchemes")
                .putObject("accessToken")
                .put("type", "apiKey")
                .put("in", "query")
                .put("name", "access_token");
        var refusal = schemes.putObject("schemas").putObject("Refusal");
        refusal.put("type", "object");
        refusal.putArray("required").add("errcode").add("errmsg");
        refusal.putObject("properties").putObject("errcode").put("type", "integer");
        refusal.withObject("/properties").putObject("errmsg").put("type", "string");
        var problem = schemes.withObject("/schemas").putObject("Problem");
        problem.put("type", "object");
        problem.putObject("properties").putObject("code").put("type", "string");
        problem.withObject("/properties").putObject("reason").put("type", "string");
        paths = root.putObject("paths");
    }

    static ObjectNode write() {
        var document = new OpenApiDocument();
        DescribedCall.all().forEach(document::add);
        DescribedControl.all().forEach(document::add);
        return document.root;
    }

    private void add(DescribedCall call) {
        var operation =
                paths.putObject(call.path()).putObject(call.method().toLowerCase(Locale.ROOT));
        operation.putArray("tags").add(call.family());
        operation.put("operationId", call.path().substring(1).replaceAll("[/_]", "-"));
        operation.put("summary", call.path());
        operation.putObject("externalDocs").put("url", call.page());
        var security = operation.putArray("security");
        if (call.wantsToken()) {
            security.addObject().putArray("accessToken");
        }
        addQuery(operation, call);
        addBody(operation, call);
        addAnswers(operation, call);
        operation.put("x-evidence", call.evidence());
        var permissions = operation.putObject("x-permissions");
        for (int i = 0; i < DescribedCall.KINDS.size(); i++) {
            permissions.put(DescribedCall.KINDS.get(i), call.permissions().get(i));
        }
        addLimits(operation, call);
        addErrcodes(operation.putArray("x-errcodes"), call);
    }

    private static void addQuery(ObjectNode operation, DescribedCall call) {
        var parameters = operation.putArray("parameters");
        for (var name : call.queryNames()) {
            var parameter = parameters.addObject().put("name", name).put("in", "query");
            parameter.putObject("schema").put("type", "string");
            parameter.put("example", call.queryValue(name));
        }
    }

    private static void addBody(ObjectNode operation, DescribedCall call) {
        if (call.isUpload()) {
            var schema =
                    operation
                            .putObject("requestBody")
                            .putObject("content")
                            .putObject("multipart/form-data")
                            .putObject("schema");
            schema.put("type", "object");
            var properties = schema.putObject("properties");
            properties
                    .putObject("media")
                    .put("type", "string")
                    .put("contentMediaType", "application/octet-stream");
            properties.putObject("description").put("type", "string");
        } else if (call.method().equals("POST")) {
            var body = operation.putObject("requestBody");
            body.put("required", true);
            var content = body.putObject("content").putObject(JSON);
            var requests = call.requests();
            var schema = Schemas.of(requests.stream().map(Examples.Example::request).toList());
            schema.put("type", "object");
            var properties = schema.withObject("/properties");
            call.fields().stream()
                    .filter(field -> !properties.has(field))
                    .forEach(properties::putObject);
            content.set("schema", schema);
            var examples = content.putObject("examples");
            requests.forEach(
                    example -> examples.putObject(example.name()).set("value", example.request()));
        }
    }

    private static void addAnswers(ObjectNode operation, DescribedCall call) {
        var answer = operation.putObject("responses").putObject("200");
        answer.put("description", "The answer, or a refusal");
        var content = answer.putObject("content").putObject(JSON);
        var choices = content.putObject("schema").putArray("anyOf");
        var answers = call.answers();
        if (!answers.isEmpty()) {
            choices.add(Schemas.of(answers.stream().map(Examples.Example::answer).toList()));
        }
        choices.addObject().put("$ref", "#/components/schemas/Refusal");
        var examples = content.putObject("examples");
        answers.forEach(
                example -> examples.putObject(example.name()).set("value", example.answer()));
        for (var refusal : call.refusals()) {
            examples.putObject("errcode " + refusal.which())
                    .putObject("value")
                    .put("errcode", Integer.parseInt(refusal.which()))
                    .put("errmsg", text(refusal));
        }
    }

    private static String text(Play refusal) {
        return ReturnCode.find(Integer.parseInt(refusal.which())).map(ReturnCode::text).orElse("");
    }

    private static void addLimits(ObjectNode operation, DescribedCall call) {
        var limits = operation.putObject("x-limits");
        for (int i = 0; i < LIMITS.size(); i++) {
            var limit = call.limits().get(i);
            if (!limit.equals("-")) {
                limits.put(LIMITS.get(i), Integer.parseInt(limit));
            }
        }
    }

    private static void addErrcodes(ArrayNode errcodes, DescribedCall call) {
        for (var refusal : call.refusals()) {
            errcodes.addObject()
                    .put("errcode", Integer.parseInt(refusal.which()))
                    .put("errmsg", text(refusal))
                    .put("evidence", refusal.evidence())
                    .put("playedBy", refusal.test());
        }
    }

    private void add(DescribedControl control) {
        var operation =
                paths.withObject("/" + control.path().replace("~", "~0").replace("/", "~1"))
                        .putObject(control.method().toLowerCase(Locale.ROOT));
        operation.putArray("tags").add("control");
        operation.put(
                "operationId",
                (control.method().toLowerCase(Locale.ROOT) + control.path())
                        .replaceAll("[^a-z.]+", "-"));
        operation.put("summary", control.summary());
        operation.putArray("security");
        var parameters = operation.putArray("parameters");
        VARIABLE.matcher(control.path())
                .results()
                .map(result -> result.group(1))
                .forEach(name -> addVariable(parameters, name));
        if (control.takesJson()) {
            var content = operation.putObject("requestBody").putObject("content").putObject(JSON);
            content.set("schema", Schemas.of(List.of(control.example())));
            content.set("example", control.example());
        } else if (control.body().equals("file")) {
            operation
                    .putObject("requestBody")
                    .putObject("content")
                    .putObject("application/octet-stream");
        }
        var responses = operation.putObject("responses");
        responses.putObject("2XX").put("description", "Done");
        var refused = responses.putObject("4XX").put("description", "Refused, with the reason");
        refused.putObject("content")
                .putObject(JSON)
                .putObject("schema")
                .put("$ref", "#/components/schemas/Problem");
    }

    private static void addVariable(ArrayNode parameters, String name) {
        var parameter = parameters.addObject();
        parameter.put("name", name).put("in", "path").put("required", true);
        parameter.putObject("schema").put("type", "string");
        if (name.equals("appid") || name.equals("openid")) {
            parameter.put("example", name.equals("appid") ? "APPID" : "OPENID1");
        }
    }
}
