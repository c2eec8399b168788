package io.qunfa.server.testing;

import io.qunfa.server.access.Operator;
import io.qunfa.server.access.Operators;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.core.env.Environment;

/** People who come to the server under test. */
public final class Visitors {

    public static final String PASSWORD = "correct horse battery";

    private final Operators operators;
    private final Environment environment;
    private final AtomicInteger count = new AtomicInteger();

    Visitors(Operators operators, Environment environment) {
        this.operators = operators;
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

    /** A new operator who has signed in. */
    public Visitor signedIn() {
        return signedIn(operator());
    }

    public Visitor signedIn(Operator operator) {
        var visitor = stranger();
        visitor.signIn(operator.name(), PASSWORD);
        return visitor;
    }
}
