package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The agents of one account's customer service (客服). */
public final class Agents {

    private static final int MOST = 100;
    private static final int FIRST_ID = 1001;
    private static final int MAX_NICKNAME = 16;

    /** How long an invitation waits (assumed). */
    private static final Duration INVITATION = Duration.ofHours(24);

    private static final Pattern ACCOUNT = Pattern.compile("\\w{1,10}@[-\\w]{1,30}");

    private final VirtualClock clock;
    private final Map<String, Agent> agents = new LinkedHashMap<>();
    private int issued;

    Agents(VirtualClock clock) {
        this.clock = clock;
    }

    /**
     * One agent.
     *
     * @param person whose WeChat id it is, empty while nobody took the place
     */
    public record Agent(
            String account,
            int id,
            String nickname,
            String picture,
            String person,
            Optional<Invitation> invitation,
            boolean online) {

        Agent named(String name) {
            return new Agent(account, id, name, picture, person, invitation, online);
        }

        Agent pictured(String url) {
            return new Agent(account, id, nickname, url, person, invitation, online);
        }

        Agent invited(Optional<Invitation> wanted) {
            return new Agent(account, id, nickname, picture, person, wanted, online);
        }

        Agent bound(String weChatId) {
            return new Agent(account, id, nickname, picture, weChatId, Optional.empty(), online);
        }

        Agent online(boolean isOnline) {
            return new Agent(account, id, nickname, picture, person, invitation, isOnline);
        }
    }

    /** Somebody is asked to take the place. */
    public record Invitation(String person, Instant end, boolean rejected) {

        /** {@code invite_status}. */
        public String status(Instant now) {
            return rejected ? "rejected" : now.isBefore(end) ? "waiting" : "expired";
        }

        boolean isOpen(Instant now) {
            return !rejected && now.isBefore(end);
        }
    }

    /** All of them, oldest first. */
    public List<Agent> all() {
        return List.copyOf(agents.values());
    }

    public void add(String account, String nickname) {
        if (!ACCOUNT.matcher(account).matches()) {
            throw Refusal.of(
                    65404,
                    "kf_account is up to ten letters, an @ and the account's WeChat id",
                    account,
                    "\"kf_account\":\"test1@gh-alias\"");
        }
        requireNickname(nickname);
        if (agents.containsKey(account)) {
            throw Refusal.of(65406, "the agent is new", account, "another kf_account");
        }
        if (agents.size() >= MOST) {
            throw Refusal.of(65405, "at most " + MOST + " agents", "one more", "delete one")
                    .assumed();
        }
        agents.put(
                account,
                new Agent(account, FIRST_ID + issued++, nickname, "", "", Optional.empty(), false));
    }

    private static void requireNickname(String nickname) {
        if (nickname.isEmpty() || nickname.length() > MAX_NICKNAME) {
            throw Refusal.of(
                    65403,
                    "a nickname has 1 to " + MAX_NICKNAME + " characters",
                    nickname,
                    "\"nickname\":\"客服1\"");
        }
    }

    /** The agent; 65401 if there is none. */
    public Agent require(String account) {
        var agent = agents.get(account);
        if (agent == null) {
            throw Refusal.of(
                    65401,
                    "kf_account is an agent of this account",
                    account,
                    "one of " + agents.keySet());
        }
        return agent;
    }

    public void rename(String account, String nickname) {
        var agent = require(account);
        requireNickname(nickname);
        agents.put(account, agent.named(nickname));
    }

    public void picture(String account, String url) {
        agents.put(account, require(account).pictured(url));
    }

    public void delete(String account) {
        agents.remove(require(account).account());
    }

    /** Asks a person to take the agent's place. */
    public void invite(String account, String person, boolean isKnown) {
        var agent = require(account);
        var now = clock.instant();
        if (!agent.person().isEmpty()) {
            throw Refusal.of(65412, "nobody has taken the place", agent.person(), "another agent");
        }
        if (!isKnown) {
            throw Refusal.of(65409, "invite_wx is a WeChat id", person, "a follower's WeChat id");
        }
        if (agents.values().stream().anyMatch(other -> other.person().equals(person))) {
            throw Refusal.of(65407, "the person is no agent yet", person, "somebody else");
        }
        var waiting = agent.invitation().filter(invitation -> invitation.isOpen(now));
        if (waiting.isPresent()) {
            boolean isSame = waiting.get().person().equals(person);
            throw Refusal.of(
                    isSame ? 65408 : 65411,
                    "nobody is invited to this place",
                    waiting.get().person(),
                    "wait for the answer, or until it ends");
        }
        var invitation = new Invitation(person, now.plus(INVITATION), false);
        agents.put(account, agent.invited(Optional.of(invitation)));
    }

    /** The invited person answers. */
    public void answer(String account, boolean agrees) {
        var agent = require(account);
        var invitation =
                agent.invitation()
                        .filter(waiting -> waiting.isOpen(clock.instant()))
                        .orElseThrow(() -> new IllegalArgumentException("nobody is invited"));
        agents.put(
                account,
                agrees
                        ? agent.bound(invitation.person())
                        : agent.invited(
                                Optional.of(
                                        new Invitation(
                                                invitation.person(), invitation.end(), true))));
    }

    /** The agent comes or goes. */
    public void online(String account, boolean isOnline) {
        agents.put(account, require(account).online(isOnline));
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(issued);
        Snapshot.writeList(out, agents.values(), agent -> write(out, agent));
    }

    private static void write(DataOutput out, Agent agent) throws IOException {
        out.writeUTF(agent.account());
        out.writeInt(agent.id());
        Snapshot.writeText(out, agent.nickname());
        out.writeUTF(agent.picture());
        out.writeUTF(agent.person());
        out.writeBoolean(agent.online());
        out.writeBoolean(agent.invitation().isPresent());
        if (agent.invitation().isPresent()) {
            out.writeUTF(agent.invitation().get().person());
            Snapshot.writeInstant(out, agent.invitation().get().end());
            out.writeBoolean(agent.invitation().get().rejected());
        }
    }

    void read(DataInput in) throws IOException {
        issued = in.readInt();
        Snapshot.readList(in, () -> readOne(in))
                .forEach(agent -> agents.put(agent.account(), agent));
    }

    private static Agent readOne(DataInput in) throws IOException {
        var agent =
                new Agent(
                        in.readUTF(),
                        in.readInt(),
                        Snapshot.readText(in),
                        in.readUTF(),
                        in.readUTF(),
                        Optional.empty(),
                        in.readBoolean());
        return in.readBoolean()
                ? agent.invited(
                        Optional.of(
                                new Invitation(
                                        in.readUTF(), Snapshot.readInstant(in), in.readBoolean())))
                : agent;
    }
}
