package io.qunfa.sandbox.journal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The newest refused calls by request id. */
public final class RefusedCalls {

    private static final int MAX_CALLS = 10_000;
    private static final long MAX_BYTES = 16L * 1024 * 1024;

    private final Map<String, RefusedCall> byRid = new LinkedHashMap<>();
    private long bytes;

    public synchronized void add(RefusedCall call) {
        byRid.put(call.rid(), call);
        bytes += call.bytes();
        var oldest = byRid.values().iterator();
        while (byRid.size() > MAX_CALLS || bytes > MAX_BYTES) {
            bytes -= oldest.next().bytes();
            oldest.remove();
        }
    }

    public synchronized Optional<RefusedCall> find(String rid) {
        return Optional.ofNullable(byRid.get(rid));
    }

    public synchronized void clear() {
        byRid.clear();
        bytes = 0;
    }
}
