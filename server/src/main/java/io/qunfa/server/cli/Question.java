package io.qunfa.server.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.JsonNode;

/** Asks a person to type what they are about to do. Nobody there to answer is a no. */
final class Question {

    private final CommandSpec spec;

    Question(CommandSpec spec) {
        this.spec = spec;
    }

    /** To everybody one types the account's name too. */
    boolean agreed(JsonNode plan, boolean everybody) {
        var confirmation = plan.path("confirmation");
        var number = confirmation.path("recipients").asLong();
        var name = confirmation.path("accountName").asString();
        return typed(
                "This sends to %,d followers of %s. It cannot be taken back."
                        .formatted(number, name),
                everybody ? "%s %d".formatted(name, number) : Long.toString(number));
    }

    boolean typed(String notice, String wanted) {
        var out = spec.commandLine().getOut();
        out.println(notice);
        out.printf("Type %s to go on: ", wanted);
        out.flush();
        try {
            var in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
            var answer = in.readLine();
            return answer != null && answer.strip().equals(wanted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
