package io.qunfa.server.account;

import io.qunfa.client.WeChat;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What an account may be allowed to do. Some things are proved by a call that changes nothing; of
 * the others the platform only says how often they may be called.
 */
enum Ability {
    MASS_TO_ALL("/cgi-bin/message/mass/sendall"),
    MASS_TO_LIST("/cgi-bin/message/mass/send"),
    PREVIEW("/cgi-bin/message/mass/preview"),
    DRAFTS("/cgi-bin/draft/add"),
    PUBLISH("/cgi-bin/freepublish/submit"),
    MATERIALS("/cgi-bin/material/add_material"),
    COMMENTS("/cgi-bin/comment/list"),
    MENU("/cgi-bin/menu/create"),
    FOLLOWERS("/cgi-bin/user/get"),
    TAGS("/cgi-bin/tags/create"),
    CUSTOMER_MESSAGES("/cgi-bin/message/custom/send"),
    TEMPLATE_MESSAGES("/cgi-bin/message/template/send"),
    QR_CODES("/cgi-bin/qrcode/create");

    private final String path;

    Ability(String path) {
        this.path = path;
    }

    String path() {
        return path;
    }

    /** A call that changes nothing and succeeds only for who may do this. */
    Optional<Consumer<WeChat>> proof() {
        return switch (this) {
            case DRAFTS -> Optional.of(wechat -> wechat.drafts().count());
            case MATERIALS -> Optional.of(wechat -> wechat.materials().counts());
            case MENU -> Optional.of(wechat -> wechat.menus().current());
            case FOLLOWERS -> Optional.of(wechat -> wechat.followers().page());
            case TAGS -> Optional.of(wechat -> wechat.tags().list());
            case TEMPLATE_MESSAGES -> Optional.of(wechat -> wechat.templateMessages().list());
            case MASS_TO_ALL,
                    MASS_TO_LIST,
                    PREVIEW,
                    PUBLISH,
                    COMMENTS,
                    CUSTOMER_MESSAGES,
                    QR_CODES ->
                    Optional.empty();
        };
    }

    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Ability> of(String text) {
        for (var ability : values()) {
            if (ability.text().equals(text)) {
                return Optional.of(ability);
            }
        }
        return Optional.empty();
    }

    /** What accounts of this kind usually may; assumed, where no call proves it. */
    boolean usualFor(Account.Kind kind, boolean verified) {
        return switch (kind) {
            case TEST ->
                    switch (this) {
                        case MASS_TO_ALL, MASS_TO_LIST, DRAFTS, PUBLISH, MATERIALS, COMMENTS ->
                                false;
                        case PREVIEW,
                                MENU,
                                FOLLOWERS,
                                TAGS,
                                CUSTOMER_MESSAGES,
                                TEMPLATE_MESSAGES,
                                QR_CODES ->
                                true;
                    };
            case SERVICE -> verified;
            case SUBSCRIPTION ->
                    verified
                            && this != MASS_TO_LIST
                            && this != TEMPLATE_MESSAGES
                            && this != QR_CODES;
        };
    }
}
