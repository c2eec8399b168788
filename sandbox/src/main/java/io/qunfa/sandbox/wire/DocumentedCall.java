package io.qunfa.sandbox.wire;

import io.qunfa.sandbox.world.AccountKind;
import io.qunfa.sandbox.world.CallCounters;
import io.qunfa.sandbox.world.CallLimit;
import io.qunfa.sandbox.world.ContentSwitch;
import io.qunfa.sandbox.world.Evidence;
import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.Refusal;
import io.qunfa.sandbox.world.Restriction;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One row of {@code calls.tsv}.
 *
 * @param permissions by column: service verified, service unverified, subscription verified,
 *     subscription unverified, test
 * @param fields the top-level members of its body
 * @param page where the platform describes it
 * @param evidence how we know that it works like this; a row without a mark is assumed
 */
record DocumentedCall(
        String path,
        Method method,
        Checks checks,
        List<String> permissions,
        CallLimit limit,
        CallLimit testLimit,
        Set<String> fields,
        String page,
        Evidence evidence) {

    private static final String SWITCH = "switch:";
    private static final String PUBLISH = "/cgi-bin/freepublish/";
    private static final int TOO_OFTEN_TO_PUBLISH = 53501;
    private static final Set<String> MASS_SENDS =
            Set.of("/cgi-bin/message/mass/sendall", "/cgi-bin/message/mass/send");

    /** How a call is made. */
    enum Method {
        GET,
        POST,
        ANY
    }

    boolean isGet() {
        return method == Method.GET;
    }

    boolean isPost() {
        return method == Method.POST;
    }

    /** Which order of checks applies. */
    enum Checks {
        TOKEN,
        GENERAL,
        MASS,
        UPLOAD
    }

    static DocumentedCall parse(String row) {
        var cells = row.split("\t", -1);
        int perMinute = number(cells[10]);
        return new DocumentedCall(
                cells[0],
                Method.valueOf(cells[1]),
                Checks.valueOf(cells[2].toUpperCase(Locale.ROOT)),
                List.of(cells).subList(3, 8),
                new CallLimit(number(cells[8]), perMinute),
                new CallLimit(number(cells[9]), perMinute),
                Set.of(cells[11].split(",", -1)),
                cells[12],
                cells.length > 13 ? Evidence.parse(cells[13]) : Evidence.ASSUMED);
    }

    private static int number(String cell) {
        return cell.equals("-") ? Integer.MAX_VALUE : Integer.parseInt(cell);
    }

    /** 48001, or what the table says, if this account may not make the call. */
    void requirePermission(OfficialAccount account) {
        var cell = permissions.get(column(account));
        if (!isAllowed(account)) {
            throw Refusal.of(
                    cell.startsWith("switch") ? 48001 : Integer.parseInt(cell),
                    "the account may make this call",
                    kindOf(account) + " calls " + path,
                    "an account with the permission; see the table of permissions");
        }
    }

    /** 50002 for a frozen account, 48004 if a punishment forbids the call. */
    void requireNoPunishment(OfficialAccount account) {
        if (account.settings().has(Restriction.FROZEN)) {
            throw Refusal.of(50002, "the account is not frozen", "a frozen one", "another");
        }
        if (account.settings().restrictions().contains(path)) {
            throw Refusal.of(
                    48004, "no punishment forbids the call", path, "a call that is not forbidden");
        }
    }

    /** 48003 for a mass send before the administrator accepted the agreement. */
    void requireAgreement(OfficialAccount account) {
        if (MASS_SENDS.contains(path) && account.settings().has(Restriction.MASS_AGREEMENT)) {
            throw Refusal.of(
                            48003,
                            "the administrator accepted the mass-send agreement",
                            "an account without it",
                            "accept it on the website")
                    .observed();
        }
    }

    /** A cell is yes, an errcode, or a switch that says yes. */
    boolean isAllowed(OfficialAccount account) {
        var cell = permissions.get(column(account));
        var switches = account.switches();
        return switch (cell) {
            case "yes" -> true;
            case "switch" -> switches.testAccountSends();
            default ->
                    cell.startsWith(SWITCH)
                            && ContentSwitch.find(cell.substring(SWITCH.length()))
                                    .filter(switches.content()::isOn)
                                    .isPresent();
        };
    }

    private static int column(OfficialAccount account) {
        int first =
                switch (account.kind()) {
                    case SERVICE -> 0;
                    case SUBSCRIPTION -> 2;
                    case TEST -> 4;
                };
        return account.kind() == AccountKind.TEST || account.settings().verified()
                ? first
                : first + 1;
    }

    private static String kindOf(OfficialAccount account) {
        var verified = account.settings().verified() ? "a verified " : "an unverified ";
        return verified + account.kind().word() + " account";
    }

    void count(OfficialAccount account) {
        account.counters().count(path, limitOf(account), minuteCode());
    }

    /** The publish family has a code of its own (observed). */
    private int minuteCode() {
        return path.startsWith(PUBLISH) ? TOO_OFTEN_TO_PUBLISH : CallCounters.TOO_FAST;
    }

    /** The account's own limit, or that of its kind. */
    CallLimit limitOf(OfficialAccount account) {
        var byKind = account.kind() == AccountKind.TEST ? testLimit : limit;
        return account.settings().limits().getOrDefault(path, byKind);
    }
}
