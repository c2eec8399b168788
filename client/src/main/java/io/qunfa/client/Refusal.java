package io.qunfa.client;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Why a call was refused, by who has to act. */
public enum Refusal {
    /** The account may not do this: its type, its certification, or a punishment. */
    PERMISSION(
            "the account lacks the permission; check its type and certification",
            """
            45103 45113 47009 48001 48004 48008 48013 48015 48022 50001 50002 50003 50004 50007
            53500 61003 61007 61016 61017 76003 76022 88000
            """),
    /** A person has to do something on the platform's website or in WeChat first. */
    NEEDS_PERSON(
            "a person has to act on the platform's website or in WeChat, then repeat the call",
            "45062 48003 48014 48021 53504 53505 89501 89502 89503 89504 89505"),
    /** Text, articles or media are not acceptable as they are. */
    CONTENT(
            "correct the content",
            """
            40004 40005 40006 40007 40009 40010 40011 40012 40033 40048 40066 40113 40137 40141
            40155 40165 40166 40191 40192 40193 40194 40213 40214 40215 40216 40217 40218 40229
            40249 41005 41039 41040 44001 44003 44004 44005 44006 45001 45002 45003 45004 45005
            45006 45007 45008 45020 45021 45052 45068 45082 45086 45110 45166 47003 53401 53404
            53405 53406 53503 87014 88002 88007
            """),
    /** The tag or the list of recipients is not acceptable. */
    AUDIENCE(
            "correct the audience",
            "40031 40032 40050 40130 40152 45019 45057 45058 45059 45159 45169 45171 49003"),
    /** A visitor's code or token is used up or over; they have to authorise again. */
    AUTHORIZATION(
            "let the visitor authorise again",
            "40029 40030 40163 40226 41003 41008 42002 42003 42007"),
    /** The thing asked about is unknown, or not visible yet shortly after it was made. */
    NOT_FOUND(
            "check the id; right after a send, ask again in a minute",
            """
            40059 40060 40065 40114 40204 46001 46003 46004 53502 53600 76001 76002 76004 76021
            88001 88004 88008 88009 9410012
            """),
    /** The request itself is wrong, which is a mistake of the program. */
    REQUEST(
            "this is a mistake in the program that made the call",
            """
            40002 40008 40035 40038 40097 41006 41011 43001 43002 43003 44002 45067 47001 47002
            88010
            """),
    /** A code this client has no rule for. */
    UNKNOWN("look the code up in the platform's documentation", "");

    private static final Map<Integer, Refusal> BY_CODE = byCode();

    private final String advice;
    private final String codes;

    Refusal(String advice, String codes) {
        this.advice = advice;
        this.codes = codes;
    }

    static Refusal of(int code) {
        return BY_CODE.getOrDefault(code, UNKNOWN);
    }

    String advice() {
        return advice;
    }

    private static Map<Integer, Refusal> byCode() {
        var table = new HashMap<Integer, Refusal>();
        for (var refusal : values()) {
            refusal.codes
                    .lines()
                    .flatMap(line -> Arrays.stream(line.split(" ", -1)))
                    .filter(code -> !code.isEmpty())
                    .forEach(code -> table.put(Integer.valueOf(code), refusal));
        }
        return Map.copyOf(table);
    }
}
