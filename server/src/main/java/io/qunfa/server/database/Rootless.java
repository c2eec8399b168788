package io.qunfa.server.database;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL refuses to run as root. In a user namespace of its own the same process is nobody,
 * which is enough for PostgreSQL and changes nothing for the files.
 */
final class Rootless {

    private static final List<String> NAMESPACE = List.of("unshare", "--user");

    private Rootless() {}

    /** What to write before a command of PostgreSQL. */
    static List<String> prefix() {
        return PrefixHolder.PREFIX;
    }

    private static final class PrefixHolder {
        static final List<String> PREFIX = isRoot() ? namespace() : List.of();
    }

    private static boolean isRoot() {
        return !System.getProperty("os.name").startsWith("Windows")
                && new UnixSystem().getUid() == 0;
    }

    private static List<String> namespace() {
        try {
            var probe = new ProcessBuilder(NAMESPACE).command("unshare", "--user", "true").start();
            if (probe.waitFor(5, TimeUnit.SECONDS) && probe.exitValue() == 0) {
                return NAMESPACE;
            }
            probe.destroyForcibly();
        } catch (IOException e) {
            throw DatabaseException.refusesRoot();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw DatabaseException.refusesRoot();
    }
}
