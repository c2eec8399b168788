package io.qunfa.server.broadcast;

import io.qunfa.server.account.AccountId;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Live progress, read from the database, so that it does not matter which node delivers and which
 * one is watched.
 */
@Component
final class BroadcastStream {

    private static final Duration LOOK = Duration.ofMillis(300);
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);

    /** Browsers reconnect by themselves. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Broadcasts broadcasts;
    private final BroadcastViews views;

    BroadcastStream(Broadcasts broadcasts, BroadcastViews views) {
        this.broadcasts = broadcasts;
        this.views = views;
    }

    SseEmitter watch(AccountId account, BroadcastId id, Locale language) {
        var emitter = new SseEmitter(LONGEST.toMillis());
        var watch = new Watch(account, id, language, emitter);
        emitter.onCompletion(watch::end);
        emitter.onTimeout(watch::end);
        emitter.onError(_ -> watch.end());
        Thread.ofVirtual().name("watch-" + id).start(watch);
        return emitter;
    }

    /** One reader. */
    private final class Watch implements Runnable {

        private final AccountId account;
        private final BroadcastId id;
        private final Locale language;
        private final SseEmitter emitter;
        private volatile boolean ended;

        Watch(AccountId account, BroadcastId id, Locale language, SseEmitter emitter) {
            this.account = account;
            this.id = id;
            this.language = language;
            this.emitter = emitter;
        }

        void end() {
            ended = true;
        }

        @Override
        public void run() {
            try {
                watch();
                emitter.complete();
            } catch (IOException | RuntimeException e) {
                // The browser asks again; a stream that merely fell silent would keep it waiting.
                emitter.completeWithError(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void watch() throws IOException, InterruptedException {
            var seen = OptionalLong.empty();
            var saidAtNanos = System.nanoTime();
            while (!ended) {
                var revision = broadcasts.revision(account, id).orElseThrow();
                if (seen.isEmpty() || seen.getAsLong() != revision) {
                    seen = OptionalLong.of(revision);
                    saidAtNanos = System.nanoTime();
                    if (send().state().isTerminal()) {
                        return;
                    }
                } else if (System.nanoTime() - saidAtNanos > SIGN_OF_LIFE.toNanos()) {
                    saidAtNanos = System.nanoTime();
                    emitter.send(SseEmitter.event().comment("still here"));
                }
                Thread.sleep(LOOK);
            }
        }

        private Broadcast send() throws IOException {
            var broadcast = broadcasts.get(account, id);
            emitter.send(
                    SseEmitter.event()
                            .id(Long.toString(broadcast.revision()))
                            .name("broadcast")
                            .data(views.brief(broadcast, language), MediaType.APPLICATION_JSON));
            return broadcast;
        }
    }
}
