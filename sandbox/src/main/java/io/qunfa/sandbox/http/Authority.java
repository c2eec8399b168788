package io.qunfa.sandbox.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/**
 * A certificate authority that vouches for this machine and for the platform's hosts, and for
 * nothing else ever: its key is thrown away as soon as it has signed the one certificate. So a
 * machine that trusts it risks nothing.
 *
 * <p>Its folder holds {@code authority.pem}, to be trusted by programs, and {@code server.p12}.
 */
public final class Authority {

    private static final String CERTIFICATE_FILE = "authority.pem";
    private static final String KEY_FILE = "server.p12";

    /** Everything that it keeps in its folder. */
    public static final List<String> FILES = List.of(CERTIFICATE_FILE, KEY_FILE);

    private static final String SERVER = "server";
    private static final String PASSWORD = "sandbox";
    private static final Duration RENEWED_BEFORE_END = Duration.ofDays(30);

    private final Path certificate;
    private final KeyStore keys;

    private Authority(Path certificate, KeyStore keys) {
        this.certificate = certificate;
        this.keys = keys;
    }

    /**
     * The authority kept in this folder; a new one if there is none or its time is over.
     *
     * @throws UncheckedIOException if the folder cannot be used
     */
    public static Authority in(Path folder) {
        try {
            Files.createDirectories(folder);
            var kept = folder.resolve(KEY_FILE);
            var certificate = folder.resolve(CERTIFICATE_FILE);
            if (!Files.exists(kept) || !Files.exists(certificate) || isOld(kept)) {
                create(kept, certificate);
            }
            return new Authority(certificate.toAbsolutePath(), load(kept));
        } catch (IOException e) {
            throw new UncheckedIOException("no certificate authority in " + folder, e);
        }
    }

    /** The file that programs have to trust, in PEM. */
    public Path certificate() {
        return certificate;
    }

    SSLSocketFactory serverSockets() {
        try {
            var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD.toCharArray());
            var context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS is not available in this Java", e);
        }
    }

    private static KeyStore load(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            return keys;
        } catch (GeneralSecurityException e) {
            throw new IOException("not a key store: " + file, e);
        }
    }

    private static boolean isOld(Path file) throws IOException {
        try {
            var certificate = (X509Certificate) load(file).getCertificate(SERVER);
            var end = certificate.getNotAfter().toInstant();
            return Instant.now().plus(RENEWED_BEFORE_END).isAfter(end);
        } catch (GeneralSecurityException e) {
            throw new IOException("not a key store: " + file, e);
        }
    }

    private static void create(Path kept, Path certificate) throws IOException {
        var draft = Files.createTempDirectory(kept.toAbsolutePath().getParent(), "new-");
        try {
            var store = draft.resolve(KEY_FILE);
            var tool = new KeyTool(store, PASSWORD);
            tool.createAuthority("authority");
            tool.createServer(SERVER, "authority", names());
            tool.export("authority", certificate);
            tool.forget("authority");
            hideFromOthers(store);
            Files.move(store, kept, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft.resolve(KEY_FILE));
            Files.deleteIfExists(draft);
        }
    }

    private static void hideFromOthers(Path file) throws IOException {
        var permissions = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (permissions != null) {
            permissions.setPermissions(PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static String names() {
        var hosts = PlatformHosts.ALL.stream().map(host -> "dns:" + host);
        var here = Stream.of("dns:localhost", "ip:127.0.0.1", "ip:0:0:0:0:0:0:0:1");
        return Stream.concat(here, hosts).collect(Collectors.joining(","));
    }
}
