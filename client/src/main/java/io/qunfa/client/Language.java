package io.qunfa.client;

/** The language a profile is given in. */
public enum Language {
    /** The platform's own default. */
    SIMPLIFIED_CHINESE("zh_CN"),
    /** As in Taiwan. */
    TRADITIONAL_CHINESE("zh_TW"),
    /** English. */
    ENGLISH("en");

    private final String wire;

    Language(String wire) {
        this.wire = wire;
    }

    String wire() {
        return wire;
    }
}
