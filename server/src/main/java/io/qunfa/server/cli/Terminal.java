package io.qunfa.server.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;

/** What a person sees while something is going on: steps that are done, and one line that moves. */
final class Terminal {

    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final PrintWriter out;
    private final boolean interactive;
    private final String mark;
    private String shown = "";

    Terminal(PrintWriter out) {
        this.out = out;
        this.interactive = isTerminal();
        this.mark = canShow("✓") ? "✓" : "*";
    }

    @SuppressWarnings("SystemConsoleNull") // since JDK 25 it is null again without a terminal
    private static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    private static boolean canShow(String text) {
        var encoding = System.getProperty("stdout.encoding", Charset.defaultCharset().name());
        return Charset.forName(encoding).newEncoder().canEncode(text);
    }

    /** Something is done. */
    void done(String step) {
        line(mark + " " + step);
    }

    void line(String text) {
        out.println((shown.isEmpty() || !interactive ? "" : CLEAR_LINE) + text);
        out.flush();
        shown = "";
    }

    /** Where it is now; on a terminal this line is written over. */
    void progress(String text) {
        if (text.equals(shown)) {
            return;
        }
        if (interactive) {
            out.print(CLEAR_LINE + "  " + text);
        } else {
            out.println("  " + text);
        }
        out.flush();
        shown = text;
    }
}
