package io.qunfa.sandbox.web;

import io.qunfa.sandbox.http.Answer;
import io.qunfa.sandbox.http.HttpHandler;
import io.qunfa.sandbox.http.Request;
import io.qunfa.sandbox.journal.Entry;
import io.qunfa.sandbox.journal.Journal;
import io.qunfa.sandbox.world.Refusal;
import io.qunfa.sandbox.world.VirtualClock;
import java.util.Map;
import java.util.Optional;

/**
 * The platform's pages for people, by path; a path that ends in a slash stands for all below it.
 */
public final class WebHost implements HttpHandler {

    private final VirtualClock clock;
    private final Journal journal;
    private final Runnable settled;
    private final Map<String, PageHandler> handlers;

    /**
     * @param settled returns when what a visit caused has been pushed
     */
    public WebHost(
            VirtualClock clock,
            Journal journal,
            Runnable settled,
            Map<String, PageHandler> handlers) {
        this.clock = clock;
        this.journal = journal;
        this.settled = settled;
        this.handlers = Map.copyOf(handlers);
    }

    /** Whether a page is served at this path. */
    public boolean serves(String path) {
        return find(path).isPresent();
    }

    private Optional<PageHandler> find(String path) {
        var exact = handlers.get(path);
        return exact != null
                ? Optional.of(exact)
                : handlers.entrySet().stream()
                        .filter(e -> e.getKey().endsWith("/") && path.startsWith(e.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst();
    }

    @Override
    public Answer handle(Request request) {
        var visit = new Visit(request);
        var answer = serve(visit);
        if (visit.isPost()) {
            settled.run();
        }
        journal.request(
                id ->
                        new Entry.RequestSeen(
                                id,
                                clock.instant(),
                                visit.appId(),
                                request.method(),
                                request.path(),
                                request.rawQuery(),
                                request.body().text(),
                                String.valueOf(answer.status()),
                                "",
                                visit.notes()));
        return answer;
    }

    private Answer.Whole serve(Visit visit) {
        try {
            return find(visit.path()).orElseThrow().serve(visit);
        } catch (Refusal refusal) {
            var why = refusal.explanation();
            visit.note("failed: " + why.check());
            visit.note("sent: " + why.sent());
            visit.note("expected: " + why.expected());
            return Page.of(visit, "problem.title")
                    .raw(refusal.code() + " " + refusal.text())
                    .raw(why.check() + ": " + why.sent() + " → " + why.expected())
                    .answer(200);
        }
    }
}
