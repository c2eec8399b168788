package io.qunfa.server.http;

import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What anybody may know about this server. */
@RestController
final class AboutApi {

    private final InstantSource clock;
    private final String version;
    private final String sandbox;

    AboutApi(
            InstantSource clock,
            @Value("${qunfa.version}") String version,
            @Value("${qunfa.sandbox:}") String sandbox) {
        this.clock = clock;
        this.version = version;
        this.sandbox = sandbox;
    }

    /**
     * This server.
     *
     * @param sandbox the address of the sandbox that was started with it
     */
    record About(String version, @Nullable String sandbox, Instant now) {}

    /** Which version this is, what its clock says, and where its sandbox is. */
    @GetMapping("/api/v1/about")
    About about() {
        return new About(version, sandbox.isEmpty() ? null : sandbox, clock.instant());
    }
}
