package io.qunfa.server.cli;

import io.qunfa.server.database.DatabaseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;

/** The program. */
@Command(
        name = "qunfa",
        description = "Sends messages to the followers of a WeChat Official Account.",
        mixinStandardHelpOptions = true,
        versionProvider = Qunfa.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "In a checkout, ./qunfa test runs every test of every module."},
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            SandboxCommand.class,
            SendCommand.class,
            BroadcastCommand.class,
            SeriesCommand.class,
            AudienceCommand.class,
            QuotaCommand.class,
            RulesCommand.class,
            PreviewersCommand.class,
            RotateKeyCommand.class,
            HelpCommand.class
        })
public final class Qunfa {

    private static final int FAILED = 1;

    public static void main(String... arguments) {
        System.exit(run(new CommandLine(new Qunfa()), arguments));
    }

    static int run(CommandLine line, String... arguments) {
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler(Qunfa::explain);
        return arguments.length == 0 ? line.execute("--help") : line.execute(arguments);
    }

    private static int explain(Exception e, CommandLine line, CommandLine.ParseResult parsed)
            throws Exception {
        if (Lifetime.isEnding()) {
            // What breaks because the program is being stopped is nothing to tell.
            return FAILED;
        }
        if (!(e instanceof UserError || e instanceof DatabaseException)) {
            throw e;
        }
        line.getErr().println("qunfa: " + e.getMessage());
        return FAILED;
    }

    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"qunfa " + number()};
        }

        static String number() {
            var properties = new Properties();
            try (var in = Qunfa.class.getResourceAsStream("/qunfa.properties")) {
                properties.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return properties.getProperty("qunfa.version");
        }
    }
}
