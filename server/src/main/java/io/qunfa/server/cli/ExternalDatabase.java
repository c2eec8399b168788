package io.qunfa.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL that somebody else runs, given as {@code postgresql://user:password@host/name} or as
 * a JDBC address. Its text form hides the password.
 */
record ExternalDatabase(String url, @Nullable String user, @Nullable String password) {

    private static final String JDBC = "jdbc:";

    static ExternalDatabase parse(String text) {
        if (text.startsWith("jdbc:postgresql:")) {
            return new ExternalDatabase(text, null, null);
        }
        if (!text.startsWith("postgresql://") && !text.startsWith("postgres://")) {
            throw new UserError(
                    "--db needs an address such as postgresql://user:password@host:5432/name.");
        }
        var uri = address(text.replaceFirst("^postgres:", "postgresql:"));
        var person = uri.getRawUserInfo();
        var colon = person == null ? -1 : person.indexOf(':');
        var bare = uri.toString().replaceFirst("//[^/@]*@", "//");
        return new ExternalDatabase(
                JDBC + bare,
                person == null ? null : decode(colon < 0 ? person : person.substring(0, colon)),
                person == null || colon < 0 ? null : decode(person.substring(colon + 1)));
    }

    private static URI address(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new UserError(
                    "--db is not an address: unusual characters in the user or the password have to be percent-encoded.");
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }

    /** Says clearly what is wrong before anything else is started. */
    void check() {
        try (var connection = DriverManager.getConnection(url, user, password)) {
            var major = connection.getMetaData().getDatabaseMajorVersion();
            if (major < 18) {
                throw new UserError(
                        "Qunfa needs PostgreSQL 18 or newer; the database of --db is version %d."
                                .formatted(major));
            }
        } catch (SQLException e) {
            throw new UserError(
                    "The database of --db cannot be used: %s".formatted(e.getMessage()));
        }
    }

    @Override
    public String toString() {
        return "ExternalDatabase[hidden]";
    }
}
