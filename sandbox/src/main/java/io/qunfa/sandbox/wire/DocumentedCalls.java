package io.qunfa.sandbox.wire;

import io.qunfa.sandbox.world.CallLimit;
import io.qunfa.sandbox.world.Evidence;
import io.qunfa.sandbox.world.OfficialAccount;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The table of emulated calls. */
public final class DocumentedCalls {

    private final Map<String, DocumentedCall> byPath;

    private DocumentedCalls(Map<String, DocumentedCall> byPath) {
        this.byPath = byPath;
    }

    public static DocumentedCalls read() {
        try (InputStream table =
                        Objects.requireNonNull(
                                DocumentedCalls.class.getResourceAsStream("calls.tsv"));
                var lines =
                        new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            var byPath = new HashMap<String, DocumentedCall>();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    var call = DocumentedCall.parse(line);
                    byPath.put(call.path(), call);
                }
            }
            return new DocumentedCalls(byPath);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Nullable DocumentedCall find(String path) {
        return byPath.get(path);
    }

    public boolean knows(String path) {
        return byPath.containsKey(path);
    }

    /** How often this account may make a known call. */
    public CallLimit limit(String path, OfficialAccount account) {
        return require(path).limitOf(account);
    }

    /** Whether this account may make a known call. */
    public boolean isAllowed(String path, OfficialAccount account) {
        return require(path).isAllowed(account);
    }

    private DocumentedCall require(String path) {
        return Objects.requireNonNull(byPath.get(path), path);
    }

    public Collection<String> paths() {
        return byPath.keySet();
    }

    /** How we know that a known call works as it does here. */
    public Evidence evidence(String path) {
        return require(path).evidence();
    }

    /** Where the platform describes a known call. */
    public String page(String path) {
        return require(path).page();
    }

    /** The known path that looks most like this one. */
    public String nearest(String path) {
        return Spelling.nearest(path, byPath.keySet());
    }
}
