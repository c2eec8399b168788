package io.qunfa.sandbox.qrcode;

import io.qunfa.sandbox.http.Answer;
import io.qunfa.sandbox.http.PlatformHosts;
import io.qunfa.sandbox.web.Page;
import io.qunfa.sandbox.web.PageHandler;
import io.qunfa.sandbox.web.PeopleChoice;
import io.qunfa.sandbox.web.Visit;
import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.QrCode;
import io.qunfa.sandbox.world.World;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The picture of a code, and the page behind it. */
public final class QrCodePages {

    private static final String ADDRESS = "/q/";

    /** Whoever knows the sandbox as the platform sees the platform's own address. */
    private static final String PLATFORM = "weixin.qq.com";

    private final World world;

    public QrCodePages(World world) {
        this.world = world;
    }

    public Map<String, PageHandler> handlers() {
        return Map.of("/cgi-bin/showqrcode", this::picture, ADDRESS, this::scan);
    }

    /** What the code says: its page here, so that a real phone can scan it, or the platform's. */
    static String addressOf(QrCode code, String host) {
        var place = PlatformHosts.contains(host.replaceFirst(":\\d+$", "")) ? PLATFORM : host;
        return "http://" + place + ADDRESS + code.key();
    }

    private record Found(OfficialAccount account, QrCode code) {}

    private Optional<Found> find(Function<OfficialAccount, Optional<QrCode>> search) {
        return world.accounts().stream()
                .flatMap(
                        account ->
                                account
                                        .call(() -> search.apply(account))
                                        .map(code -> new Found(account, code))
                                        .stream())
                .findFirst();
    }

    /** {@code GET /cgi-bin/showqrcode?ticket=}: needs no token; 404 for a bad ticket. */
    Answer.Whole picture(Visit visit) {
        var ticket = visit.parameter("ticket");
        var found = find(account -> account.relations().qrCodes().byTicket(ticket));
        found.ifPresent(f -> visit.concerns(f.account()));
        var valid = found.filter(f -> !f.code().isExpired(world.clock().instant()));
        if (valid.isEmpty()) {
            visit.note("no valid code has this ticket; was it URL-encoded?");
            return Answer.text(404, "");
        }
        var picture = QrPicture.draw(addressOf(valid.get().code(), visit.host()));
        return Answer.of(200, "image/jpg", picture);
    }

    /** {@code /q/…}: who scans? Then the person follows, or enters the chat. */
    Answer.Whole scan(Visit visit) {
        var key = visit.path().substring(ADDRESS.length());
        var found = find(account -> account.relations().qrCodes().byKey(key)).orElse(null);
        if (found == null || found.code().isExpired(world.clock().instant())) {
            return Page.of(visit, "scan.title").text("scan.expired").answer(404);
        }
        visit.concerns(found.account());
        var account = found.account();
        if (!visit.isPost()) {
            return PeopleChoice.of(account)
                    .withNewcomer()
                    .writeTo(
                            Page.of(visit, "scan.title")
                                    .raw(account.settings().name())
                                    .text("scan.who"),
                            visit.path(),
                            Map.of())
                    .answer(200);
        }
        int number =
                account.call(
                        () ->
                                account.relations()
                                        .scan(PeopleChoice.chosen(visit, account), found.code()));
        var openId = account.followers().openId(number);
        return Page.of(visit, "scan.title").text("scan.done").raw(openId).answer(200);
    }
}
