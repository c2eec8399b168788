package io.qunfa.server.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.qunfa.server.database.Uuid7;
import io.qunfa.server.http.Problem;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The people and programs that work with this server. Some of them administer the installation:
 * they look after the others and connect accounts, and there is always one left who can.
 */
@Component
public final class Operators {

    private static final String FIRST_NAME = "admin";
    private static final int SHORTEST_PASSWORD = 10;

    /** BCrypt looks at no more than this. */
    private static final int LONGEST_PASSWORD_BYTES = 72;

    private static final int LONGEST_NAME = 64;
    private static final String NO_SESSION = "";

    private final OperatorStore store;
    private final Uuid7 ids;
    private final InstantSource clock;
    private final PasswordEncoder passwords;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final String hashOfNobody;

    Operators(
            OperatorStore store,
            Uuid7 ids,
            InstantSource clock,
            PasswordEncoder passwords,
            Audit audit,
            TransactionTemplate transaction) {
        this.store = store;
        this.ids = ids;
        this.clock = clock;
        this.passwords = passwords;
        this.audit = audit;
        this.transaction = transaction;
        this.hashOfNobody = Objects.requireNonNull(passwords.encode("nobody"));
    }

    /** How somebody signs in; its text form hides the password. */
    public record SignIn(Operator operator, String password) {
        @Override
        public String toString() {
            return "SignIn[%s, hidden]".formatted(operator.name());
        }
    }

    /**
     * An operator as the others see them.
     *
     * @param administrator whether they administer the installation
     * @param disabledAt since when they cannot sign in; empty if they can
     */
    public record Profile(
            Operator operator,
            boolean administrator,
            Optional<Instant> disabledAt,
            Instant createdAt) {}

    /** What is to become of an operator; what is empty stays. */
    record Change(Optional<Boolean> administrator, Optional<Boolean> disabled) {}

    /** Makes the first operator if there is none yet. The password is known only to the caller. */
    public Optional<SignIn> createFirst() {
        var password = generatedPassword();
        Optional<Operator> first =
                Objects.requireNonNull(
                        transaction.execute(
                                _ -> {
                                    store.lock();
                                    return store.isEmpty()
                                            ? Optional.of(insert(FIRST_NAME, password, true, null))
                                            : Optional.empty();
                                }));
        return first.map(operator -> new SignIn(operator, password));
    }

    /** Makes an operator who administers nothing. */
    public Operator create(String name, String password) {
        return create(name, password, false, null);
    }

    Operator create(String name, String password, boolean administrator, @Nullable OperatorId by) {
        checkName(name);
        checkPassword(password);
        return Objects.requireNonNull(
                transaction.execute(_ -> insert(name, password, administrator, by)));
    }

    private Operator insert(
            String name, String password, boolean administrator, @Nullable OperatorId by) {
        var operator = new Operator(new OperatorId(ids.next()), name);
        if (!store.insert(operator, hash(password), administrator)) {
            throw Problem.invalid("name", "name-taken", Map.of("name", name));
        }
        audit.record(
                by == null ? operator.id() : by,
                "operator.created",
                Map.of("name", name, "administrator", administrator));
        return operator;
    }

    static String generatedPassword() {
        return GeneratedPassword.next(new SecureRandom());
    }

    private String hash(String password) {
        return Objects.requireNonNull(passwords.encode(password));
    }

    private static void checkName(String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw Problem.invalid("name", "length", Map.of("least", 1, "most", LONGEST_NAME));
        }
    }

    private static void checkPassword(String password) {
        var bytes = password.getBytes(UTF_8).length;
        if (bytes < SHORTEST_PASSWORD || bytes > LONGEST_PASSWORD_BYTES) {
            throw Problem.invalid(
                    "password",
                    "length",
                    Map.of("least", SHORTEST_PASSWORD, "most", LONGEST_PASSWORD_BYTES));
        }
    }

    public Optional<Operator> byName(String name) {
        return store.find(name).map(row -> row.profile().operator());
    }

    public boolean administersInstallation(OperatorId operator) {
        return store.administers(operator);
    }

    List<Profile> page(@Nullable UUID after, int limit) {
        return store.page(after, limit);
    }

    Profile get(OperatorId id) {
        return row(id).profile();
    }

    private OperatorStore.Row row(OperatorId id) {
        return store.find(id).orElseThrow(Problem::notFound);
    }

    /** Who is disabled is signed out at once, and their tokens stop working. */
    Profile change(OperatorId id, Change change, OperatorId by) {
        return Objects.requireNonNull(
                transaction.execute(
                        _ -> {
                            store.lock();
                            var before = get(id);
                            change.administrator().ifPresent(now -> administer(before, now, by));
                            change.disabled().ifPresent(now -> disable(before, now, by));
                            if (!store.hasAdministrator()) {
                                throw new Problem(
                                        HttpStatus.CONFLICT, "last-administrator", Map.of());
                            }
                            return get(id);
                        }));
    }

    private void administer(Profile before, boolean administrator, OperatorId by) {
        if (before.administrator() != administrator) {
            store.administrator(before.operator().id(), administrator);
            record(by, administrator ? "operator.raised" : "operator.lowered", before.operator());
        }
    }

    private void disable(Profile before, boolean disabled, OperatorId by) {
        if (before.disabledAt().isPresent() != disabled) {
            store.disabled(before.operator().id(), disabled ? clock.instant() : null);
            store.endSessions(before.operator().name(), NO_SESSION);
            record(by, disabled ? "operator.disabled" : "operator.enabled", before.operator());
        }
    }

    /** Makes a new password, known only to the caller, and signs the operator out everywhere. */
    SignIn resetPassword(OperatorId id, OperatorId by) {
        var operator = get(id).operator();
        var password = generatedPassword();
        setPassword(operator, password, NO_SESSION, "operator.password-reset", by);
        return new SignIn(operator, password);
    }

    /**
     * Changes one's own password and ends one's other sessions. False if the old one is wrong.
     *
     * @param session the session that goes on
     */
    boolean changePassword(Operator operator, String old, String password, String session) {
        if (authenticate(operator.name(), old).isEmpty()) {
            return false;
        }
        checkPassword(password);
        setPassword(operator, password, session, "operator.password-changed", operator.id());
        return true;
    }

    private void setPassword(
            Operator operator, String password, String session, String action, OperatorId by) {
        var hash = hash(password);
        transaction.executeWithoutResult(
                _ -> {
                    store.password(operator.id(), hash);
                    store.endSessions(operator.name(), session);
                    record(by, action, operator);
                });
    }

    private void record(OperatorId by, String action, Operator operator) {
        audit.record(by, action, Map.of("name", operator.name()));
    }

    /** Takes as long for a name that does not exist, or is disabled, as for a wrong password. */
    Optional<Operator> authenticate(String name, String password) {
        var row = store.find(name);
        var hash = row.map(OperatorStore.Row::hash).orElse(hashOfNobody);
        var usable = password.getBytes(UTF_8).length <= LONGEST_PASSWORD_BYTES;
        var matches = passwords.matches(usable ? password : "", hash);
        return row.map(OperatorStore.Row::profile)
                .filter(profile -> matches && profile.disabledAt().isEmpty())
                .map(Profile::operator);
    }
}
