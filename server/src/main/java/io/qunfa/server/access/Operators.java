package io.qunfa.server.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.qunfa.server.database.Uuid7;
import io.qunfa.server.http.Problem;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The people and programs that work with this server. */
@Component
public final class Operators {

    private static final String FIRST_NAME = "admin";
    private static final int SHORTEST_PASSWORD = 10;

    /** BCrypt looks at no more than this. */
    private static final int LONGEST_PASSWORD_BYTES = 72;

    private static final int LONGEST_NAME = 64;

    private final JdbcClient jdbc;
    private final Uuid7 ids;
    private final PasswordEncoder passwords;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final String hashOfNobody;

    Operators(
            JdbcClient jdbc,
            Uuid7 ids,
            PasswordEncoder passwords,
            Audit audit,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.ids = ids;
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

    /** Makes the first operator if there is none yet. The password is known only to the caller. */
    public Optional<SignIn> createFirst() {
        var password = GeneratedPassword.next(new SecureRandom());
        Optional<Operator> first =
                Objects.requireNonNull(
                        transaction.execute(
                                _ ->
                                        isEmpty()
                                                ? Optional.of(insert(FIRST_NAME, password))
                                                : Optional.empty()));
        return first.map(operator -> new SignIn(operator, password));
    }

    /** Nobody else can add the first one until the transaction ends. */
    private boolean isEmpty() {
        jdbc.sql("LOCK TABLE access.operator IN SHARE ROW EXCLUSIVE MODE").update();
        return jdbc.sql("SELECT count(*) FROM access.operator").query(Long.class).single() == 0;
    }

    public Operator create(String name, String password) {
        check(name, password);
        return Objects.requireNonNull(transaction.execute(_ -> insert(name, password)));
    }

    private Operator insert(String name, String password) {
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

    private record Row(Operator operator, String hash) {}
}
