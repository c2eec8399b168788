package io.qunfa.sandbox.message;

import io.qunfa.sandbox.world.Template;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The public templates that accounts choose from: a few of our own making, in the real form. */
final class TemplateLibrary {

    private final Map<String, Entry> byId = new LinkedHashMap<>();

    private TemplateLibrary() {}

    /**
     * One public template.
     *
     * @param keywords the variable of each keyword, by the keyword's name
     */
    record Entry(String id, String title, int type, Map<String, String> keywords) {

        /** The account's own template, with the chosen keywords or with all. */
        Template template(List<String> chosen) {
            var content = new StringBuilder();
            var example = new StringBuilder();
            keywords.forEach(
                    (name, variable) -> {
                        if (chosen.isEmpty() || chosen.contains(name)) {
                            content.append(name).append("：{{").append(variable).append(".DATA}}\n");
                            example.append(name).append("：…\n");
                        }
                    });
            return new Template(
                    "",
                    title,
                    content.toString().strip(),
                    industry(1).first(),
                    industry(1).second(),
                    example.toString().strip(),
                    type);
        }
    }

    /** An industry by its two classes. */
    record Industry(String first, String second) {}

    private static final List<Industry> INDUSTRIES =
            List.of(
                    new Industry("IT科技", "互联网|电子商务"),
                    new Industry("IT科技", "IT软件与服务"),
                    new Industry("IT科技", "IT硬件与设备"),
                    new Industry("IT科技", "电子技术"),
                    new Industry("IT科技", "通信与运营商"),
                    new Industry("IT科技", "网络游戏"),
                    new Industry("金融业", "银行"));

    /** The names of an industry; those beyond the seventh are not spelt out here. */
    static Industry industry(int number) {
        return number <= INDUSTRIES.size() ? INDUSTRIES.get(number - 1) : new Industry("其它", "其它");
    }

    static TemplateLibrary read() {
        var library = new TemplateLibrary();
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        TemplateLibrary.class.getResourceAsStream("library.tsv")),
                                StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(TemplateLibrary::parse)
                    .forEach(entry -> library.byId.put(entry.id(), entry));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return library;
    }

    private static Entry parse(String line) {
        var cells = line.split("\t", -1);
        var keywords = new LinkedHashMap<String, String>();
        for (int i = 3; i < cells.length; i++) {
            int colon = cells[i].indexOf(':');
            keywords.put(cells[i].substring(0, colon), cells[i].substring(colon + 1));
        }
        return new Entry(cells[0], cells[1], Integer.parseInt(cells[2]), keywords);
    }

    Optional<Entry> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Collection<String> ids() {
        return List.copyOf(byId.keySet());
    }

    /** The entries for subscription notices. */
    List<Entry> subscriptions() {
        return byId.values().stream().filter(entry -> entry.type() > 0).toList();
    }
}
