package io.qunfa.sandbox.web;

import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/** Whose phone this is: the first followers as buttons, a field for everybody else. */
public final class PeopleChoice {

    /** The name of the chosen person's field; {@link #NEWCOMER} is somebody new. */
    public static final String FIELD = "openid";

    static final String NEWCOMER = "new";

    private static final int SHOWN = 20;

    private final Map<String, String> people = new LinkedHashMap<>();
    private boolean newcomer;

    private PeopleChoice() {}

    /** The first followers of this account. */
    public static PeopleChoice of(OfficialAccount account) {
        var choice = new PeopleChoice();
        account.run(
                () -> {
                    var followers = account.followers();
                    for (int number : followers.page(0, SHOWN)) {
                        choice.people.put(followers.openId(number), followers.wxName(number));
                    }
                });
        return choice;
    }

    /** Also somebody who never followed. */
    public PeopleChoice withNewcomer() {
        newcomer = true;
        return this;
    }

    /** Writes the choice as a form that posts to this path. */
    public Page writeTo(Page page, String path, Map<String, String> hidden) {
        page.form(path, hidden);
        people.forEach((openId, name) -> page.button(FIELD, openId, name));
        if (newcomer) {
            page.button(FIELD, NEWCOMER, page.words("people.new"));
        }
        page.end();
        return page.form(path, hidden)
                .field(FIELD, "people.openid", "")
                .submit("people.choose")
                .end();
    }

    /** The number of the chosen person, empty for a newcomer; 40003 for nobody. */
    public static OptionalInt chosen(Visit visit, OfficialAccount account) {
        var openId = visit.parameter(FIELD);
        if (openId.isEmpty()) {
            throw Refusal.of(40003, "somebody was chosen", "nobody", "an OpenID");
        }
        return openId.equals(NEWCOMER)
                ? OptionalInt.empty()
                : OptionalInt.of(account.followers().require(openId));
    }
}
