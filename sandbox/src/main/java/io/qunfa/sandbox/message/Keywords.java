package io.qunfa.sandbox.message;

import io.qunfa.sandbox.world.Refusal;
import io.qunfa.sandbox.world.Template;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The values of a template's variables. The kind of a variable is the front of its name: {@code
 * thing5} takes twenty characters, {@code number3} digits.
 */
final class Keywords {

    private static final Pattern NAME = Pattern.compile("([a-z_]+)[0-9]+");
    private static final String CLOCK = "([0-9]{1,2}:[0-9]{2}(:[0-9]{2})?)";
    private static final String DATE = "([0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?)";
    private static final String TIME = "(%s|%s|%s ?%s)".formatted(CLOCK, DATE, DATE, CLOCK);

    private static final Map<String, Pattern> KINDS =
            Map.ofEntries(
                    kind("thing", "(?s).{1,20}"),
                    kind("number", "-?[0-9]{1,32}(\\.[0-9]{1,32})?"),
                    kind("letter", "[A-Za-z]{1,32}"),
                    kind("symbol", "[^\\p{L}\\p{N}]{1,5}"),
                    kind("character_string", "[\\x21-\\x7e]{1,32}"),
                    kind("time", TIME + "(~" + TIME + ")?"),
                    kind("date", TIME + "(~" + TIME + ")?"),
                    kind("amount", "[¥￥$€£]?[0-9,]{1,10}(\\.[0-9]{1,2})?元?"),
                    kind("phone_number", "[0-9+()\\- ]{1,17}"),
                    kind("car_number", "[\\p{L}\\p{N}·]{1,8}"),
                    kind("name", "\\p{IsHan}{1,10}|[^\\p{IsHan}]{1,20}"),
                    kind("phrase", "\\p{IsHan}{1,5}"));

    private Keywords() {}

    private static Map.Entry<String, Pattern> kind(String name, String values) {
        return Map.entry(name, Pattern.compile(values));
    }

    /** 47003 for the first variable whose value is missing or not of its kind. */
    static void require(Template template, JsonNode data, boolean kindsApply) {
        if (!data.isObject()) {
            throw Refusal.of(
                    47003, "data is an object", data.toString(), "{\"thing1\":{\"value\":\"…\"}}");
        }
        for (var key : template.keys()) {
            var value = valueOf(data, key);
            if (kindsApply && value.isEmpty()) {
                throw Refusal.of(47003, "every variable has a value", key + " has none", "a value")
                        .saying("argument invalid! data." + key + ".value is empty");
            }
            if (kindsApply && !isLegal(key, value)) {
                throw Refusal.of(
                                47003,
                                "the value is of the kind that the name says",
                                "%s is %s".formatted(key, value),
                                "what §10.2 lists for " + key.replaceAll("[0-9]+$", ""))
                        .saying("argument invalid! data." + key + ".value invalid");
            }
        }
    }

    static boolean isLegal(String key, String value) {
        var name = NAME.matcher(key);
        if (!name.matches()) {
            return true;
        }
        var values = KINDS.get(name.group(1));
        return values == null || values.matcher(value).matches();
    }

    /** The value of a variable, empty if it is absent. */
    static String valueOf(JsonNode data, String key) {
        return data.path(key).path("value").asString("");
    }
}
