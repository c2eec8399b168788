package io.qunfa.sandbox.control;

import io.qunfa.sandbox.http.Answer;
import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.VirtualClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * The surface described for other programs: an OpenAPI document, and a collection for HTTP clients.
 * Both are generated when the sandbox is built; what they name in capitals is filled in here from
 * the world, so that a call can be tried as it stands.
 */
final class DescriptionControl {

    private final ControlledSandbox sandbox;

    DescriptionControl(ControlledSandbox sandbox) {
        this.sandbox = sandbox;
    }

    Answer openApi(ControlRequest request) {
        return filled(request, "openapi.json");
    }

    Answer collection(ControlRequest request) {
        return filled(request, "collection.json");
    }

    private Answer filled(ControlRequest request, String document) {
        var host = request.request().header("host").orElse("127.0.0.1");
        var text = read(document).replace("http://HOST", "http://" + host);
        var accounts = sandbox.world().accounts();
        var filled = accounts.isEmpty() ? text : fill(text, accounts.get(0));
        return Answer.of(200, "application/json", filled.getBytes(StandardCharsets.UTF_8));
    }

    private String fill(String text, OfficialAccount account) {
        var openIds =
                account.call(
                        () ->
                                account.followers().page(0, 2).stream()
                                        .map(account.followers()::openId)
                                        .toList());
        var today = LocalDate.ofInstant(sandbox.world().clock().instant(), VirtualClock.BEIJING);
        return text.replace("\"APPID\"", quoted(account.appId()))
                .replace("\"SECRET\"", quoted(account.identity().secret()))
                .replace("\"OPENID1\"", quoted(openIds, 0))
                .replace("\"OPENID2\"", quoted(openIds, 1))
                .replace("\"YESTERDAY\"", quoted(today.minusDays(1).toString()));
    }

    private static String quoted(List<String> openIds, int index) {
        return quoted(index < openIds.size() ? openIds.get(index) : "OPENID" + (index + 1));
    }

    private static String quoted(String value) {
        return '"' + value + '"';
    }

    private static String read(String document) {
        try (InputStream in =
                Objects.requireNonNull(
                        DescriptionControl.class.getResourceAsStream(document), document)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
