package io.qunfa.server.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.qunfa.server.database.Uuid7;
import io.qunfa.server.http.Problem;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The people and programs that work with this server. */
@Component
public class Operators {

    private static final String FIRST_NAME = "admin";
    private static final int SHORTEST_PASSWORD = 10;

    /** BCrypt looks at no more than this. */
    private static final int LONGEST_PASSWORD_BYTES = 72;

    private static final int LONGEST_NAME = 64;

    private final JdbcClient jdbc;
    private final Uuid7 ids;
    private final PasswordEncoder passwords;
    private final Audit audit;
    private final String hashOfNobody;

    Operators(JdbcClient jdbc, Uuid7 ids, PasswordEncoder passwords, Audit audit) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.passwords = passwords;
        this.audit = audit;
        this.hashOfNobody = requireHash(passwords.encode("nobody"));
    }

    /** How somebody signs in; its text form hides the password. */
    public record SignIn(Operator operator, String password) {
        @Override
        public String toString() {
            return "SignIn[%s, hidden]".formatted(operator.name());
        }
    }

    /** Makes the first operator if there is none yet. The password is known only to the caller. */
    @Transactional
    public Optional<SignIn> createFirst() {
        jdbc.sql("LOCK TABLE access.operator IN SHARE ROW EXCLUSIVE MODE").update();
        var count = jdbc.sql("SELECT count(*) FROM access.operator").query(Long.class).single();
        if (count > 0) {
            return Optional.empty();
        }
        var password = GeneratedPassword.next(new SecureRandom());
        return Optional.of(new SignIn(create(FIRST_NAME, password), password));
    }

    @Transactional
    public Operator create(String name, String password) {
        check(name, password);
        var operator = new Operator(new OperatorId(ids.next()), name);
        var inserted =
                jdbc.sql(
                                """
                                INSERT INTO access.operator (operator_id, name, password_hash)
                                VALUES (:id, :name, :hash)
                                ON CONFLICT (name) DO NOTHING
                                """)
                        .param("id", operator.id().value())
                        .param("name", name)
                        .param("hash", passwords.encode(password))
                        .update();
        if (inserted == 0) {
            throw Problem.invalid("name", "name-taken", Map.of("name", name));
        }
        audit.record(operator.id(), "operator.created", Map.of("name", name));
        return operator;
    }

    private static void check(String name, String password) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw Problem.invalid("name", "length", Map.of("least", 1, "most", LONGEST_NAME));
        }
        var bytes = password.getBytes(UTF_8).length;
        if (bytes < SHORTEST_PASSWORD || bytes > LONGEST_PASSWORD_BYTES) {
            throw Problem.invalid(
                    "password",
                    "length",
                    Map.of("least", SHORTEST_PASSWORD, "most", LONGEST_PASSWORD_BYTES));
        }
    }

    public Optional<Operator> byName(String name) {
        return find(name).map(Row::operator);
    }

    /** Takes as long for a name that does not exist as for a wrong password. */
    Optional<Operator> authenticate(String name, String password) {
        var row = find(name);
        var hash = row.map(Row::hash).orElse(hashOfNobody);
        var usable = password.getBytes(UTF_8).length <= LONGEST_PASSWORD_BYTES;
        var matches = passwords.matches(usable ? password : "", hash);
        return row.filter(found -> matches).map(Row::operator);
    }

    private Optional<Row> find(String name) {
        return jdbc.sql(
                        """
                        SELECT operator_id, name, password_hash FROM access.operator
                        WHERE name = :name
                        """)
                .param("name", name)
                .query(
                        (row, _) ->
                                new Row(
                                        new Operator(
                                                new OperatorId(
                                                        row.getObject("operator_id", UUID.class)),
                                                row.getString("name")),
                                        row.getString("password_hash")))
                .optional();
    }

    private static String requireHash(@org.jspecify.annotations.Nullable String hash) {
        return java.util.Objects.requireNonNull(hash);
    }

    private record Row(Operator operator, String hash) {}
}
