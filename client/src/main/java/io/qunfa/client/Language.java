package io.qunfa.client;

/** The language a profile is given in. */
public enum Language {
    SIMPLIFIED_CHINESE("zh_CN"),
    TRADITIONAL_CHINESE("zh_TW"),
    ENGLISH("en");

    private final String wire;

    Language(String wire) {
        this.wire = wire;
    }

    String wire() {
        return wire;
    }
}
