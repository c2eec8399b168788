package io.qunfa.server.testing;

import io.qunfa.server.access.Operator;
import io.qunfa.server.access.Operators;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People who come to the server under test. */
public final class Visitors {

    public static final String PASSWORD = "correct horse battery";

    private final Operators operators;
    private final JdbcClient jdbc;
    private final Environment environment;
    private final AtomicInteger count = new AtomicInteger();

    Visitors(Operators operators, JdbcClient jdbc, Environment environment) {
        this.operators = operators;
        this.jdbc = jdbc;
        this.environment = environment;
    }

    /** Somebody who has not signed in. */
    public Visitor stranger() {
        var port = environment.getRequiredProperty("local.server.port");
        return new Visitor(URI.create("http://127.0.0.1:" + port));
    }

    /** A new operator. */
    public Operator operator() {
        return operators.create("operator-" + count.incrementAndGet(), PASSWORD);
    }

    /** A new operator who administers the installation, and so may connect accounts. */
    public Operator administrator() {
        var operator = operator();
        jdbc.sql("UPDATE access.operator SET administrator = true WHERE operator_id = :id")
                .param("id", operator.id().value())
                .update();
        return operator;
    }

    /** A new operator who may connect accounts and has signed in. */
    public Visitor signedIn() {
        return signedIn(administrator());
    }

    public Visitor signedIn(Operator operator) {
        var visitor = stranger();
        visitor.signIn(operator.name(), PASSWORD);
        return visitor;
    }
}
