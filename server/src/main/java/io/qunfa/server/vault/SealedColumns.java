package io.qunfa.server.vault;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The columns that hold sealed texts. The database itself says which: a comment on the column reads
 * {@code sealed} and the context, in which a column's name in braces stands for its value.
 */
public record SealedColumns(List<Column> columns) {

    private static final int BATCH = 500;

    private static final String DECLARED =
            """
            SELECT n.nspname, c.relname, a.attname, substr(d.description, 8)
            FROM pg_description d
            JOIN pg_class c ON c.oid = d.objoid AND d.classoid = 'pg_class'::regclass
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.objsubid
            WHERE d.objsubid > 0 AND d.description LIKE 'sealed %'
            ORDER BY 1, 2, 3
            """;

    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    public SealedColumns {
        columns = List.copyOf(columns);
    }

    /**
     * One of them.
     *
     * @param context such as {@code account.access_token.token {account_id}}
     */
    public record Column(String table, String name, String context) {

        private List<String> keys() {
            return PLACE.matcher(context).results().map(match -> match.group(1)).toList();
        }

        private String select() {
            var keys = new StringBuilder();
            keys().forEach(key -> keys.append(", ").append(key).append("::text"));
            return "SELECT ctid::text, %s%s FROM %s WHERE %s IS NOT NULL"
                    .formatted(name, keys, table, name);
        }

        private String context(ResultSet row) throws SQLException {
            var filled = new StringBuilder();
            var place = PLACE.matcher(context);
            for (int column = 3; place.find(); column++) {
                place.appendReplacement(filled, Matcher.quoteReplacement(row.getString(column)));
            }
            return place.appendTail(filled).toString();
        }
    }

    /** A sealed text that the key does not open. */
    public static final class OtherKey extends RuntimeException {
        OtherKey(Column column) {
            super(column.table() + "." + column.name());
        }
    }

    public static SealedColumns of(Connection connection) throws SQLException {
        var columns = new ArrayList<Column>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(DECLARED)) {
            while (row.next()) {
                columns.add(
                        new Column(
                                row.getString(1) + "." + row.getString(2),
                                row.getString(3),
                                row.getString(4)));
            }
        }
        return new SealedColumns(columns);
    }

    /** Tries one text of each column. */
    public void requireOpenable(Connection connection, Vault vault) throws SQLException {
        for (var column : columns) {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery(column.select() + " LIMIT 1")) {
                if (row.next() && !opens(vault, row.getBytes(2), column.context(row))) {
                    throw new OtherKey(column);
                }
            }
        }
    }

    /**
     * Seals everything anew. What the new key opens already is left as it is, so that it can be
     * called again after it was interrupted. Each row is its own transaction.
     *
     * @return how many texts were sealed anew
     */
    public int reseal(Connection connection, Vault old, Vault next) throws SQLException {
        int count = 0;
        for (var column : columns) {
            count += reseal(connection, column, old, next);
        }
        return count;
    }

    private static int reseal(Connection connection, Column column, Vault old, Vault next)
            throws SQLException {
        int count = 0;
        for (var text : read(connection, column)) {
            if (opens(next, text.bytes(), text.context())) {
                continue;
            }
            if (!opens(old, text.bytes(), text.context())) {
                throw new OtherKey(column);
            }
            var open = old.open(text.bytes(), text.context());
            count += write(connection, column, text, next.seal(open, text.context()));
        }
        return count;
    }

    /**
     * One text.
     *
     * @param sealed in hexadecimal digits, because a record compares what it holds
     */
    private record Sealed(String place, String sealed, String context) {
        byte[] bytes() {
            return HexFormat.of().parseHex(sealed);
        }
    }

    private static List<Sealed> read(Connection connection, Column column) throws SQLException {
        var texts = new ArrayList<Sealed>();
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(BATCH);
            try (var row = statement.executeQuery(column.select())) {
                while (row.next()) {
                    texts.add(
                            new Sealed(
                                    row.getString(1),
                                    HexFormat.of().formatHex(row.getBytes(2)),
                                    column.context(row)));
                }
            }
        }
        return texts;
    }

    private static int write(Connection connection, Column column, Sealed text, byte[] sealed)
            throws SQLException {
        var sql =
                "UPDATE %s SET %s = ? WHERE ctid = ?::tid AND %s = ?"
                        .formatted(column.table(), column.name(), column.name());
        try (var update = connection.prepareStatement(sql)) {
            update.setBytes(1, sealed);
            update.setString(2, text.place());
            update.setBytes(3, text.bytes());
            return update.executeUpdate();
        }
    }

    private static boolean opens(Vault vault, byte[] sealed, String context) {
        try {
            vault.open(sealed, context);
            return true;
        } catch (IllegalStateException | IllegalArgumentException _) {
            return false;
        }
    }
}
