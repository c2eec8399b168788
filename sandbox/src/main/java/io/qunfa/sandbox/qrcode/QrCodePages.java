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
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** The picture of a code, and the page behind it. */
public final class QrCodePages {

    /** The address of an account's own code, before its original id. */
    public static final String OWN = "/r/";

    private static final String ADDRESS = "/q/";

    /** Whoever knows the sandbox as the platform sees the platform's own address. */
    private static final String PLATFORM = "weixin.qq.com";

    private final World world;

    public QrCodePages(World world) {
        this.world = world;
    }

    public Map<String, PageHandler> handlers() {
        return Map.of(
                "/cgi-bin/showqrcode",
                this::picture,
                "/qr/code",
                this::ownPicture,
                ADDRESS,
                this::scan,
                OWN,
                this::scanOwn);
    }

    /** What the code says: its page here, so that a real phone can scan it, or the platform's. */
    static String addressOf(QrCode code, String host) {
        return placeOf(host) + ADDRESS + code.key();
    }

    private static String placeOf(String host) {
        var place = PlatformHosts.contains(host.replaceFirst(":\\d+$", "")) ? PLATFORM : host;
        return "http://" + place;
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
        return scan(
                visit,
                found.account(),
                person -> found.account().relations().scan(person, found.code()));
    }

    /**
     * {@code GET /qr/code?username=gh_…}: what follows an account, as on its test account's page.
     */
    Answer.Whole ownPicture(Visit visit) {
        var account = byOriginalId(visit.parameter("username"));
        if (account.isEmpty()) {
            visit.note("no account has this original id");
            return Answer.text(404, "");
        }
        visit.concerns(account.get());
        var address = placeOf(visit.host()) + OWN + account.get().identity().originalId();
        return Answer.of(200, "image/jpg", QrPicture.draw(address));
    }

    /** {@code /r/gh_…}: who follows? */
    Answer.Whole scanOwn(Visit visit) {
        return byOriginalId(visit.path().substring(OWN.length()))
                .map(
                        account ->
                                scan(
                                        visit,
                                        account,
                                        person -> account.relations().scanOwnCode(person)))
                .orElseGet(() -> Page.of(visit, "scan.title").text("scan.expired").answer(404));
    }

    private Optional<OfficialAccount> byOriginalId(String id) {
        return world.accounts().stream()
                .filter(account -> account.identity().originalId().equals(id))
                .findFirst();
    }

    private static Answer.Whole scan(
            Visit visit, OfficialAccount account, ToIntFunction<OptionalInt> scan) {
        visit.concerns(account);
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
        int number = account.call(() -> scan.applyAsInt(PeopleChoice.chosen(visit, account)));
        var openId = account.followers().openId(number);
        return Page.of(visit, "scan.title").text("scan.done").raw(openId).answer(200);
    }
}
