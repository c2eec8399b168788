package io.qunfa.protocol;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One return code of the platform, from the table {@code return-codes.tsv} beside this class.
 *
 * @param number the {@code errcode}, for example 40013
 * @param text the English {@code errmsg} as the platform sends it, without {@code hint} and {@code
 *     rid}; empty where no text is public. Never branch on it
 * @param meaning what the code means, in English
 * @param meaningZh what the code means, in Chinese
 * @param meaningJa what the code means, in Japanese
 * @see <a
 *     href="https://developers.weixin.qq.com/doc/offiaccount/Getting_Started/Global_Return_Code.html">全局返回码,
 *     state of November 2026</a>
 */
public record ReturnCode(
        int number, String text, String meaning, String meaningZh, String meaningJa) {

    private static final Map<Integer, ReturnCode> TABLE = read();

    /** The code with this number, or empty if the table does not list it. */
    public static Optional<ReturnCode> find(int number) {
        return Optional.ofNullable(TABLE.get(number));
    }

    /**
     * The code with this number.
     *
     * @throws IllegalArgumentException if the table does not list it
     */
    public static ReturnCode of(int number) {
        return find(number)
                .orElseThrow(
                        () -> new IllegalArgumentException("not a known return code: " + number));
    }

    /** Every code of the table, in order of number. */
    public static Collection<ReturnCode> all() {
        return new TreeMap<>(TABLE).values();
    }

    /** What the code means, in the reader's language if that is Chinese or Japanese. */
    public String meaning(Locale language) {
        return switch (language.getLanguage()) {
            case "zh" -> meaningZh;
            case "ja" -> meaningJa;
            default -> meaning;
        };
    }

    private static Map<Integer, ReturnCode> read() {
        try (InputStream table =
                        Objects.requireNonNull(
                                ReturnCode.class.getResourceAsStream("return-codes.tsv"));
                var lines =
                        new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(ReturnCode::parse)
                    .collect(toUnmodifiableMap(ReturnCode::number, code -> code));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ReturnCode parse(String line) {
        var columns = line.split("\t", -1);
        if (columns.length != 5) {
            throw new IllegalStateException("five columns expected: " + line);
        }
        return new ReturnCode(
                Integer.parseInt(columns[0]), columns[1], columns[2], columns[3], columns[4]);
    }
}
